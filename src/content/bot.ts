import type { AuthoredEntity } from "../kernel/entities.ts";
import type { Language, Localized } from "../kernel/language.ts";
import type { Milliseconds } from "../kernel/time.ts";
import type { Lexicon } from "../text/lexicon.ts";
import type { Action } from "./action.ts";
import type { Article } from "./article.ts";
import type { Hours } from "./hours.ts";
import type { PageQuestions } from "./page-questions.ts";
import type { Place } from "./source.ts";
import type { UtteranceMark } from "./utterance-mark.ts";
import type { ScalarType, SlotValue } from "./values.ts";

/** Everything authors wrote, checked and resolved: no reference in it can miss. Never changes once built. */
export interface Bot {
  readonly name: Localized;
  readonly brand: Localized;
  readonly greeting: Localized;
  readonly suggestions: Localized<readonly string[]>;
  /** Questions for single pages of the host app, in the place of `suggestions`; of several that match, the first. */
  readonly pages: readonly PageQuestions[];
  /** The shop's colour, as `#rrggbb`. */
  readonly color?: string;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  /** The authors' own; those of the system are always there. */
  readonly entities: readonly AuthoredEntity[];
  /** Dialogs and patterns by id; a pattern's id is `_` and its name. */
  readonly dialogs: ReadonlyMap<string, Dialog>;
  /** By name. */
  readonly articles: ReadonlyMap<string, Article>;
  /** Which dialog or pattern an intent leads to. */
  readonly startByIntent: ReadonlyMap<string, string>;
  /** Which dialog or pattern a phrase starts, by the phrase as `phraseKey` makes it. */
  readonly startByPhrase: ReadonlyMap<string, string>;
  readonly labels: Labels;
  /** What dialogs may ask of the shop's systems, by id. */
  readonly actions: ReadonlyMap<string, Action>;
  /** Words of customers who need care, most urgent kind first. */
  readonly care: readonly CareCue[];
  /** When colleagues answer whose queue says nothing else; always, when absent. */
  readonly hours?: Hours;
  /** By id: every queue that `bot.yaml` names or a step hands off to, and `default`. */
  readonly queues: ReadonlyMap<string, Queue>;
  /** How long a question may wait before the customer is asked whether they are still there. */
  readonly silenceMs: Milliseconds;
  /** Shares of recorded conversations that a change may take another way; any, where there is none. */
  readonly replayLimits: {
    readonly misunderstood: number;
    readonly handedOff: number;
    readonly otherStep?: number;
  };
}

/** Where customers wait for a person. */
export interface Queue {
  readonly id: string;
  /** As agents see it. */
  readonly title: Localized;
  /** When colleagues answer; always, when absent. */
  readonly hours?: Hours;
  /** How long a customer is to be in line at most, and to wait for an agent's answer: agents are told before. */
  readonly takeWithinMs: Milliseconds;
  readonly answerWithinMs: Milliseconds;
}

/** Signs of a customer who is in trouble: calmer words, a person first, a place further up the queue. */
export interface CareCue {
  readonly kind: string;
  /** Words that show it, as `phraseKey` makes them. */
  readonly words: readonly string[];
  readonly intents: readonly string[];
  /** The pattern that comes before any answer; none, when the answers themselves say it. */
  readonly pattern?: string;
}

export interface Labels {
  readonly yes: Localized;
  readonly no: Localized;
  readonly solved: Localized;
  readonly unsolved: Localized;
  readonly human: Localized;
  readonly bot: Localized;
  readonly call: Localized;
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
  readonly slots: Readonly<Record<string, SlotDeclaration>>;
  /** Ids it had before: conversations that stand there move here. */
  readonly was: readonly string[];
  readonly first: string;
  readonly steps: ReadonlyMap<string, Step>;
  readonly at: Place;
}

/** What a dialog keeps of the conversation. */
export interface SlotDeclaration {
  readonly type: ScalarType;
  /** What fills it from a customer's words; without one, only steps do. */
  readonly entity?: string;
  /** Masked for agents and in logs. */
  readonly sensitive: boolean;
}

/** Where a step leads. `done` is the end of the steps without an outcome said. */
export type Target =
  | { readonly to: "step"; readonly dialog: string; readonly step: string }
  /** To the question before; where there is none, as at rest, to `otherwise`. */
  | { readonly to: "back"; readonly otherwise: Target }
  | { readonly to: "human" }
  | { readonly to: "end"; readonly outcome: Outcome };

/** How the customer's need was met when a dialog was over; `done` where the author does not say. */
export type Outcome = "solved" | "unsolved" | "cancelled" | "done";

/** The wordings of a text, to be rendered as Liquid templates. */
export type Wording = readonly Localized[];

export interface Display {
  readonly text: Wording;
  readonly steps?: Localized<readonly string[]>;
  readonly current?: number;
  readonly card?: Card;
  readonly image?: Image;
}

/** A few facts side by side, under the text. */
export interface Card {
  readonly title: Localized;
  readonly lines: readonly { readonly label: Localized; readonly value: Localized }[];
  readonly image?: Image;
}

export interface Image {
  readonly url: string;
  /** What it shows, for those who do not see it. */
  readonly alt: Localized;
}

/** A button under a plain message: it stays good after the dialog has gone on. */
export interface Button {
  readonly id: string;
  readonly label: Localized;
  readonly go:
    | Target
    | { readonly to: "intent"; readonly intent: string }
    | { readonly to: "link"; readonly url: string };
  /** It is only there while this condition holds. */
  readonly test?: string;
}

/** An answer to a question: its button, the phrases that mean it, and where it leads. */
export interface Option {
  readonly id: string;
  readonly label: Localized;
  /** Normalised; labels included. */
  readonly phrases: readonly string[];
  readonly intents: readonly string[];
  readonly go: Target;
  /** What the question's slot holds once this is picked. */
  readonly value?: SlotValue;
}

/** Options made of a list that an action brought: one for each record. */
export interface ListedOptions {
  /** Where the list is: the name a call was kept under, and the field. */
  readonly name: string;
  readonly field: string;
  /** The record's field that the question's slot will hold. */
  readonly value: string;
  /** May name the record as `item`. */
  readonly label: Localized;
}

/** What a question asks for, when its answer is a value. */
export interface SlotQuestion {
  readonly name: string;
  /** The first rule that does not hold refuses a value, with its words. */
  readonly rules: readonly { readonly test: string; readonly text: Localized }[];
  /** How often it is asked again before another way is taken. */
  readonly retries: number;
  readonly filled: Target;
  /** The other way. */
  readonly otherwise: Target;
}

/** What every step has. */
export interface StepBase {
  readonly id: string;
  /** Ids it had before. */
  readonly was: readonly string[];
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
        readonly slot?: SlotQuestion;
        readonly listed?: ListedOptions;
        /** Where 跳过 leads; without it the question cannot be skipped. */
        readonly skip?: Target;
      }
    | {
        readonly verb: "call";
        readonly action: string;
        /** CEL expressions by the action's own names. */
        readonly with: Readonly<Record<string, string>>;
        /** The name that later texts and conditions know the fields by. */
        readonly as: string;
        /** Every outcome the action declares, `error` and `timeout`. */
        readonly outcomes: Readonly<Record<string, Target>>;
      }
    | {
        readonly verb: "wait";
        readonly waitMs: Milliseconds;
        readonly next: Target;
        /** Where a text leads that comes meanwhile and means nothing else. */
        readonly message?: Target;
      }
    | {
        readonly verb: "when";
        readonly branches: readonly { readonly test: string; readonly go: Target }[];
        readonly otherwise: Target;
      }
    | {
        readonly verb: "set";
        readonly values: Readonly<Record<string, SlotValue | { readonly cel: string }>>;
        readonly next: Target;
      }
    | { readonly verb: "run"; readonly dialog: string; readonly next: Target }
    | {
        readonly verb: "human";
        readonly reason: Localized;
        readonly queue: string;
        readonly brief: readonly string[];
        readonly next: Target;
      }
    | { readonly verb: "go"; readonly next: Target }
    | { readonly verb: "end"; readonly outcome: Outcome; readonly rate: boolean }
  );

/** A step that waits for an answer. */
export type Question = Extract<Step, { verb: "ask" }>;

/** The dialog id of a pattern. */
export const patternId = (name: string): string => `_${name}`;

/** The text of a localized value. */
export function inLanguage<Text>(text: Localized<Text>, language: Language): Text {
  return text[language];
}
