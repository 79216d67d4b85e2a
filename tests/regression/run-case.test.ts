import { describe, expect, test } from "vitest";
import type { Listening } from "../../src/conversation/listening.ts";
import { runCase } from "../../src/regression/run-case.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { inLanguage, unknownText } from "../support/understandings.ts";
import { bot, run, understand } from "./run-talk.ts";

describe("a case", () => {
  test("may start at a dialog, before anybody speaks", () => {
    expect(run("- bot: { step: sign-in }", "start: repay\n").passed).toBe(true);
  });

  test("may start at a step", () => {
    expect(run("- bot: 请付款\n- end: { outcome: solved }", "start: repay#stranger\n").passed).toBe(true);
  });

  test.each(["nowhere", "repay#nowhere", "nowhere#sign-in"])("cannot start at %s", (start) => {
    const { failure } = run("- me: 还款", `start: ${start}\n`);
    expect(failure).toMatchObject({ turn: -1, message: `start: there is no "${start}".`, at: { line: 3 } });
  });

  test("may be a known customer's, in another language", () => {
    const about = "customer: { identified: true }\nlanguage: en\n";
    expect(
      run('- me: repay\n- bot: "Signed in?"\n- me: { tap: "Yes" }\n- bot: 您好老客户', about).passed,
    ).toBe(true);
  });

  test("may begin with slots that are filled", () => {
    const talk = "- me: 登录了\n- bot: 请付款";
    expect(run(talk, "start: repay\nslots: { method: 微信 }\n").passed).toBe(true);
  });

  // The dialog runs to its first question before the slots are there.
  test.each([
    ["a branch", "branch", "- bot: 十二期"],
    ["a text", "card", "- bot: 换红卡吗？"],
  ])("has its slots filled before %s at the start of its dialog", (_what, start, talk) => {
    expect(run(talk, `start: ${start}\nslots: { period: 12, card: 红 }\n`).passed).toBe(true);
  });

  test("counts the customer's turns, texts and taps", () => {
    expect(run("- me: 还款\n- bot: 登录了\n- me: { tap: 是的 }\n- end: true").turns).toBe(2);
  });

  test("tells the whole conversation", () => {
    expect(run("- me: 还款\n- me: { tap: 不是 }\n- me: 回到机器人").transcript).toEqual([
      { who: "me", text: "还款", turn: 0 },
      { who: "bot", text: "登录了吗？\n登录\n付款 [是的] [不是] [转人工] (repay#sign-in)", turn: 0 },
      { who: "me", text: "[不是]", turn: 1 },
      { who: "event", text: "handoff: login, 登录不了", turn: 1 },
      { who: "bot", text: "请稍等 [回到机器人] (_waiting#s1)", turn: 1 },
      { who: "me", text: "回到机器人", turn: 2 },
      { who: "event", text: "returned to the bot", turn: 2 },
      { who: "bot", text: "回来了 (_returned#s1)", turn: 2 },
    ]);
  });

  test("goes the same way every time", () => {
    const talk = "- me: 嘛呀\n- me: 嘛呀\n- me: 嘛呀\n- handoff: true";
    expect(run(talk)).toEqual(run(talk));
  });
});

test.each(["+500ms", "+30s", "+5m", "+2h", "+3d"])(
  "%s go by without waiting, and the talk goes on",
  (clock) => {
    expect(run(`- me: 还款\n- clock: "${clock}"\n- me: 登录了\n- end: true`).passed).toBe(true);
  },
);

test("a text is understood in its place: in the language spoken, and as the answer to the open question", () => {
  const heard = new Map<string, Listening>();
  const parsed = parseSuite({
    path: "s.test.yaml",
    text: "suite: s\ncases: [{ name: n, talk: [{ me: 还款 }, { me: 登录了 }, { me: repay it now }, { me: ok }] }]\n",
  });
  const [first] = "cases" in parsed ? parsed.cases : [];
  if (first === undefined) throw new Error("The suite does not parse.");
  const english = (text: string, listening: Listening) => {
    heard.set(text, listening);
    return text.startsWith("repay") ? inLanguage("en", unknownText()) : understand(text, listening);
  };
  runCase(bot, english, first);
  const place = (language: string, yesno: boolean) => ({
    language,
    contexts: ["global"],
    expecting: { yesno, intents: [] },
  });
  expect(heard.get("还款")).toEqual(place("zh", false));
  expect(heard.get("登录了")).toEqual(place("zh", true));
  expect(heard.get("repay it now")).toEqual(place("zh", false));
  expect(heard.get("ok")).toEqual(place("en", false));
});
