import type { YesNo } from "../kernel/understanding.ts";
import { type ClauseAnswer, readClause } from "./yesno-clause.ts";
import { asks, isUnsure, partAnswers } from "./yesno-marks.ts";
import { readStory } from "./yesno-story.ts";

export interface YesNoOptions {
  /** Whether the bot has just asked a yes/no question. Then wishes (要, 有, please do), typos and stories count. */
  readonly answering: boolean;
}

export interface YesNoReading {
  readonly yesno: YesNo;
  /** Whether a question or a request follows the answer: 没有，怎么还款. */
  readonly asksMore: boolean;
}

/** Longer texts are stories, whatever words they are made of. */
const LONGEST_ANSWER = 60;

/**
 * Reads a normalised text as the answer to a yes/no question. Negation counts (没解决 is no, 没问题 is yes), hedges
 * do not (算是吧, 好像可以了), and what comes after "but" overrules what stands before it.
 *
 * @returns undefined for questions, doubts and other topics; when nothing was asked, for anything but a whole
 *   text that is an answer and says one thing
 */
export function readYesNo(normalized: string, options: YesNoOptions): YesNo | undefined {
  return readAnswer(normalized, options)?.yesno;
}

/** As {@link readYesNo}, with whether the customer goes on to ask for something. */
export function readAnswer(normalized: string, { answering }: YesNoOptions): YesNoReading | undefined {
  const text = normalized.replaceAll("’", "'");
  const whole = text.length > LONGEST_ANSWER ? undefined : readWhole(text, answering);
  if (whole !== undefined) return { yesno: whole, asksMore: false };
  return answering ? readStory(text) : undefined;
}

function readWhole(text: string, answering: boolean): YesNo | undefined {
  const said = new Set<ClauseAnswer>();
  for (const clause of partAnswers(text).split(/[^\p{L}\p{N}'\s]+/u)) {
    const answers = readClause(clause, answering);
    // Most texts are out by their first word, so doubts are looked for last.
    if (answers === undefined) return undefined;
    for (const answer of answers) said.add(answer);
  }
  if (asks(text) || isUnsure(text)) return undefined;
  if (said.has("no")) return said.has("yes") ? undefined : "no";
  return said.size > 0 ? "yes" : undefined;
}
