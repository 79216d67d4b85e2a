import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadBot } from "../../src/content/load-bot.ts";
import { smallBot, smallBotFiles } from "../support/small-bot.ts";

const broken = smallBotFiles({
  dialogs: {
    a: "start: { phrases: [甲] }\nsteps:\n  - { say: 一, go: nowhere-at-all }\n  - say: { zh: '{{ brand', en: a }\n",
    b: "start: { phrases: [乙] }\nsteps:\n  - note: 待写\n  - facts: [none-such]\n    say: 二\n",
    c: "dialog: c\n---\n",
  },
});

const whole = smallBotFiles({
  dialogs: {
    repay: "start: { intents: [repay.how] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: human } }]\n",
    limit: "start: { intents: [limit.check], phrases: [额度] }\nsteps: [{ say: 看账户 }]\n",
  },
});

const placesOf = (files: typeof broken) =>
  loadBot(files)
    .problems.filter((problem) => problem.severity === "error")
    .map(({ file, line, rule }) => `${file}:${line} ${rule}`);

describe("problems", () => {
  test("of several files are told at once, sorted by place", () => {
    expect(placesOf(broken)).toEqual([
      "dialogs/a.yaml:5 target-missing",
      "dialogs/a.yaml:6 template",
      "dialogs/b.yaml:5 step-verb",
      "dialogs/b.yaml:6 fact-missing",
      "dialogs/c.yaml:2 yaml",
    ]);
  });

  test("keep the bot from loading", () => {
    expect(loadBot(broken)).not.toHaveProperty("bot");
  });
});

test("the order in which files are given does not matter", () => {
  for (const files of [broken, whole]) {
    const sorted = loadBot(files);
    const anyOrder = fc.shuffledSubarray([...files], { minLength: files.length });
    fc.assert(
      fc.property(anyOrder, (shuffled) => {
        expect(loadBot(shuffled)).toEqual(sorted);
      }),
      { seed: 1, numRuns: 10 },
    );
  }
});

test("the same files always give the same bot", () => {
  expect(loadBot(whole)).toEqual(loadBot(whole));
  expect(loadBot(whole)).toHaveProperty("bot");
});

describe("a loaded bot", () => {
  test("knows which dialog an intent leads to", () => {
    const loaded = loadBot(whole);
    const starts = "bot" in loaded ? loaded.bot.startByIntent : new Map();
    expect([...starts]).toEqual([
      ["human.agent", "_human"],
      ["limit.check", "limit"],
      ["repay.how", "repay"],
    ]);
  });

  test("numbers the steps that have no id, and counts from one", () => {
    const bot = smallBot({
      dialogs: { a: "start: { phrases: [甲] }\nsteps: [{ say: 一 }, { id: two, say: 二 }, { say: 三 }]\n" },
    });
    expect([...(bot.dialogs.get("a")?.steps.keys() ?? [])]).toEqual(["s1", "two", "s3"]);
    expect(bot.dialogs.get("a")?.first).toBe("s1");
  });

  test("has two steps for a check: the remedy, and whether it helped", () => {
    const bot = smallBot({
      dialogs: {
        a: "start: { phrases: [甲] }\nsteps: [{ id: limit, check: { title: 额度, say: 看额度 } }]\n",
      },
    });
    expect([...(bot.dialogs.get("a")?.steps.values() ?? [])].map(({ id, verb }) => [id, verb])).toEqual([
      ["limit", "say"],
      ["limit.ask", "ask"],
    ]);
  });

  test("compares phrases without marks, case and script", () => {
    const bot = smallBot({
      dialogs: { a: "start: { phrases: ['還款！', ' HELP ME '] }\nsteps: [{ say: 一 }]\n" },
    });
    expect(bot.dialogs.get("a")?.phrases).toEqual(["还款", "help me"]);
  });

  test("takes a plain string for every language", () => {
    const bot = smallBot({
      dialogs: { a: "title: 甲\ndialog: a\nstart: { phrases: [甲] }\nsteps: [{ say: 一 }]\n" },
    });
    expect(bot.dialogs.get("a")?.title).toEqual({ zh: "甲", en: "甲" });
  });
});
