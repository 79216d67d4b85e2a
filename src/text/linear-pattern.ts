import { RE2JS, RE2JSException } from "re2js";

/** A regular expression that takes time in proportion to the text, whatever its author wrote. */
export interface LinearPattern {
  /** Every match that is not empty, from left to right, without overlaps. */
  matchAll(text: string): readonly PatternMatch[];
  /** Whether the empty text is a match. */
  readonly matchesNothing: boolean;
}

export interface PatternMatch {
  /** What the pattern's groups hold, joined; the whole match when it has none. */
  readonly text: string;
  /** Where the whole match stands, in UTF-16 units: [start, end). */
  readonly start: number;
  readonly end: number;
}

/** Why a regular expression is refused, in words for its author. */
export interface PatternRefusal {
  readonly message: string;
  readonly hint?: string;
}

const LONGEST_SOURCE = 500;
const MOST_REPEATS = 200;
/** Instructions of the compiled pattern; what authors write takes a few dozen. */
const LARGEST_PROGRAM = 5000;

const REPEATS = /\{(\d+)(?:,(\d*))?\}/gu;
const LOOK_AROUND = /\(\?<?[=!]/u;
const BACK_REFERENCE = /(?<!\\)(?:\\\\)*\\[1-9]|\\k</u;

/**
 * Compiles an author's regular expression. Letters match in either case, as customers type them.
 *
 * The engine is a port of RE2: it has neither back-references nor look-around, and no pattern makes it slow.
 */
export function linearPattern(source: string): LinearPattern | PatternRefusal {
  if (source.length > LONGEST_SOURCE) return { message: `It is longer than ${LONGEST_SOURCE} characters.` };
  const counts = [...source.matchAll(REPEATS)].flatMap(([, least, most]) => [Number(least), Number(most)]);
  const largest = Math.max(0, ...counts.filter((count) => !Number.isNaN(count)));
  if (largest > MOST_REPEATS) {
    return { message: `It repeats something ${largest} times; ${MOST_REPEATS} is the most.` };
  }
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    if (compiled.programSize() > LARGEST_PROGRAM) return tooLarge;
    return { matchAll: (text) => matchesOf(compiled, text), matchesNothing: compiled.matches("") };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return refusal(source, error.message);
  }
}

const tooLarge: PatternRefusal = {
  message: "It is too large: repeats inside repeats multiply.",
  hint: "Repeat less, or split it into several patterns.",
};

function refusal(source: string, message: string): PatternRefusal {
  // The engine writes flags into the pattern, where its author never saw them.
  const reason = message.replace(/^error parsing regexp: /u, "").replace("`(?i)", "`");
  if (reason.startsWith("invalid repeat count")) return tooLarge;
  if (LOOK_AROUND.test(source)) {
    return {
      message: "Look-around is not supported.",
      hint: "Match the surroundings as well, and put what you want into a group (…).",
    };
  }
  if (BACK_REFERENCE.test(source)) {
    return { message: "Back-references are not supported.", hint: "Write out what may stand there." };
  }
  return { message: `It is no regular expression: ${reason}.` };
}

function matchesOf(pattern: RE2JS, text: string): readonly PatternMatch[] {
  const matcher = pattern.matcher(text);
  const found: PatternMatch[] = [];
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    const whole = text.slice(start, end);
    if (whole === "") continue;
    found.push({ text: groupsOf(matcher) || whole, start, end });
  }
  return found;
}

function groupsOf(matcher: ReturnType<RE2JS["matcher"]>): string {
  const numbers = Array.from({ length: matcher.groupCount() }, (_, place) => place + 1);
  return numbers.map((number) => matcher.group(number) ?? "").join("");
}
