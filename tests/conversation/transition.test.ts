import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import { type Transition, transition } from "../../src/conversation/transition.ts";
import { atRest } from "../../src/dialog/state.ts";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { smallBot } from "../support/small-bot.ts";
import { inLanguage, understood, unknownText, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - when: [{ if: customer.identified, go: known }, { else: ask }]
        - { id: known, say: 认识您, go: ask }
        - id: ask
          ask: { zh: 登录了吗？, en: "Signed in?" }
          yesno: { yes: solved, no: person }
        - id: solved
          end: { outcome: solved }
        - id: person
          say: { zh: 请同事来, en: A colleague will help }
        - human: { reason: { zh: 登录不了, en: cannot sign in }, queue: login }
    `,
    list: "start: { intents: [list] }\nsteps: [{ say: { text: 步骤, steps: { zh: [甲, 乙], en: [a, b] }, current: 1 } }]\n",
  },
});

const STRANGER = { identified: false };
const said = (text: string, understanding: Understanding = unknownText(), at = 1000): ConversationEvent => ({
  type: "said",
  text,
  understanding,
  parts: [],
  at,
});
const step = (state: ConversationState, event: ConversationEvent) => transition(bot, state, event, STRANGER);
const fresh = newConversation("zh");

/** What happened, in order: the texts said, and the changes of who answers. */
const told = ({ effects }: Transition) =>
  effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type));

const waiting = step(fresh, said("转人工")).state;
const asking = step(fresh, said("还款", understood("repay"))).state;

describe("a new conversation", () => {
  test("is the bot's, at rest, in the language it was opened in", () => {
    expect(newConversation("en")).toEqual({
      phase: "bot",
      language: "en",
      dialog: atRest,
      epoch: 0,
    });
  });
});

describe("a message of the bot", () => {
  test("is a text, or a text with choices, or a list of steps", () => {
    expect(step(fresh, said("嘛呀")).effects).toEqual([
      {
        type: "say",
        body: { type: "text", text: "没听懂一次" },
        origin: { dialog: "_unclear-1", step: "s1" },
      },
    ]);
    expect(step(fresh, said("还款", understood("repay"))).effects).toEqual([
      {
        type: "say",
        body: {
          type: "choices",
          text: "登录了吗？",
          options: [
            { id: "yes", label: "是的" },
            { id: "no", label: "不是" },
            { id: "human", label: "转人工" },
          ],
        },
        origin: { dialog: "repay", step: "ask" },
      },
    ]);
    expect(step(fresh, said("步骤", understood("list"))).effects).toEqual([
      {
        type: "say",
        body: { type: "steps", text: "步骤", items: ["甲", "乙"], current: 1 },
        origin: { dialog: "list", step: "s1" },
      },
    ]);
  });

  test("depends on whether the customer is known", () => {
    const known = transition(bot, fresh, said("还款", understood("repay")), { identified: true });
    expect(told(known)).toEqual(["认识您", "登录了吗？"]);
  });

  test("that ends a dialog tells how it ended", () => {
    const { ended } = step(asking, said("好", yes()));
    expect(ended).toEqual({ dialog: "repay", outcome: "solved" });
    expect(step(fresh, said("嘛呀"))).not.toHaveProperty("ended");
  });
});

describe("a button", () => {
  test("answers the question that carried it", () => {
    const origin = { dialog: "repay", step: "ask" };
    expect(told(step(asking, { type: "chose", option: "yes", origin, at: 1 }))).toEqual(["解决就好"]);
  });

  test("without an origin is stale unless it is good anywhere", () => {
    expect(told(step(asking, { type: "chose", option: "yes", at: 1 }))).toEqual(["按钮过时了", "登录了吗？"]);
    expect(told(step(fresh, { type: "chose", option: "intent:repay", at: 1 }))).toEqual(["登录了吗？"]);
  });
});

describe("a dialog started from outside", () => {
  test("begins at its first step, or at the one that is named", () => {
    expect(told(step(fresh, { type: "started", dialog: "list", at: 1 }))).toEqual(["步骤"]);
    expect(told(step(fresh, { type: "started", dialog: "repay", step: "person", at: 1 }))).toEqual([
      "请同事来",
      "requestHandoff",
      "请稍等",
    ]);
  });

  test("is offered to give way again when it comes in the middle of another", () => {
    expect(told(step(asking, { type: "started", dialog: "list", at: 1 }))).toEqual([
      "步骤",
      "继续「repay」吗？",
    ]);
  });

  test("does not begin while the customer waits for a person", () => {
    expect(step(waiting, { type: "started", dialog: "list", at: 1 })).toEqual({
      state: waiting,
      effects: [],
      trace: [],
    });
  });
});

describe("asking for a person", () => {
  test.each<readonly [string, ConversationEvent]>([
    ["by words", said("转人工", unknownText(), 1000)],
    ["by meaning", said("找个活人", understood("human.agent"), 1000)],
    ["by the button", { type: "chose", option: "human", at: 1000 }],
    ["without words", { type: "askedForHuman", at: 1000 }],
  ])("%s puts the customer in the queue at once", (_how, event) => {
    const { state, effects } = step(asking, event);
    expect(state).toMatchObject({
      phase: "waiting",
      ticket: { since: 1000, queue: "default", urgency: 0 },
      epoch: 1,
    });
    expect(effects).toEqual([
      {
        type: "requestHandoff",
        handoff: { reason: "asked for a person", queue: "default", brief: {}, intent: "repay" },
      },
      {
        type: "say",
        body: { type: "choices", text: "请稍等", options: [{ id: "bot", label: "回到机器人" }] },
        origin: { dialog: "_waiting", step: "s1" },
      },
    ]);
  });

  test("comes after what the dialog says before it, and before the words for waiting", () => {
    const next = step(asking, {
      type: "chose",
      option: "no",
      origin: { dialog: "repay", step: "ask" },
      at: 7,
    });
    expect(told(next)).toEqual(["请同事来", "requestHandoff", "请稍等"]);
    expect(next.state).toMatchObject({ phase: "waiting", ticket: { queue: "login", since: 7 } });
  });

  test("is told in the customer's language", () => {
    const english = { ...asking, language: "en" as const };
    const next = step(english, said("no, I cannot", inLanguage("en", { ...unknownText(), yesno: "no" })));
    expect(next.effects[1]).toMatchObject({ handoff: { reason: "cannot sign in", queue: "login" } });
  });
});

describe("while the customer waits for a person", () => {
  test.each<readonly [string, ConversationEvent]>([
    ["a text", said("还在吗")],
    ["a question", said("还款", understood("repay"))],
    ["another wish for a person", said("转人工", understood("human.agent"))],
    ["the button for a person", { type: "chose", option: "human", at: 1 }],
    ["a wish without words", { type: "askedForHuman", at: 1 }],
    ["an old button", { type: "chose", option: "yes", origin: { dialog: "repay", step: "ask" }, at: 1 }],
    ["a word that would cancel", said("取消")],
    ["an image", { type: "showed", at: 1 }],
  ])("%s is met with silence and changes nothing", (_what, event) => {
    expect(step(waiting, event)).toEqual({ state: waiting, effects: [], trace: [] });
  });

  test.each<readonly [string, ConversationEvent]>([
    ["by its button", { type: "chose", option: "bot", origin: { dialog: "_waiting", step: "s1" }, at: 1 }],
    ["by its words", said("回到机器人")],
    ["by its words in the other language", said("Back to the bot!")],
  ])("the bot is called back %s", (_how, event) => {
    const back = step(waiting, event);
    expect(told(back)).toEqual(["returnToBot", "回来了"]);
    expect(back.state).toMatchObject({ phase: "bot", epoch: 2 });
    expect(back.state).not.toHaveProperty("since");
  });

  test("the bot comes back to the question that was open", () => {
    const handed = step(asking, said("转人工")).state;
    expect(told(step(handed, { type: "chose", option: "bot", at: 1 }))).toEqual([
      "returnToBot",
      "回来了",
      "登录了吗？",
    ]);
  });

  test("the language follows the customer all the same", () => {
    const english = inLanguage("en", unknownText());
    expect(step(waiting, said("is anybody there", english)).state).toEqual({ ...waiting, language: "en" });
  });

  test("the epoch tells old turns from new ones: it rises with every change of who answers", () => {
    let state: ConversationState = fresh;
    const epochs: number[] = [];
    for (const text of ["嘛呀", "转人工", "喂", "回到机器人", "嘛呀", "转人工"]) {
      state = step(state, said(text)).state;
      epochs.push(state.epoch);
    }
    expect(epochs).toEqual([0, 1, 1, 2, 2, 3]);
  });
});

test("a dialog that hands over again right after coming back does so", () => {
  const again = smallBot({
    dialogs: {
      a: "start: { intents: [a] }\nsteps: [{ human: { reason: first } }, { human: { reason: second } }]\n",
    },
  });
  const handed = transition(again, fresh, said("难", understood("a")), STRANGER).state;
  const back = transition(again, handed, { type: "chose", option: "bot", at: 9 }, STRANGER);
  expect(told(back)).toEqual(["returnToBot", "回来了", "requestHandoff", "请稍等"]);
  expect(back.state).toMatchObject({ phase: "waiting", ticket: { since: 9 }, epoch: 3 });
});
