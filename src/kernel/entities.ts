import type { Localized } from "./language.ts";

/** What is found in every text, whatever the authors write: the names that a slot may ask for. */
export const systemEntityNames = [
  "money",
  "number",
  "percentage",
  "period",
  "duration",
  "time",
  "date",
  "phone",
  "idNumber",
  "bankCard",
  "cardTail",
  "order",
] as const;

export type SystemEntityName = (typeof systemEntityNames)[number];

/** An entity of the bot's own, as its authors wrote it down in `intents/entities/`. */
export type AuthoredEntity = ListEntity | PatternEntity;

/** Things that have names: banks, ways to pay. */
export interface ListEntity {
  readonly type: "list";
  readonly name: string;
  /** Whether typos, homophones and pinyin are understood, too. */
  readonly fuzzy: boolean;
  readonly sensitive: boolean;
  readonly values: readonly ListValue[];
}

export interface ListValue {
  readonly value: string;
  /** How it is called when it is shown; customers may call it so, too. */
  readonly label: Localized;
  /** What else customers call it. */
  readonly synonyms: Localized<readonly string[]>;
}

/** Things that are written after a rule: ticket numbers. */
export interface PatternEntity {
  readonly type: "pattern";
  readonly name: string;
  readonly sensitive: boolean;
  /** Regular expressions that `linearPattern` compiles. */
  readonly patterns: readonly string[];
}
