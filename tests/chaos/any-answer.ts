import fc from "fast-check";
import * as z from "zod";
import {
  apiError,
  autoRepayAnswer,
  eligibilityAnswer,
  identityAnswer,
  installmentOrder,
  limitAnswer,
  ordersAnswer,
  paymentMethodsAnswer,
  repaymentLinkAnswer,
  ticket,
} from "../../src/protocol/installments.ts";

/** What a shop says to each question, as JSON. */
export interface AnyAnswers {
  /** By what is asked: the first part of the path below the customer's, `order` and `link` for those below an order. */
  readonly bodies: Readonly<Record<string, unknown>>;
  /** Of what is asked: refused with this body. */
  readonly refused: { readonly what: string; readonly body: unknown } | undefined;
}

const schemas = {
  identity: identityAnswer,
  limit: limitAnswer,
  orders: ordersAnswer,
  order: installmentOrder,
  link: repaymentLinkAnswer,
  "payment-methods": paymentMethodsAnswer,
  "auto-repay": autoRepayAnswer,
  eligibility: eligibilityAnswer,
  tickets: ticket,
} as const;

/** What a template in a text would come to, were it ever filled in. */
export const FILLED_IN = "QZXJ";

/** Words that have gone wrong in some program or other. */
const words = [
  "曜石 15 智能手机 12GB + 256GB",
  "{{ 'qzxj' | upcase }}",
  "{% assign a = 'qzxj' %}{{ a | upcase }}",
  "{{ brand }}",
  "{%",
  '<a href="https://evil.example">点这里领红包</a>',
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "[点这里](javascript:alert(1))",
  "😀👨‍👩‍👧‍👦🇨🇳",
  "\u202e钱还请\u202c",
  "مرحبا بالعالم",
  "a\u0000b\u0007c",
  "一行\n两行\r\n三行\t",
  "\ufeff\u200b",
  " ",
  "长".repeat(200),
  "undefined",
  "null",
  "NaN",
  "[object Object]",
  "__proto__",
  "constructor",
  "'; drop table orders; --",
  "${7*7}%s%n",
  "-1",
  "1e15",
  "2026-03-09",
] as const;

const fen = [0, 1, 99, 100, 101, 1_999, 13_000_000, 1e15, Number.MAX_SAFE_INTEGER] as const;
const days = ["2026-03-09", "2026-02-28", "2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31"] as const;
const moments = days.flatMap((day) => [`${day}T00:00:00Z`, `${day}T23:59:59.999Z`]);

/** Values that no field of the kind should have; what JSON cannot say is not among them. */
const wrong = [
  null,
  "",
  "12",
  "一百元",
  -1,
  -1e15,
  0,
  0.5,
  1e15,
  1e300,
  true,
  [],
  {},
  [[]],
  [null],
  { length: 3 },
  "2026-02-30",
  "x".repeat(5000),
  ...words,
] as const;

/** Answers to everything: as agreed, or wrong in one place or another. */
export function anyAnswers(): fc.Arbitrary<AnyAnswers> {
  const bodies = Object.entries(schemas).map(([what, schema]) => [what, sometimesSpoiled(validFor(schema))]);
  const refused = fc.record({
    what: fc.constantFrom(...Object.keys(schemas)),
    body: sometimesSpoiled(validFor(apiError)),
  });
  return fc.record({
    bodies: fc.record(Object.fromEntries(bodies) as Record<string, fc.Arbitrary<unknown>>),
    refused: fc.option(refused, { nil: undefined, freq: 9 }),
  });
}

/** Every text of the answers, the longest first. */
export function textsIn(value: unknown): readonly string[] {
  const texts = (one: unknown): readonly string[] => {
    if (typeof one === "string") return one.trim() === "" ? [] : [one, one.trim()];
    return typeof one === "object" && one !== null ? Object.values(one).flatMap(texts) : [];
  };
  return [...new Set(texts(value))].sort((one, other) => other.length - one.length);
}

type Schema = z.core.JSONSchema.BaseSchema;

function validFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  const document = z.toJSONSchema(schema, { io: "input" });
  const valueOf = (part: Schema): fc.Arbitrary<unknown> => {
    if (part.$ref !== undefined) return valueOf(document.$defs?.[part.$ref.split("/").at(-1) ?? ""] ?? {});
    const choices = part.oneOf ?? part.anyOf;
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => valueOf(choice)));
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.enum !== undefined) return fc.constantFrom(...part.enum);
    switch (part.type) {
      case "object":
        return objectOf(part, valueOf);
      case "array": {
        const { minItems = 0, maxItems = 4 } = part;
        const few = fc.array(valueOf(part.items as Schema), { minLength: minItems, maxLength: 4 });
        // As long as may be, now and then.
        const many = fc
          .array(valueOf(part.items as Schema), { minLength: 1, maxLength: 1 })
          .map(([item]) => Array(maxItems).fill(item));
        return fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: many });
      }
      case "string":
        return textFor(part);
      case "integer":
        return fc.oneof(
          fc.constantFrom(...fen.filter((amount) => amount >= (part.minimum ?? 0))),
          fc.integer({ min: 1, max: 5_000_000 }),
        );
      case "boolean":
        return fc.boolean();
      default:
        throw new Error(`No value is known for ${JSON.stringify(part)}.`);
    }
  };
  return valueOf(document);
}

function objectOf(part: Schema, valueOf: (part: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const parts = Object.entries(part.properties ?? {}).map(([name, own]) => [name, valueOf(own as Schema)]);
  return fc.record(Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...(part.required ?? [])],
  });
}

function textFor({ format, pattern, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === "date") return fc.constantFrom(...days);
  if (format === "date-time") return fc.constantFrom(...moments);
  if (format === "uri")
    return fc.constantFrom(
      "https://pay.example/p/1?a=b#c",
      'https://pay.example/"><script>',
      "https://pay.example@evil.example/",
      "https://支付.example/还款",
      "https://pay.example/\\evil",
    );
  if (pattern?.includes("{4}")) return fc.constantFrom("0000", "6021");
  return fc.constantFrom(...words).map((text) => text.slice(0, maxLength));
}

/** Most of them as they were, and some with up to three things wrong. */
function sometimesSpoiled(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const spoils = fc.array(
    fc.record({
      at: fc.nat(),
      how: fc.constantFrom("drop", "replace", "replace"),
      by: fc.constantFrom(...wrong),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const spoiled = fc.tuple(valid, spoils).map(([value, each]) => {
    const copy: unknown = structuredClone(value);
    for (const { at, how, by } of each) {
      const places = placesIn(copy);
      const place = places[at % Math.max(places.length, 1)];
      if (place === undefined) continue;
      if (how === "drop") delete place.holder[place.name];
      else place.holder[place.name] = by;
    }
    return copy;
  });
  return fc.oneof({ weight: 3, arbitrary: valid }, { weight: 1, arbitrary: spoiled });
}

interface PlaceInside {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function placesIn(value: unknown): readonly PlaceInside[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}
