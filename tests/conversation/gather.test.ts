import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gather, joined, type Sent } from "../../src/conversation/gather.ts";

const WINDOW_MS = 800;
const FOR_EVER = Number.POSITIVE_INFINITY;

const text = (at: number, words = "我那个"): Sent => ({ at, text: words });
const button = (at: number): Sent => ({ at });

/** How many of the things sent go into each turn, once nothing more is to come. */
function turnsOf(sent: readonly Sent[], windowMs = WINDOW_MS): readonly number[] {
  if (sent.length === 0) return [];
  const gathered = gather(sent, windowMs, FOR_EVER);
  if (!("take" in gathered)) return expect.unreachable("nothing is worth waiting for at the end of time");
  return [gathered.take, ...turnsOf(sent.slice(gathered.take), windowMs)];
}

describe("texts in quick succession", () => {
  test("are one turn", () => {
    const fragments = ["你好", "我那个", "分期", "怎么用不了"].map((words, index) =>
      text(index * 700, words),
    );
    expect(turnsOf(fragments)).toEqual([4]);
    expect(joined(["你好", "分期"])).toBe("你好\n分期");
  });

  test("are one turn each without a window, though the clock of another process is behind", () => {
    expect(turnsOf([text(1762), text(1761), text(1763)], 0)).toEqual([1, 1, 1]);
  });

  test("are waited for until the window after the last one is over", () => {
    const sent = [text(1000), text(1500)];
    expect(gather(sent, WINDOW_MS, 1500)).toEqual({ until: 2300 });
    expect(gather(sent, WINDOW_MS, 2299)).toEqual({ until: 2300 });
    expect(gather(sent, WINDOW_MS, 2300)).toEqual({ take: 2 });
  });

  test("are two turns when the second one comes as the window closes", () => {
    expect(turnsOf([text(0), text(799)])).toEqual([2]);
    expect(turnsOf([text(0), text(800)])).toEqual([1, 1]);
  });

  test("are a turn each with a window of 0, sent in the same millisecond or not", () => {
    expect(turnsOf([text(5), text(5), text(6)], 0)).toEqual([1, 1, 1]);
    expect(gather([text(5)], 0, 5)).toEqual({ take: 1 });
  });

  test("are never more than eight to a turn", () => {
    expect(turnsOf(Array.from({ length: 18 }, (_, at) => text(at)))).toEqual([8, 8, 2]);
  });
});

describe("a turn ends at once", () => {
  test.each(["怎么用不了？", "怎么用不了? ", "why not?"])("with a question mark: %s", (question) => {
    expect(gather([text(0), text(10, question)], WINDOW_MS, 10)).toEqual({ take: 2 });
    expect(turnsOf([text(0), text(10, question), text(20)])).toEqual([2, 1]);
  });

  test("before a pressed button, which is a turn of its own", () => {
    const sent = [text(0), button(10), text(20), text(30)];
    expect(gather(sent, WINDOW_MS, 10)).toEqual({ take: 1 });
    expect(turnsOf(sent)).toEqual([1, 1, 2]);
    expect(gather([button(0)], WINDOW_MS, 0)).toEqual({ take: 1 });
  });
});

test("whenever it is looked at, the same messages are cut into the same turns", () => {
  const message = fc.record({
    gap: fc.nat(1000),
    what: fc.constantFrom("text", "text", "text", "question", "button"),
    // How long after it was stored somebody looks.
    looks: fc.array(fc.nat(1200), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 14 }), fc.constantFrom(0, 300, 800), (messages, windowMs) => {
      let at = 0;
      const sent = messages.map(({ gap, what }) => {
        at += gap;
        return what === "button" ? button(at) : text(at, what === "question" ? "吗？" : "嗯");
      });
      const looks = sent.flatMap((one, index) => (messages[index]?.looks ?? []).map((late) => one.at + late));
      const taken: number[] = [];
      for (const now of [...looks].sort((one, other) => one - other)) {
        const seen = sent.filter((one) => one.at <= now).slice(taken.reduce((sum, count) => sum + count, 0));
        const gathered = seen.length === 0 ? undefined : gather(seen, windowMs, now);
        if (gathered !== undefined && "take" in gathered) taken.push(gathered.take);
      }
      const cut = turnsOf(sent, windowMs);
      expect(taken).toEqual(cut.slice(0, taken.length));
    }),
    { numRuns: 500 },
  );
});
