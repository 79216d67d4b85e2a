import { expect, test } from "vitest";
import { NoticeText } from "../../../src/adapters/bus/notice-text.ts";
import { agentId, conversationId, nodeId } from "../../../src/kernel/ids.ts";
import type { Looker, Notice } from "../../../src/runtime/bus.ts";

const id = conversationId("0b9e6f1c");
const sender = nodeId("one");
const [one, other] = [new NoticeText(sender, "3"), new NoticeText(nodeId("other"), "3")];
const looking = (lookers: readonly Looker[]): Notice => ({
  type: "looking",
  conversationId: id,
  node: sender,
  lookers,
});
const li = { id: agentId("a1"), name: "小李 “Li” 😀", isTyping: true };

test("who looks at a conversation is understood by the others, whatever agents are called", () => {
  for (const lookers of [[], [li], [li, { id: agentId("a2"), name: "王 强", isTyping: false }]]) {
    const [channel, text] = one.notice(looking(lookers));
    expect(other.read(channel, text)).toEqual({ from: sender, notice: looking(lookers) });
  }
});

test("of a hundred who look at once, twenty with the longest names are told", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => ({
    id: agentId(`00000000-0000-4000-8000-${String(index).padStart(12, "0")}`),
    name: "\u0001".repeat(40),
    isTyping: false,
  }));
  const [channel, text] = one.notice(looking(hundred));
  expect(other.read(channel, text)).toEqual({ from: sender, notice: looking(hundred.slice(0, 20)) });
});

test("nobody looks because of what no process of ours would say", () => {
  const [channel] = one.notice(looking([li]));
  const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const good = ["a1", "Li", true];
  expect(other.read(channel, `one looking ${id} ${coded([good])}`)).toBeDefined();
  const nonsense = [
    `one looking ${id}`,
    `one looking ${id} `,
    `one looking ${coded([good])}`,
    `one looking a/b ${coded([good])}`,
    `one looking ${id} ${coded({ lookers: [good] })}`,
    `one looking ${id} ${coded([["", "Li", true]])}`,
    `one looking ${id} ${coded([["a1", "L".repeat(101), true]])}`,
    `one looking ${id} ${coded([["a1", "Li", "yes"]])}`,
    `one looking ${id} ${coded(Array.from({ length: 21 }, () => good))}`,
    `one looking ${id} ${"A".repeat(12_001)}`,
    `one looking ${id} AAAA`,
    `one desk ${id} ${coded([good])}`,
    `one beat 1 ${coded([good])}`,
  ];
  for (const text of nonsense) expect([text, other.read(channel, text)]).toEqual([text, undefined]);
  const [, text] = one.notice(looking([li]));
  expect(other.read(other.channelOf(id), text)).toBeUndefined();
  expect(other.read(other.own, text)).toBeUndefined();
});

test("how far each side has seen a conversation is understood by those who watch it, and nothing else is", () => {
  for (const type of ["read", "seen"] as const) {
    const notice: Notice = { type, conversationId: id, seq: 7 };
    const [channel, text] = one.notice(notice);
    expect(channel).toBe(other.channelOf(id));
    expect(other.read(channel, text)).toEqual({ from: sender, notice });
    for (const seq of ["-1", "x", "1e3", "1".repeat(16)])
      expect(other.read(channel, `one ${type} ${seq}`)).toBeUndefined();
    expect(other.read(other.own, text)).toBeUndefined();
  }
});
