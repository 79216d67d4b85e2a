import { describe, expect, test } from "vitest";
import { trafficOf } from "../../../src/regression/graph/traffic.ts";
import { smallBot } from "../../support/small-bot.ts";

const bot = smallBot({
  actions: "order.find: { about: finds orders, outcomes: { found: {}, none: {} } }\n",
  dialogs: {
    find: `
      start: { intents: [find] }
      steps:
        - id: look
          call: order.find
          outcomes: { found: many, none: nothing, error: nothing, timeout: nothing }
        - id: many
          was: [several]
          ask: 是哪一个？
          options: [{ id: a, label: 甲, go: tell }, { id: b, label: 乙, go: tell }, { id: c, label: 都不是, go: nothing }]
        - { id: tell, say: 在这里, go: end }
        - { id: nothing, say: 没有找到, go: card }
    `,
    card: `
      start: { intents: [card], phrases: [换卡] }
      steps:
        - { id: first, when: [{ if: customer.identified, go: how }, { else: how }] }
        - { id: how, say: 在设置里 }
    `,
  },
});

/** Where conversations of these steps went, a turn for each step. */
function counted(...conversations: readonly (readonly string[])[]) {
  const { counts, ...rest } = trafficOf(
    bot,
    conversations.map((steps) => ({
      turns: steps.map((step) => ({
        said: step.split(" ").map((one) => {
          const [dialog = "", id = ""] = one.split("#");
          return { origin: { dialog, step: id } };
        }),
      })),
    })),
  );
  const spans = [...counts].map(
    ([key, { least, most }]) => [key, least === most ? most : `${least}–${most}`] as const,
  );
  return { ...rest, spans: Object.fromEntries(spans) as Readonly<Record<string, number | string>> };
}

describe("the traffic of conversations", () => {
  test("counts the steps that spoke, and the ways between them", () => {
    const { spans, conversations } = counted(["find#many", "find#nothing"], ["find#many"]);
    expect(conversations).toBe(2);
    expect(spans).toMatchObject({ "find#many ": 2, "find#nothing ": 1, "find#many option:c": 1 });
  });

  test("follows a way through steps that say nothing", () => {
    const { spans } = counted(["find#many"]);
    expect(spans).toMatchObject({ "find# intent:find": 1, "find#look ": 1, "find#look outcome:found": 1 });
  });

  test("gives bounds where more than one way leads there", () => {
    const { spans } = counted(["find#many", "find#tell"], ["find#nothing"]);
    expect(spans).toMatchObject({
      "find#many option:a": "0–1",
      "find#many option:b": "0–1",
      "find#look ": 2,
      "find#look outcome:none": "0–1",
      "find#look outcome:timeout": "0–1",
    });
  });

  test("takes a dialog for begun where nothing leads to its step", () => {
    const { spans } = counted(["find#many", "card#how"]);
    expect(spans).toMatchObject({
      "card# intent:card": "0–1",
      "card# phrase": "0–1",
      "card#first ": 1,
      "card#first else": "0–1",
    });
    expect(spans["find#many option:c"]).toBeUndefined();
  });

  test("follows a dialog into another", () => {
    const { spans } = counted(["find#nothing card#how"]);
    expect(spans).toMatchObject({ "find#nothing next": 1, "card#first ": 1 });
    expect(spans["card# phrase"]).toBeUndefined();
  });

  test("takes several messages of one step in a turn for one visit, and knows what steps were called before", () => {
    const { spans } = counted(["find#several find#many", "find#many"]);
    expect(spans["find#many "]).toBe(2);
  });

  test("tells how much came from steps the bot does not have", () => {
    expect(counted(["gone#s1", "find#many"]).unknown).toBe(1);
  });

  test("passes over turns in which nothing of a dialog was said", () => {
    const { counts } = trafficOf(bot, [{ turns: [{ said: [] }, { said: [{}] }] }]);
    expect(counts.size).toBe(0);
  });
});
