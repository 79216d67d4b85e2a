import type { Localized } from "../kernel/language.ts";
import type { Place } from "./source.ts";

/** A short text that answers a question for which there is no dialog, with where it comes from. Dates are ISO 8601 days. */
export interface Article {
  readonly name: string;
  readonly title: Localized;
  readonly source: string;
  readonly date: string;
  readonly expires?: string;
  /** How customers ask for it. */
  readonly questions: Localized<readonly string[]>;
  /** When there are any: a question needs one of these words, and one is enough. */
  readonly mentions: Localized<readonly string[]>;
  /** The paragraphs and list items as customers read them, to be rendered as Liquid templates. */
  readonly body: Localized;
  /** Facts of `bot.yaml` that the body states. */
  readonly facts: readonly string[];
  readonly at: Place;
  /** Where the first line of the body stands. */
  readonly bodyAt: Localized<Place>;
}

/** What the body of an article may name. */
export const ARTICLE_NAMES: readonly string[] = ["brand", "name", "language", "hours"];
