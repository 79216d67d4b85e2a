import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gather, type Sent } from "../../src/conversation/gather.ts";

const WINDOW = 800;

/** Cuts a log into turns, looking at it at the given moments only. */
function cut(sent: readonly Sent[], moments: readonly number[]): readonly (readonly Sent[])[] {
  const turns: Sent[][] = [];
  let from = 0;
  for (const now of moments) {
    for (;;) {
      const waiting = sent.slice(from).filter(({ at }) => at <= now);
      if (waiting.length === 0) break;
      const gathered = gather(waiting, WINDOW, now);
      if ("until" in gathered) break;
      turns.push(waiting.slice(0, gathered.take));
      from += gathered.take;
    }
  }
  return turns;
}

const texts = (...gaps: readonly number[]): readonly Sent[] => {
  let at = 0;
  return ["你好", "我那个", "分期", "怎么用不了"].map((text, index) => ({
    text,
    at: (at += gaps[index] ?? 0),
  }));
};

describe("texts in quick succession", () => {
  test.each([[[0, 0, 0, 0]], [[0, 300, 300, 300]], [[0, 0, 700, 50]], [[0, 800, 800, 800]]])(
    "that come %j ms apart are one turn",
    (gaps) => {
      expect(gather(texts(...gaps), WINDOW, 10_000)).toEqual({ take: 4 });
    },
  );

  test("are waited for until the window after the last one is over", () => {
    expect(gather(texts(0, 300).slice(0, 2), WINDOW, 900)).toEqual({ until: 1100 });
    expect(gather(texts(0, 300).slice(0, 2), WINDOW, 1100)).toEqual({ take: 2 });
  });

  test("further apart are two turns", () => {
    expect(gather(texts(0, 801), WINDOW, 10_000)).toEqual({ take: 1 });
  });

  test("end at a question mark, which is not waited after", () => {
    const sent = [
      { text: "在吗", at: 0 },
      { text: "怎么还款？", at: 10 },
      { text: "急", at: 20 },
    ];
    expect(gather(sent, WINDOW, 20)).toEqual({ take: 2 });
  });

  test("end at a pressed button, which is a turn of its own", () => {
    const sent = [{ text: "我那个", at: 0 }, { at: 10 }, { text: "分期", at: 20 }];
    expect(gather(sent, WINDOW, 20)).toEqual({ take: 1 });
    expect(gather(sent.slice(1), WINDOW, 20)).toEqual({ take: 1 });
  });
});

test("the same log is cut into the same turns, whenever it is looked at", () => {
  const sending = fc.array(
    fc.record({
      gap: fc.integer({ min: 0, max: 2000 }),
      kind: fc.constantFrom("text", "question", "button"),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const looks = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 30 });
  fc.assert(
    fc.property(sending, looks, (plan, moments) => {
      let at = 0;
      const sent = plan.map(({ gap, kind }): Sent => {
        at += gap;
        return kind === "button" ? { at } : { at, text: kind === "question" ? "怎么还？" : "分期" };
      });
      const end = at + WINDOW;
      const once = cut(sent, [end]);
      expect(cut(sent, [...moments].sort((a, b) => a - b).concat(end))).toEqual(once);
      expect(once.flat()).toEqual(sent);
    }),
  );
});
