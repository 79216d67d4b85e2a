import { expect, test } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { transcriptOf } from "../../web-widget/src/chat/later/transcript.ts";
import wordsEn from "../../web-widget/src/chat/later/words.en.json" with { type: "json" };
import words from "../../web-widget/src/chat/later/words.zh-CN.json" with { type: "json" };
import { emptyTimeline, follow, type Timeline } from "../../web-widget/src/chat/timeline.ts";
import stringsEn from "../../web-widget/src/strings/en.json" with { type: "json" };
import strings from "../../web-widget/src/strings/zh-CN.json" with { type: "json" };

const NOON = new Date(2026, 10, 22, 12).getTime();

const event = (seq: number, more: Partial<ChatEvent>): ChatEvent => ({
  seq,
  id: `e${seq}`,
  at: new Date(NOON + seq * 60_000).toISOString(),
  kind: "message",
  from: "bot",
  body: { type: "text", text: String(seq) },
  ...more,
});

const talk: Timeline = [
  event(1, { from: "customer", body: { type: "text", text: "账单看不懂" } }),
  event(2, { body: { type: "steps", text: "请这样做：", items: ["打开账单", "点明细"] } }),
  event(3, { kind: "handoff", from: "system", body: { type: "handoff", status: "assigned", agent: "小李" } }),
  event(4, { from: "agent", body: { type: "text", text: "您好" } }),
  event(5, {
    from: "customer",
    body: { type: "image", text: "[图片]", alt: "[图片]", url: "/api/chat/images/a" },
  }),
].reduce((timeline, next) => follow(timeline, { type: "event", event: next }), emptyTimeline);

test("a transcript says who said what and when, in the order it was said", () => {
  const text = transcriptOf(talk, { botName: "小助手", locale: "zh-CN", strings, words });
  expect(text.split("\r\n").map((line) => line.replace("\uFEFF", ""))).toEqual([
    "与小助手的对话记录",
    "",
    "2026年11月22日 12:01  我",
    "账单看不懂",
    "",
    "2026年11月22日 12:02  小助手",
    "请这样做：",
    "1. 打开账单",
    "2. 点明细",
    "",
    "2026年11月22日 12:03  — 小李 正在为您服务 —",
    "2026年11月22日 12:04  小李",
    "您好",
    "",
    "2026年11月22日 12:05  我",
    "［图片］",
    "",
    "",
  ]);
});

test("a transcript is in the customer's language, and tells what was not sent", () => {
  const echo = { cid: "c", at: NOON, text: "Hello?", status: "failed" } as const;
  const timeline = follow(emptyTimeline, { type: "echo", echo });
  const text = transcriptOf(timeline, {
    botName: "Helper",
    locale: "en",
    strings: stringsEn,
    words: wordsEn,
  });
  expect(text).toContain("Conversation with Helper\r\n\r\nNov 22, 2026, 12:00  You\r\nHello?\r\n(not sent)");
});
