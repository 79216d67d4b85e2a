import * as fc from "fast-check";
import { expect, test } from "vitest";
import { actionsSchema } from "../../../src/content/schema/action-schema.ts";
import { entitySchema } from "../../../src/content/schema/entity-schema.ts";
import { intentSchema } from "../../../src/content/schema/intent-schema.ts";
import { nameSchema, variableSchema } from "../../../src/content/schema/text-schema.ts";
import { type NameKind, namesOf } from "../../../src/regression/draft/names.ts";

const kinds: readonly NameKind[] = ["intent", "entity", "dialog", "step", "slot", "value", "action"];

/** Whether the schema of a kind takes a name. */
const isValid: Readonly<Record<NameKind, (name: string) => boolean>> = {
  intent: (intent) => intentSchema.safeParse({ intent, title: "a", utterances: { zh: [], en: [] } }).success,
  action: (action) =>
    actionsSchema.safeParse({ actions: { [action]: { about: "a", outcomes: { b: {} } } } }).success,
  entity: (name) => nameSchema.safeParse(name).success,
  dialog: (name) => nameSchema.safeParse(name).success,
  step: (name) => nameSchema.safeParse(name).success,
  slot: (name) => variableSchema.safeParse(name).success,
  value: (value) => entitySchema.safeParse({ entity: "a", values: [{ value, label: "aa" }] }).success,
};

const original = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom("还", "款", "a", "B", "1", ".", "/", "-", "_", " ", "é", "，"),
    maxLength: 80,
  }),
);

test.each(kinds)(
  "whatever a %s is called, its name is valid, its own, and the same when asked again",
  (kind) => {
    fc.assert(
      fc.property(fc.uniqueArray(original, { maxLength: 30 }), (originals) => {
        const names = namesOf(kind);
        const given = originals.map(names.nameOf);
        expect(given.filter((name) => !isValid[kind](name))).toEqual([]);
        expect(new Set(given).size).toBe(given.length);
        expect(originals.map(names.nameOf)).toEqual(given);
      }),
    );
  },
);

test("names stay readable: words are kept apart, and Chinese is spelt in pinyin", () => {
  const intent = namesOf("intent");
  expect(
    ["查库存", "FAQ/ask_limit", "Default Welcome Intent", "bookRoom", "faq12"].map(intent.nameOf),
  ).toEqual(["cha_ku_cun", "faq.ask_limit", "default_welcome_intent", "book_room", "faq_one_two"]);
  const dialog = namesOf("dialog");
  expect(["查库存", "faq/returns", "Step 2"].map(dialog.nameOf)).toEqual([
    "cha-ku-cun",
    "faq-returns",
    "step-2",
  ]);
  expect(namesOf("value").nameOf("ICBC")).toBe("ICBC");
});

test("a second thing of the same name is numbered", () => {
  const dialog = namesOf("dialog", ["pay"]);
  expect(["Pay", "pay!", "PAY"].map(dialog.nameOf)).toEqual(["pay-2", "pay-3", "pay-4"]);
});

test("no step or dialog is called what means something else as a target", () => {
  for (const kind of ["step", "dialog"] as const) {
    const names = ["next", "Back", "end", "human", "s1"].map(namesOf(kind).nameOf);
    expect(names.filter((name) => ["next", "back", "end", "human"].includes(name))).toEqual([]);
  }
  expect(namesOf("step").nameOf("s1")).not.toBe("s1");
});

test("only what is called otherwise is told as renamed", () => {
  const names = namesOf("slot");
  names.nameOf("size");
  names.nameOf("bikeSize");
  expect(names.renamed()).toEqual([{ what: "slot", from: "bikeSize", to: "bike_size" }]);
});
