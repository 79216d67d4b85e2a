import { describe, expect, test } from "vitest";
import { coverageOf } from "../../src/regression/coverage.ts";
import { type Dimension, type Goal, goalsOf } from "../../src/regression/coverage-goals.ts";
import { smallBot } from "../support/small-bot.ts";
import { between, understood, unknownText, yes } from "../support/understandings.ts";
import { Talk } from "./coverage-talks.ts";

const bot = smallBot({
  actions: `
    order.find:
      about: finds orders
      outcomes: { found: { count: number }, none: {} }
  `,
  dialogs: {
    find: `
      start: { intents: [find], phrases: [查订单, 找订单] }
      slots: { months: { type: number, entity: number } }
      steps:
        - id: look
          call: order.find
          outcomes: { found: many, none: offer, error: human, timeout: human }
        - id: many
          when: [{ if: find.count > 1, go: which }, { else: which }]
        - id: which
          ask: 是哪一种？
          options: [{ id: new, label: 新的, go: months }, { id: old, label: 旧的, go: end }]
        - id: months
          ask: 几期？
          slot: months
          retries: 0
          otherwise: offer
        - id: rest
          wait: { for: 1m, message: offer }
        - id: offer
          say:
            text: 都看过了
            buttons:
              - { label: 再看一次, go: which }
              - { label: 找人, go: human }
              - { intent: card }
        - id: person
          human: { reason: 没找到 }
        - end: { outcome: unsolved }
    `,
    card: `
      start: { intents: [card] }
      steps:
        - id: sure
          ask: 换卡吗？
          yesno: { yes: how, no: end }
        - id: how
          say: 在设置里
          go: end
    `,
  },
});

/** What a dialog has to reach, as `step way`. */
function goals(dimension: Dimension, dialog: string): readonly string[] {
  return goalsOf(bot)[dimension].flatMap((goal) => (goal.dialog === dialog ? [nameOf(goal)] : []));
}

/** What of a dialog a conversation reached. */
function reached(dimension: Dimension, dialog: string, { passages }: Talk): readonly string[] {
  const all = coverageOf(bot, passages)[dimension];
  return all.flatMap((goal) => (goal.dialog === dialog && goal.times > 0 ? [nameOf(goal)] : []));
}

function nameOf({ step, way }: Goal): string {
  return [step, way].filter((part) => part !== undefined).join(" ");
}

const find = understood("find");
const card = understood("card");

describe("what there is to reach", () => {
  test("every step, whatever it does", () => {
    expect(goals("steps", "find")).toEqual([
      "look",
      "many",
      "which",
      "months",
      "rest",
      "offer",
      "person",
      "s8",
    ]);
  });

  test("every way out of a step, and every way a dialog begins", () => {
    expect(goals("edges", "find")).toEqual([
      "intent:find",
      "phrase",
      "look outcome:found",
      "look outcome:none",
      "look outcome:error",
      "look outcome:timeout",
      "many branch:1",
      "many else",
      "which option:new",
      "which option:old",
      "months filled",
      "months otherwise",
      "rest next",
      "rest message",
      "offer next",
      "offer button:b1",
      "person next",
    ]);
  });

  test("every outcome of a call, every end, and every person", () => {
    expect(goals("outcomes", "find")).toEqual([
      "look outcome:found",
      "look outcome:none",
      "look outcome:error",
      "look outcome:timeout",
      "human",
      "end:done",
      "person human",
      "end:unsolved",
    ]);
    expect(goals("outcomes", "card")).toEqual(["end:done"]);
  });

  test("every option, and the value that fills a slot", () => {
    expect(goals("options", "find")).toEqual(["which option:new", "which option:old", "months filled"]);
  });

  test("every intent that starts something", () => {
    expect(goals("intents", "card")).toEqual(["understood:card"]);
    expect(goals("intents", "_human")).toEqual(["understood:human.agent"]);
  });

  test("of a pattern that is only quoted, its messages", () => {
    expect(goals("steps", "_waiting")).toEqual(["s1"]);
    expect([...goals("edges", "_waiting"), ...goals("outcomes", "_waiting")]).toEqual([]);
  });

  test("nothing that is there for content that fails, or that the bot has no occasion to say", () => {
    for (const pattern of ["_error", "_done", "_closed"]) expect(goals("steps", pattern)).toEqual([]);
    expect(goals("steps", "_corrected")).toEqual(["s1"]);
  });
});

describe("reached is", () => {
  test("a step that was come to and the way it was left by", () => {
    const talk = new Talk(bot).me("换卡", card).me("是的", yes());
    expect(reached("steps", "card", talk)).toEqual(["sure", "how"]);
    expect(reached("edges", "card", talk)).toEqual(["intent:card", "sure option:yes", "how next"]);
    expect(reached("outcomes", "card", talk)).toEqual(["end:done"]);
  });

  test("not the way that nobody took", () => {
    const talk = new Talk(bot).me("换卡", card);
    expect(reached("steps", "card", talk)).toEqual(["sure"]);
    expect(reached("edges", "card", talk)).toEqual(["intent:card"]);
    expect(reached("outcomes", "card", talk)).toEqual([]);
  });

  test("the outcome that a call came to", () => {
    const talk = new Talk(bot).me("查", find).called("none");
    expect(reached("outcomes", "find", talk)).toEqual(["look outcome:none", "person human"]);
  });

  test("an outcome that nobody declared, as an error, and the person it leads to", () => {
    const talk = new Talk(bot).me("查", find).called("odd");
    expect(reached("outcomes", "find", talk)).toEqual(["look outcome:error", "human"]);
  });

  test("a button under a message from long ago", () => {
    const talk = new Talk(bot).me("查", find).called("none").tap("bot").me("换卡", card).tap("再看一次");
    expect(reached("edges", "find", talk)).toContain("offer button:b1");
  });

  test("a wait that was over, and one that a text cut short", () => {
    const start = () => new Talk(bot).me("查", find).called("found").tap("新的").me("三", number("3"));
    expect(reached("edges", "find", start().waits(60_000))).toContain("rest next");
    expect(reached("edges", "find", start().me("嗯"))).toContain("rest message");
  });

  test("a message that is only quoted, once it was said", () => {
    const talk = new Talk(bot).me("转人工");
    expect(reached("steps", "_waiting", talk)).toEqual(["s1"]);
  });
});

describe("a dialog was begun", () => {
  test("by its intent, also when that was not certain", () => {
    const talk = new Talk(bot).me("卡", between(["card", 0.5], ["none", 0.4]));
    expect(reached("edges", "card", talk)).toEqual(["intent:card"]);
    expect(reached("intents", "card", talk)).toEqual([]);
  });

  test("by a phrase, whatever else its words may mean", () => {
    const talk = new Talk(bot).me("查订单", find);
    expect(reached("edges", "find", talk)).toEqual(["phrase"]);
    expect(reached("intents", "find", talk)).toEqual(["understood:find"]);
  });

  test("by one sentence of several", () => {
    const parts = [
      { text: "我想换一张卡", understanding: card },
      { text: "谢谢你们的帮忙", understanding: unknownText() },
    ];
    const talk = new Talk(bot).me("我想换一张卡。谢谢你们的帮忙", understood("card"), parts);
    expect(reached("edges", "card", talk)).toEqual(["intent:card"]);
    expect(reached("intents", "card", talk)).toEqual(["understood:card"]);
  });

  test("not by words that picked an option instead", () => {
    const talk = new Talk(bot).me("查", find).called("found").me("旧的", card);
    expect(reached("edges", "card", talk)).toEqual([]);
    expect(reached("intents", "card", talk)).toEqual(["understood:card"]);
  });
});

test("what was reached more than once is counted as often", () => {
  const talk = new Talk(bot).me("换卡", card).tap("不是").me("换卡", card).tap("不是");
  const { steps, edges } = coverageOf(bot, talk.passages);
  expect(steps.find(({ step }) => step === "sure")?.times).toBe(2);
  expect(edges.find(({ dialog, way }) => dialog === "card" && way === "option:no")?.times).toBe(2);
});

test("what the bot no longer has is passed over", () => {
  const trace = [
    { dialog: "gone", step: "s1", way: "next" },
    { dialog: "card", step: "gone" },
  ];
  const { steps } = coverageOf(bot, [{ trace, said: [] }]);
  expect(steps.filter(({ times }) => times > 0)).toEqual([]);
});

function number(value: string) {
  return { ...unknownText(), entities: [{ name: "number", value, start: 0, end: 1 }] };
}
