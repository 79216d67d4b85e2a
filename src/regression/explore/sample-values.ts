import type { Action } from "../../content/action.ts";
import type { Bot, SlotDeclaration } from "../../content/bot.ts";
import { namesIn } from "../../content/condition.ts";
import type { Fields, FieldType, ScalarType, SlotValue } from "../../content/values.ts";
import type { Language } from "../../kernel/language.ts";
import { decisiveOf } from "./decisive.ts";
import { type Sample, samplesOfEntity, writtenAs } from "./entity-sample.ts";

/** All combinations of an outcome's fields are tried up to so many; of more, each field by itself. */
const MAX_COMBINATIONS = 24;

/** What the conditions of a bot compare a name with. */
interface Compared {
  readonly numbers: Set<number>;
  readonly texts: Set<string>;
  /** Another name: less, the same and more of it are to be tried. */
  toNames: boolean;
  isRead: boolean;
}

/** The values that a walk tries: enough of each name that every condition on it turns out both ways. */
export class SampleValues {
  readonly #bot: Bot;
  readonly #language: Language;
  readonly #compared = new Map<string, Compared>();

  constructor(bot: Bot, language: Language) {
    this.#bot = bot;
    this.#language = language;
    for (const dialog of bot.dialogs.values()) {
      for (const step of dialog.steps.values()) for (const test of decisiveOf(step)) this.#note(test);
    }
  }

  /** What a customer may answer to the question for a slot. */
  ofSlot(name: string, { type, entity }: SlotDeclaration): readonly Sample[] {
    const all = entity === undefined ? [] : samplesOfEntity(this.#bot, entity, this.#language);
    const own = this.#compared.has(`slots.${name}`) ? all : all.slice(0, 1);
    const texts = new Set(own.map(({ value }) => value));
    const tried = this.#scalars(`slots.${name}`, type, own[0]?.value)
      .filter((value) => !texts.has(value) && !texts.has(String(value)))
      .map((value): Sample => ({ text: writtenAs(entity, value, this.#language), value }));
    return [...own, ...tried];
  }

  /** What an outcome may bring, by the name it is kept under. */
  ofOutcome({ outcomes }: Action, outcome: string, name: string): readonly Fields[] {
    const fields = Object.entries(outcomes[outcome] ?? {}).map(
      ([field, type]) => [field, this.#fieldValues(`${name}.${field}`, field, type)] as const,
    );
    const all = fields.reduce((count, [, values]) => count * values.length, 1);
    return all <= MAX_COMBINATIONS ? everyCombination(fields) : oneByOne(fields);
  }

  #fieldValues(name: string, field: string, type: FieldType): readonly Fields[string][] {
    if (typeof type === "string") return this.#scalars(name, type);
    const record = (number: number) =>
      Object.fromEntries(
        Object.entries(type.list).map(([key, kind]) => [key, sampleOf(`${field}-${number}`, kind, number)]),
      );
    return [[record(1), record(2)], [record(1)], []];
  }

  /** The value on each side of what a name is compared with; the first one is the ordinary one. */
  #scalars(name: string, type: ScalarType, usual?: SlotValue): readonly SlotValue[] {
    const { numbers, texts, toNames, isRead } = this.#compared.get(name) ?? {};
    if (type === "boolean") return isRead === true ? [true, false] : [true];
    if (type === "text") {
      const other = usual ?? "甲一";
      return [...new Set([other, ...(texts ?? [])])];
    }
    const around = [...(numbers ?? [])].flatMap((number) => [number, number - 1, number + 1]);
    const apart = toNames === true ? [1, 100_000] : [];
    const first = usual === undefined ? 100 : Number(usual);
    return [...new Set([first, ...around, ...apart])].filter((number) => number >= 0);
  }

  #note(test: string): void {
    const names = namesIn(test);
    const texts = [...test.matchAll(/"([^"\\]*)"|'([^'\\]*)'/gu)].map(
      ([, double, single]) => double ?? single ?? "",
    );
    const bare = test.replace(/"[^"]*"|'[^']*'/gu, "");
    const numbers = [...bare.matchAll(/(?<![\w.])\d+(?:\.\d+)?/gu)].map(([number]) => Number(number));
    for (const name of names) {
      const known = this.#compared.get(name) ?? {
        numbers: new Set<number>(),
        texts: new Set<string>(),
        toNames: false,
        isRead: true,
      };
      for (const number of numbers) known.numbers.add(number);
      for (const text of texts) known.texts.add(text);
      if (new Set(names).size > 1) known.toNames = true;
      this.#compared.set(name, known);
    }
  }
}

function sampleOf(text: string, type: ScalarType, number: number): SlotValue {
  if (type === "text") return text;
  return type === "number" ? number * 100 : true;
}

function everyCombination(
  fields: readonly (readonly [field: string, values: readonly Fields[string][]])[],
): readonly Fields[] {
  return fields.reduce<readonly Fields[]>(
    (combined, [field, values]) =>
      combined.flatMap((rest) => values.map((value) => ({ ...rest, [field]: value }))),
    [{}],
  );
}

function oneByOne(
  fields: readonly (readonly [field: string, values: readonly Fields[string][]])[],
): readonly Fields[] {
  const usual = Object.fromEntries(
    fields.flatMap(([field, [first]]) => (first === undefined ? [] : [[field, first]])),
  );
  const varied = fields.flatMap(([field, values]) =>
    values.slice(1).map((value) => ({ ...usual, [field]: value })),
  );
  return [usual, ...varied];
}
