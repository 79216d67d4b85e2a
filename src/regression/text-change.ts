import type { Place } from "../content/source.ts";
import { excerptLike } from "./excerpt.ts";
import { botMismatch } from "./expect.ts";
import type { BotExpectation, TextExpectation } from "./expectation-schema.ts";
import type { CaseResult } from "./run-case.ts";
import { textMismatch } from "./text-mismatch.ts";

/** An expected text that the bot now says differently, and what to expect in its place. */
export interface TextChange {
  /** The turn that expects it. */
  readonly at: Place;
  /** Where the text stands inside the turn. */
  readonly path: readonly string[];
  readonly old: string;
  readonly new: string;
  readonly case: string;
  /** Which step says it, as `dialog#step`. */
  readonly step: string;
}

/**
 * The change that a failed case asks for, when nothing but the words differ: the expectation names the step or pattern that
 * spoke, everything else about the message holds, and what does not is an `equals`, a `contains` or a plain text.
 */
export function textChange({ case: test, failure }: CaseResult): TextChange | undefined {
  const turn = failure === undefined ? undefined : test.talk[failure.turn]?.turn;
  if (failure === undefined || turn === undefined || !("bot" in turn)) return undefined;
  const { bot } = turn;
  if (typeof bot === "string" || (bot.step === undefined && bot.pattern === undefined)) return undefined;
  const { text, ...rest } = bot;
  if (text === undefined) return undefined;
  const spoken = failure.waiting.find((message) => botMismatch(message, rest) === undefined);
  if (spoken === undefined) return undefined;
  const changed = changeOf(text, spoken.text);
  const fits = changed !== undefined && botMismatch(spoken, { ...rest, text: changed.text }) === undefined;
  // What still does not hold, such as a pattern beside the words, is for the author to look at.
  if (!fits) return undefined;
  const { dialog, step } = spoken.origin;
  const { path, old, new: fresh } = changed;
  return { at: failure.at, path, old, new: fresh, case: test.name, step: `${dialog}#${step}` };
}

interface Changed extends Pick<TextChange, "path" | "old" | "new"> {
  /** The expectation with the new words. */
  readonly text: NonNullable<BotExpectation["text"]>;
}

function changeOf(expected: TextExpectation, said: string): Changed | undefined {
  if (typeof expected === "string") {
    const fresh = excerptLike(expected, said);
    return { path: ["bot", "text"], old: expected, new: fresh, text: fresh };
  }
  const { equals, contains } = expected;
  if (equals !== undefined && textMismatch(said, { equals }) !== undefined) {
    const text = { ...expected, equals: said };
    return { path: ["bot", "text", "equals"], old: equals, new: said, text };
  }
  if (contains !== undefined && textMismatch(said, { contains }) !== undefined) {
    const fresh = excerptLike(contains, said);
    const text = { ...expected, contains: fresh };
    return { path: ["bot", "text", "contains"], old: contains, new: fresh, text };
  }
  return undefined;
}
