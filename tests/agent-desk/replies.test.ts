import { describe, expect, test } from "vitest";
import { filledReply, fittingReplies, matchingReplies } from "../../agent-desk/src/model/replies.ts";
import { slashBefore, withReply } from "../../agent-desk/src/model/slash.ts";
import type { CannedReply } from "../../src/protocol/desk-http.ts";

const reply = (shortcut: string, more: Partial<CannedReply> = {}): CannedReply => ({
  id: shortcut,
  shortcut,
  text: { zh: `${shortcut}的文字`, en: `text of ${shortcut}` },
  ...more,
});
const names = (replies: readonly CannedReply[]) => replies.map(({ shortcut }) => shortcut);

describe("a slash", () => {
  test("asks for replies at the beginning of the text and after a space", () => {
    expect(slashBefore("/额度", 3)).toEqual({ from: 0, to: 3, typed: "额度" });
    expect(slashBefore("您好 /he", 6)).toEqual({ from: 3, to: 6, typed: "he" });
    expect(slashBefore("/", 1)?.typed).toBe("");
  });

  test("within a word, before the caret's word or in an address is only a slash", () => {
    expect(slashBefore("3/12", 4)).toBeUndefined();
    expect(slashBefore("/额度 好", 5)).toBeUndefined();
    expect(slashBefore("https://mi.com", 8)).toBeUndefined();
  });

  test("gives way to the reply, and what stands around it stays", () => {
    const text = "您好 /he，再见";
    const slash = slashBefore(text, 6);
    expect(slash && withReply(text, slash, "请稍等")).toBe("您好 请稍等，再见");
  });
});

describe("canned replies", () => {
  test("whose shortcut begins with what was typed come first", () => {
    const found = fittingReplies([reply("credit-limit"), reply("limit"), reply("bye")], "LIM", undefined);
    expect(names(found)).toEqual(["limit", "credit-limit"]);
  });

  test("of every queue are there for those who write them", () => {
    const replies = [reply("limit", { queue: "limit" }), reply("late", { queue: "repay" }), reply("bye")];
    expect(names(matchingReplies(replies, "l"))).toEqual(["late", "limit"]);
    expect(names(matchingReplies(replies, ""))).toEqual(["bye", "late", "limit"]);
  });

  test("are found by their words, too", () => {
    const greeting = reply("hi", { text: { zh: "很高兴为您服务", en: "" } });
    expect(names(fittingReplies([greeting, reply("bye")], "高兴", undefined))).toEqual(["hi"]);
  });

  test("of another queue are left out", () => {
    const all = [reply("a"), reply("b", { queue: "billing" }), reply("c", { queue: "sales" })];
    expect(names(fittingReplies(all, "", "billing"))).toEqual(["a", "b"]);
  });

  test("are filled in, in the customer's language where they have it", () => {
    const values = { customer: "客户 9f2", agent: "林悦" };
    const both = reply("hi", {
      text: { zh: "{{customer}}您好，我是{{ agent }}。{{other}}", en: "I am {{agent}}." },
    });
    expect(filledReply(both, "zh", values)).toBe("客户 9f2您好，我是林悦。{{other}}");
    expect(filledReply(both, "en", values)).toBe("I am 林悦.");
    expect(filledReply(reply("x", { text: { zh: "好的", en: "" } }), "en", values)).toBe("好的");
  });

  test("take a name with dollar signs as it is", () => {
    const named = reply("hi", { text: { zh: "{{agent}}", en: "" } });
    expect(filledReply(named, "zh", { customer: "", agent: "$&$1" })).toBe("$&$1");
  });
});
