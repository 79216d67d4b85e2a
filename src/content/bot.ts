import type { AuthoredEntity } from "../kernel/entities.ts";
import type { Language, Localized } from "../kernel/language.ts";
import type { Lexicon } from "../text/lexicon.ts";
import type { Place } from "./source.ts";

/** Everything authors wrote, checked and resolved: no reference in it can miss. Never changes once built. */
export interface Bot {
  readonly name: Localized;
  readonly brand: Localized;
  readonly greeting: Localized;
  readonly suggestions: Localized<readonly string[]>;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  /** The authors' own; those of the system are always there. */
  readonly entities: readonly AuthoredEntity[];
  /** Dialogs and patterns by id; a pattern's id is `_` and its name. */
  readonly dialogs: ReadonlyMap<string, Dialog>;
  /** Which dialog or pattern an intent leads to. */
  readonly startByIntent: ReadonlyMap<string, string>;
  /** Which dialog or pattern a phrase starts, by the phrase as `phraseKey` makes it. */
  readonly startByPhrase: ReadonlyMap<string, string>;
  readonly labels: Labels;
}

export interface Labels {
  readonly yes: Localized;
  readonly no: Localized;
  readonly solved: Localized;
  readonly unsolved: Localized;
  readonly human: Localized;
  readonly bot: Localized;
}

/** Something the bot may state, with where it comes from. Dates are ISO 8601 days. */
export interface Fact {
  readonly statement: Localized;
  readonly source: string;
  readonly date: string;
  readonly expires?: string;
  readonly at: Place;
}

export interface Intent {
  readonly name: string;
  readonly title: Localized;
  readonly contexts: readonly string[];
  readonly utterances: Localized<readonly string[]>;
  readonly not: Localized<readonly string[]>;
  /** By slot: the entity that fills it. */
  readonly slots: Readonly<Record<string, string>>;
  /** Where utterances mark what fills a slot, in their order. */
  readonly marks: readonly UtteranceMark[];
  readonly at: Place;
}

/** A marked part of an utterance. */
export interface UtteranceMark {
  readonly slot: string;
  /** The utterance without markup, and where the part stands in it: [start, end). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly at: Place;
}

export interface Dialog {
  readonly id: string;
  readonly title: Localized;
  readonly kind: "dialog" | "pattern";
  readonly intents: readonly string[];
  /** Exact phrases that start it, normalised. */
  readonly phrases: readonly string[];
  readonly resume: "ask" | "silent" | "never";
  /** A pattern after which the open question is not asked again. */
  readonly quiet: boolean;
  readonly slots: Readonly<Record<string, "text" | "number" | "boolean">>;
  readonly first: string;
  readonly steps: ReadonlyMap<string, Step>;
  readonly at: Place;
}

/** Where a step leads. `done` is the end of the steps without an outcome said. */
export type Target =
  | { readonly to: "step"; readonly dialog: string; readonly step: string }
  /** To the question before; where there is none, as at rest, to `otherwise`. */
  | { readonly to: "back"; readonly otherwise: Target }
  | { readonly to: "human" }
  | { readonly to: "end"; readonly outcome: Outcome };

export type Outcome = "solved" | "unsolved" | "cancelled" | "done";

export type SlotValue = string | number | boolean | null;

/** The wordings of a text, to be rendered as Liquid templates. */
export type Wording = readonly Localized[];

export interface Display {
  readonly text: Wording;
  readonly steps?: Localized<readonly string[]>;
  readonly current?: number;
}

/** A button under a plain message: it stays good after the dialog has gone on. */
export interface Button {
  readonly id: string;
  readonly label: Localized;
  readonly go: Target | { readonly to: "intent"; readonly intent: string };
}

/** An answer to a question: its button, the phrases that mean it, and where it leads. */
export interface Option {
  readonly id: string;
  readonly label: Localized;
  /** Normalised; labels included. */
  readonly phrases: readonly string[];
  readonly intents: readonly string[];
  readonly go: Target;
}

interface StepBase {
  readonly id: string;
  readonly facts: readonly string[];
  readonly at: Place;
}

export type Step = StepBase &
  (
    | {
        readonly verb: "say";
        readonly display: Display;
        readonly buttons: readonly Button[];
        readonly next: Target;
      }
    | {
        readonly verb: "ask";
        readonly display: Display;
        readonly options: readonly Option[];
        /** Options for the intents in question come first, from the turn that asked. */
        readonly fromIntents: boolean;
        readonly yesno?: { readonly yes: string; readonly no: string; readonly unclear?: Target };
        /** The remedy of a check that this question is about; a `no` means that it was tried in vain. */
        readonly remedy?: Localized;
      }
    | {
        readonly verb: "when";
        readonly branches: readonly { readonly test: string; readonly go: Target }[];
        readonly otherwise: Target;
      }
    | { readonly verb: "set"; readonly values: Readonly<Record<string, SlotValue>>; readonly next: Target }
    | { readonly verb: "run"; readonly dialog: string; readonly next: Target }
    | {
        readonly verb: "human";
        readonly reason: Localized;
        readonly queue: string;
        readonly brief: readonly string[];
        readonly next: Target;
      }
    | { readonly verb: "go"; readonly next: Target }
    | { readonly verb: "end"; readonly outcome: Outcome }
  );

/** The dialog id of a pattern. */
export const patternId = (name: string): string => `_${name}`;

/** The text of a localized value. */
export function inLanguage<Text>(text: Localized<Text>, language: Language): Text {
  return text[language];
}
