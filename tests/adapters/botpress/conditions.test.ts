import { expect, test } from "vitest";
import { readCondition } from "../../../src/adapters/botpress/conditions.ts";
import { readJsCondition, variableName } from "../../../src/adapters/botpress/js-condition.ts";
import { variablesOf } from "../../../src/adapters/botpress/variables.ts";
import { namesOf } from "../../../src/regression/draft/names.ts";

const slots = { entityOf: () => undefined, valueFor: (_: string, value: string) => value };

function cel(source: string): string | undefined {
  const condition = readJsCondition(source);
  return condition && variablesOf(namesOf("slot"), slots).cel(condition);
}

test.each([
  ["true", { type: "always" }],
  [
    "event.nlu.intent.name === 'a' || event.nlu.intent.name == \"b\"",
    { type: "intent", intents: ["a", "b"] },
  ],
  ["temp['skill-choice-ret-12ab'] == \"red\"", { type: "picked", value: "red" }],
  ['temp.extracted == "true"', { type: "slot", state: "extracted" }],
  ["temp['hitlnext-noAgent'] === true", { type: "handoff", state: "noAgent" }],
  ["!temp.valid", { type: "valid", is: false }],
  ["temp.valid", { type: "valid", is: true }],
  ["event.preview === 'yes'", { type: "words", words: ["yes"] }],
  ["event.preview.match(/a/)", { type: "code" }],
])("the condition %s is understood", (source, condition) => {
  expect(readCondition(source)).toEqual(condition);
});

test.each([
  ["temp.size === 'L'", "slots.size == 'L'"],
  ["session.slots['bike-size'].value !== undefined", "slots.bike_size != null"],
  ["!session.slots.size", "slots.size == null"],
  [
    "user.age >= 18 && (temp.a == true || temp.b != 'it')",
    "slots.age >= 18 && (slots.a == true || slots.b != 'it')",
  ],
  ["event.state.temp.n < 3", "slots.n < 3"],
])("the condition %s is %s in CEL", (source, expected) => {
  expect(cel(source)).toBe(expected);
});

test.each([
  "temp.list.includes('a')",
  "1 + 1",
  "temp.a ===",
  "(temp.a",
  "other.thing == 1",
  "temp.a = 1",
  "",
])("what is more than a comparison is left alone: %s", (source) => {
  expect(cel(source)).toBeUndefined();
});

test("a variable is the same whatever scope and spelling it is read in", () => {
  expect(
    ["temp.size", "session['size']", "session.slots.size.value", "event.state.user.size"].map(variableName),
  ).toEqual(Array.from({ length: 4 }, () => "size"));
});

test("variables in texts become slots, and what is none is told", () => {
  const variables = variablesOf(namesOf("slot"), slots);
  variables.fills("bikeSize", "L");
  const told: string[] = [];
  const text = variables.fillIn("Size {{temp.bikeSize}}, {{{ user.name }}} {%", (what) => told.push(what));
  expect(text).toBe("Size {{ slots.bike_size }},  { %");
  expect(told).toEqual(["{{{ user.name }}}"]);
  expect(variables.declared()).toEqual({ bike_size: { type: "text" } });
});
