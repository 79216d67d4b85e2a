import { describe, expect, test } from "vitest";
import { isQueueOpen, queuesOf } from "../../src/content/queues.ts";
import { problemsOf } from "../support/problems.ts";
import { smallBot } from "../support/small-bot.ts";

const head = `
  bot:
    name: 小分
    brand: 好商城
    greeting: 您好
    suggestions: { zh: [怎么还款], en: [How to repay] }
  facts: {}
`;

const asks = (queue: string) => ({
  a: `start: { phrases: [甲] }\nsteps:\n  - { say: 一 }\n  - human: { reason: 难, queue: ${queue} }\n`,
});

const inOffice = "{ zone: Asia/Shanghai, weekly: { mon: [09:00-18:00] } }";
const atNight = "{ zone: Asia/Shanghai, weekly: { mon: [20:00-24:00] } }";
const MONDAY_NOON = Date.parse("2026-03-09T12:00:00+08:00");
const MONDAY_NIGHT = Date.parse("2026-03-09T21:00:00+08:00");

describe("without a word on queues", () => {
  test("there is the default one, and each that a step names", () => {
    const { queues } = smallBot({ dialogs: asks("payments") });
    expect([...queues.values()]).toEqual([
      {
        id: "default",
        title: { zh: "default", en: "default" },
        takeWithinMs: 120_000,
        answerWithinMs: 120_000,
      },
      {
        id: "payments",
        title: { zh: "payments", en: "payments" },
        takeWithinMs: 120_000,
        answerWithinMs: 120_000,
      },
    ]);
  });

  test("all of them have the bot's hours", () => {
    const bot = smallBot({ bot: `${head}  hours: ${inOffice}\n`, dialogs: asks("payments") });
    expect(isQueueOpen(bot, "payments", MONDAY_NOON)).toBe(true);
    expect(isQueueOpen(bot, "payments", MONDAY_NIGHT)).toBe(false);
    expect(isQueueOpen(bot, "default", MONDAY_NIGHT)).toBe(false);
  });
});

describe("a queue in bot.yaml", () => {
  const bot = smallBot({
    bot: `${head}
  hours: ${inOffice}
  queues:
    default: { title: { zh: 在线客服, en: Customer service } }
    night: { title: 夜班, takeWithin: 30s, answerWithin: 1h, hours: ${atNight} }
`,
    dialogs: asks("night"),
  });

  test("has its title and its times, two minutes where none is said", () => {
    expect(bot.queues.get("default")).toMatchObject({
      title: { zh: "在线客服", en: "Customer service" },
      takeWithinMs: 120_000,
      answerWithinMs: 120_000,
    });
    expect(bot.queues.get("night")).toMatchObject({
      title: { zh: "夜班", en: "夜班" },
      takeWithinMs: 30_000,
      answerWithinMs: 3_600_000,
    });
  });

  test("has hours of its own, or the bot's", () => {
    const open = (at: number) => ["default", "night"].filter((queue) => isQueueOpen(bot, queue, at));
    expect(open(MONDAY_NOON)).toEqual(["default"]);
    expect(open(MONDAY_NIGHT)).toEqual(["night"]);
  });

  test("that is no more, and that customers still wait in, has the bot's hours", () => {
    expect(isQueueOpen(bot, "former", MONDAY_NOON)).toBe(true);
    expect(isQueueOpen(bot, "former", MONDAY_NIGHT)).toBe(false);
  });

  test("is there though no step names it, for agents to transfer to", () => {
    const { queues } = smallBot({ bot: `${head}  queues: { vip: { title: 贵宾 } }\n` });
    expect([...queues.keys()]).toEqual(["default", "vip"]);
  });
});

test("content without steps has the default queue", () => {
  expect([...queuesOf(undefined, new Map(), undefined).keys()]).toEqual(["default"]);
});

describe("a step that asks for a person", () => {
  const withQueues = (queue: string) =>
    problemsOf({ bot: `${head}  queues: { payments: { title: 收款 } }\n`, dialogs: asks(queue) });

  test("of a queue that bot.yaml does not name is told the nearest one", () => {
    expect(withQueues("payment")).toEqual([
      'dialogs/a.yaml:6:5 error [queue-missing] bot.yaml has no queue "payment".\n    Did you mean "payments"?',
    ]);
  });

  test("of a queue like no other is told where to add it", () => {
    expect(withQueues("somewhere-else")).toEqual([
      'dialogs/a.yaml:6:5 error [queue-missing] bot.yaml has no queue "somewhere-else".\n    Add it under "queues:".',
    ]);
  });

  test("of the default queue need not have it in bot.yaml", () => {
    expect(withQueues("default")).toEqual([]);
  });

  test("may name any queue when bot.yaml names none", () => {
    expect(problemsOf({ dialogs: asks("anything") })).toEqual([]);
  });
});

describe("queues in bot.yaml", () => {
  const problem = (queues: string) => problemsOf({ bot: `${head}  queues:\n    ${queues}\n` });

  test.each([
    ["without a title", "care: { takeWithin: 2m }", "queues.care.title"],
    ["with a time that is none", "care: { title: 关怀, takeWithin: soon }", "write 30s, 5m, 24h or 3d"],
    ["with a time of nothing", "care: { title: 关怀, answerWithin: 0s }", "write 30s, 5m, 24h or 3d"],
    ["with an id that is none", "Care Team: { title: 关怀 }", "queues.Care Team"],
    ["with a key that is mistyped", "care: { title: 关怀, takeWithn: 2m }", 'Did you mean "takeWithin"?'],
    [
      "with hours in no time zone",
      "care: { title: 关怀, hours: { zone: Here, weekly: {} } }",
      "this is no time zone",
    ],
  ])("%s are told of at their line", (_what, queues, message) => {
    const [first = "", ...more] = problem(queues);
    expect(more).toEqual([]);
    expect(first).toMatch(/^bot\.yaml:8:\d+ error /u);
    expect(first).toContain(message);
  });
});
