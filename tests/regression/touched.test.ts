import { describe, expect, test } from "vitest";
import { passesThrough, reachOf } from "../../src/regression/touched.ts";
import { bot, run } from "./run-talk.ts";

describe("a change", () => {
  test.each([
    "bot.yaml",
    "dialogs/_patterns.yaml",
    "dialogs/_actions.yaml",
    "intents/repay.yaml",
    "intents/_lexicon.yaml",
    "intents/entities/bank.yaml",
    "knowledge/privacy.md",
  ])("of %s reaches everything", (file) => {
    expect(reachOf(["README.md", "dialogs/repay.yaml", file])).toEqual({ to: "everything", because: file });
  });

  test("of a dialog reaches that dialog, and one of anything else nothing", () => {
    expect(
      reachOf(["dialogs/repay.yaml", "src/app.ts", "dialogs/drafts/card.yaml", "../dialogs/card.yaml"]),
    ).toEqual({
      to: "dialogs",
      dialogs: new Set(["repay"]),
    });
  });
});

describe("a case is touched by a change of a dialog", () => {
  const touched = (dialog: string, talk: string, more = ""): boolean =>
    passesThrough(bot, run(talk, more), new Set([dialog]));

  test.each([
    ["went through it", "- me: 还款", ""],
    ["begins there", "- bot: 登录了", "start: repay#pay\n"],
    ["expects it, and never got there", "- me: 取消\n- bot: { dialog: repay }", ""],
    ["expects a step of it", "- me: 取消\n- bot: { step: repay#pay }", ""],
    ["rules out a step that it has", "- me: 取消\n- never: { step: stranger }", ""],
    ["rules it out", "- me: 取消\n- never: { dialog: repay }", ""],
    ["expects its end", "- me: 取消\n- end: { dialog: repay }", ""],
    ["speaks of its intent", "- { me: 取消, nlu: { intent: repay } }", ""],
  ])("when it %s", (_what, talk, more) => {
    expect(touched("repay", talk, more)).toBe(true);
    expect(touched("branch", talk, more)).toBe(false);
  });

  test("when it went through without a word being said there", () => {
    expect(touched("branch", "- bot: 十二期", "start: branch\nslots: { period: 12 }\n")).toBe(true);
    expect(touched("_cancel", "- me: 还款\n- me: 取消")).toBe(true);
  });

  test("only for its own steps, when others have one of that name", () => {
    expect(touched("branch", "- me: 还款\n- bot: { step: other, optional: true }")).toBe(false);
  });

  test("that is gone, when it still speaks of it", () => {
    expect(touched("gone", "- me: 还款\n- bot: { step: gone#ask }")).toBe(true);
    expect(touched("gone", "- me: 还款\n- bot: { step: sign-in }")).toBe(false);
  });
});
