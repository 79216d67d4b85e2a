import { expect, test } from "vitest";
import { translateCondition } from "../../../src/adapters/rasa/condition.ts";
import { conditionError, holds } from "../../../src/content/condition.ts";
import type { SlotValue } from "../../../src/content/values.ts";

const types: Readonly<Record<string, string>> = { age: "number", vip: "boolean", city: "text" };
const values: Readonly<Record<string, string>> = { 上海: "shang-hai" };

function translated(source: string): string {
  const result = translateCondition(source, {
    slot: (name) => {
      const type = types[name];
      return type === undefined ? undefined : { name, type };
    },
    value: (slot, value) => (slot === "city" ? (values[String(value)] ?? value) : value),
  });
  return "cel" in result ? result.cel : `(${result.why})`;
}

function holdsWith(source: string, slots: Readonly<Record<string, SlotValue>>): boolean {
  const nobody = { customer: { identified: false }, language: "zh", misses: 0, open: true, care: "" };
  const context = { page: "", order: "" };
  return holds(translated(source), {
    ...nobody,
    context,
    results: {},
    slots: { age: null, vip: null, city: null, ...slots },
  });
}

test.each<readonly [string, Readonly<Record<string, SlotValue>>, Readonly<Record<string, SlotValue>>]>([
  ["slots.age > 18", { age: 19 }, { age: 18 }],
  ["slots.age >= 18 and slots.age <= 60", { age: 60 }, { age: 61 }],
  ["slots.age > 17.5", { age: 18 }, { age: 17 }],
  ["slots.vip", { vip: true }, { vip: false }],
  ["slots.vip", { vip: true }, {}],
  ["not slots.vip", {}, { vip: true }],
  ["slots.vip is true", { vip: true }, { vip: false }],
  ["slots.vip is not false", { vip: true }, { vip: false }],
  ["slots.city", { city: "shang-hai" }, {}],
  ["slots.city = '上海'", { city: "shang-hai" }, { city: "bei-jing" }],
  ['slots.city is "上海" or slots.vip', { vip: true }, { city: "bei-jing" }],
  ["slots.city is null", {}, { city: "shang-hai" }],
  ["slots.city is not null", { city: "shang-hai" }, {}],
  ["slots.age < 10 or slots.age > 20 and slots.vip", { age: 5 }, { age: 30, vip: false }],
  ["(slots.age < 10 or slots.age > 20) and slots.vip", { age: 30, vip: true }, { age: 5, vip: false }],
  ["{'上海' 'x'} contains slots.city", { city: "shang-hai" }, { city: "y" }],
  ['slots.city matches "^shang"', { city: "shang-hai" }, { city: "bei-jing" }],
  ["age > 18", { age: 19 }, { age: 1 }],
  ["NOT (slots.age = 1)", { age: 2 }, { age: 1 }],
])("%s means in CEL what it meant", (source, good, bad) => {
  const names = { slots: ["age", "vip", "city"], results: new Map() };
  expect(conditionError(translated(source), names)).toBeUndefined();
  expect([holdsWith(source, good), holdsWith(source, bad)]).toEqual([true, false]);
});

test.each([
  ["slots.unknown > 1", 'there is no slot "slots.unknown"'],
  ["slots.age >", "it ends in the middle"],
  ["slots.age > 1 slots.vip", "it goes on after what could be read: slots.vip"],
  ["(slots.age > 1", 'a ")" is missing'],
  ["slots.age % 2", '"% 2" cannot be read'],
  ['"text"', "a value alone is no condition"],
  ["slots.city contains 'x'", "`contains` is only known of a set and a slot"],
  ["{slots.age} contains slots.vip", "a set of slots cannot be said in CEL"],
  ["{1 2} = slots.age", "a set can only be asked what it contains"],
  ["slots.age matches 3", "`matches` is only known of a slot and a text"],
  ["= 3", '"=" stands where a value was expected'],
])("%s is not said in CEL, and why is", (source, why) => {
  expect(translated(source)).toBe(`(${why})`);
});
