import fc from "fast-check";
import { expect, test } from "vitest";
import { outOfScopeFigures } from "../../src/nlu/out-of-scope.ts";

test("a score that separates the two groups is perfect, and one that swaps them is the worst", () => {
  expect(outOfScopeFigures([0.1, 0.2], [0.7, 0.9])).toEqual({ oosAuroc: 1, oosRecallAt95: 1 });
  expect(outOfScopeFigures([0.7, 0.9], [0.1, 0.2])).toEqual({ oosAuroc: 0, oosRecallAt95: 0 });
});

test("one score for everything is chance, and rejects nothing", () => {
  expect(outOfScopeFigures([0.5, 0.5], [0.5])).toEqual({ oosAuroc: 0.5, oosRecallAt95: 0 });
});

test("of twenty questions in scope, one may be rejected", () => {
  const inside = Array.from({ length: 20 }, (_, place) => place);
  expect(outOfScopeFigures(inside, [17.5, 18, 18.5, 30]).oosRecallAt95).toBe(2 / 4);
});

test("without rows on both sides, or with a score missing, there is nothing to tell", () => {
  const nothing = { oosAuroc: null, oosRecallAt95: null };
  expect(outOfScopeFigures([], [1])).toEqual(nothing);
  expect(outOfScopeFigures([1], [])).toEqual(nothing);
  expect(outOfScopeFigures([1, undefined], [1])).toEqual(nothing);
});

test("the area is the share of pairs in the right order", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(scores, scores, (inside, outside) => {
      const pairs = outside.flatMap((out) => inside.map((within) => (Math.sign(out - within) + 1) / 2));
      const expected = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
      expect(outOfScopeFigures(inside, outside).oosAuroc).toBeCloseTo(expected);
    }),
  );
});
