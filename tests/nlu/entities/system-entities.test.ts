import fc from "fast-check";
import { expect, test } from "vitest";
import { findEntities } from "../../../src/nlu/entities/system-entities.ts";
import { normalize } from "../../../src/text/normalize.ts";

const signs =
  "0123456789.,:-¥% 零一二两三十百千万亿半个月年天号日点分期第周星期下上本今明后前底晚早kwabmth订单尾号元块毛".split(
    "",
  );

const numerous = fc
  .array(fc.constantFrom(...signs, "next ", "month", "may "), { maxLength: 300 })
  .map((parts) => parts.join("").slice(0, 300));

function standsWell(text: string) {
  let last = 0;
  for (const { name, value, start, end } of findEntities(text)) {
    expect(name).not.toBe("");
    expect(value).not.toMatch(/NaN|Infinity|undefined|e\+/u);
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    last = end;
  }
}

test("in any text, entities lie within it, in order, and do not overlap", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), standsWell));
  fc.assert(fc.property(numerous, standsWell));
  fc.assert(fc.property(numerous.map(normalize), standsWell));
});

test("the longest message of one sign alone is read, too", () => {
  for (const sign of ["1", "一", "万", "1,", "1 ", "三千", "五点", "a1", "may ", "下个月", "12期"]) {
    standsWell(normalize(sign.repeat(1000)));
    standsWell(sign.repeat(1000).slice(0, 1000));
  }
});

test.each([
  ["1", 0],
  ["一", 0],
  [" ", 0],
  ["三千", 0],
  ["one hundred ", 0],
  ["1-", 5000],
  ["12期", 3334],
  ["10/", 3334],
  ["twenty ", 1428],
  ["百分之", 1667],
])("ten thousand signs of %j are read to their end", (part, count) => {
  const entities = findEntities(part.repeat(10_000).slice(0, 10_000));
  expect(entities).toHaveLength(count);
});

test("an entity's place is where it stands in the normalised text", () => {
  const text = normalize("  我要分１２期，还￥420 元 ");
  const places = findEntities(text).map(({ start, end }) => text.slice(start, end));
  expect(places).toEqual(["12期", "¥420 元"]);
});
