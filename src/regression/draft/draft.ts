import type * as z from "zod";
import type { actionsSchema } from "../../content/schema/action-schema.ts";
import type { dialogSchema, patternSchema } from "../../content/schema/dialog-schema.ts";
import type { entitySchema } from "../../content/schema/entity-schema.ts";
import type { intentSchema } from "../../content/schema/intent-schema.ts";
import type { stepSchema } from "../../content/schema/step-schema.ts";
import type { localizedSchema } from "../../content/schema/text-schema.ts";
import type { Language } from "../../kernel/language.ts";
import type { suiteSchema } from "../test-schema.ts";

/** A bot of another product, as far as it could be said in our files. An importer is a pure function from files to this. */
export interface Draft {
  /** What the bot is called; a neutral name when left out. */
  readonly name?: DraftText;
  /** The first words of the bot; neutral ones when left out. */
  readonly greeting?: DraftText;
  /** The languages its texts are in. A text of one language is a plain string, which is used for both. */
  readonly languages: readonly Language[];
  readonly intents: readonly DraftIntent[];
  readonly entities: readonly DraftEntity[];
  readonly dialogs: readonly DraftDialog[];
  /** By name: they replace the common ones of that name, or come on top when they have a `start`. */
  readonly patterns?: Readonly<Record<string, DraftPattern>>;
  /** By name: what dialogs call. Somebody still has to connect them to a system. */
  readonly actions?: Readonly<Record<string, DraftAction>>;
  readonly suites: readonly DraftSuite[];
  readonly renamed: readonly Renaming[];
  readonly untranslated: readonly Untranslated[];
  readonly counts: readonly Count[];
}

export type DraftText = z.input<typeof localizedSchema>;
export type DraftIntent = z.input<typeof intentSchema>;
export type DraftEntity = z.input<typeof entitySchema>;
export type DraftStep = z.input<typeof stepSchema>;
export type DraftAction = z.input<typeof actionsSchema>["actions"][string];

export interface DraftDialog extends Omit<z.input<typeof dialogSchema>, "steps"> {
  readonly steps: readonly DraftStep[];
}

export interface DraftPattern extends Omit<z.input<typeof patternSchema>, "steps"> {
  readonly steps: readonly DraftStep[];
}

/** A file of dialog tests. */
export interface DraftSuite extends z.input<typeof suiteSchema> {
  /** The file's name without `.test.yaml`. */
  readonly file: string;
}

/** Something that has no place in our files, or needs a person's eye. */
export interface Untranslated {
  /** The path as it was given to the importer. */
  readonly file: string;
  /** Counts from 1. */
  readonly line?: number;
  /** What it is, with its name: `intent "查库存"`. */
  readonly what: string;
  readonly why: string;
}

/** Something that is called otherwise in our files. */
export interface Renaming {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** How many of a kind came over, of how many: "intents 12 of 12". */
export interface Count {
  readonly what: string;
  readonly of: number;
  readonly taken: number;
}

/** A file of another product, as it was read. */
export interface ForeignFile {
  /** Relative to what was imported, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}
