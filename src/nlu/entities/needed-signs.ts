/** What has to stand somewhere in a text, or a pattern does not match any part of it. */
export interface NeededSigns {
  /** Of each of these at least one sign, {@link ANY_DIGIT} for whichever digit. */
  readonly oneOfEach: readonly ReadonlySet<string>[];
  /** How many digits, counted over the whole text. */
  readonly digits: number;
}

/** Stands for every digit among needed signs. */
export const ANY_DIGIT = "0";

/**
 * Reads off a pattern what every match of it holds, so that most patterns need not be tried on most texts. It may name
 * less than is needed, never more: what it does not know how to read needs nothing.
 *
 * @param pattern case-sensitive; looks ahead and behind count for nothing, since they may say what must not stand there
 */
export function neededSigns({ source }: RegExp): NeededSigns {
  const { needed } = readAlternatives(source, 0);
  return needed;
}

const nothing: NeededSigns = { oneOfEach: [], digits: 0 };

/** What a part of a pattern needs, and where the part ends. */
interface Read {
  readonly needed: NeededSigns;
  readonly end: number;
}

function readAlternatives(source: string, start: number): Read {
  const ways: NeededSigns[] = [];
  let way: NeededSigns[] = [];
  let at = start;
  while (at < source.length && source[at] !== ")") {
    if (source[at] === "|") {
      ways.push(allOf(way));
      way = [];
      at++;
      continue;
    }
    const { needed, end } = readPart(source, at);
    const { least, end: after } = readQuantifier(source, end);
    way.push(times(needed, least));
    at = after;
  }
  return { needed: anyOf([...ways, allOf(way)]), end: at };
}

function readPart(source: string, at: number): Read {
  switch (source[at]) {
    case "(":
      return readGroup(source, at);
    case "[":
      return readClass(source, at);
    case "\\":
      return readEscape(source, at);
    case "^":
    case "$":
    case ".":
      return { needed: nothing, end: at + 1 };
    default:
      return { needed: itself(source.charAt(at)), end: at + 1 };
  }
}

const ESCAPE = /\\(?:[pPu]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|k<\w+>|\d+|.)/uy;

function readEscape(source: string, at: number): Read {
  ESCAPE.lastIndex = at;
  const escape = ESCAPE.exec(source)?.[0] ?? "\\";
  const end = at + escape.length;
  if (escape === "\\d") return { needed: digit, end };
  return { needed: /^\\[a-zA-Z\d]/u.test(escape) ? nothing : itself(escape.charAt(1)), end };
}

const GROUP = /\((?:\?(?:<?[=!]|:|<\w+>))?/uy;

function readGroup(source: string, at: number): Read {
  GROUP.lastIndex = at;
  const opening = GROUP.exec(source)?.[0] ?? "(";
  const { needed, end } = readAlternatives(source, at + opening.length);
  const looksAround = /[=!]$/u.test(opening);
  return { needed: looksAround ? nothing : needed, end: end + 1 };
}

const CLASS = /\[(\^?)((?:[^\]\\]|\\.)*)\]/uy;
/** Written out: signs that stand for themselves, and digits. A range or another escape may be anything. */
const PLAIN_CLASS = /^(?:[^\\-]|\\d|\\-|-$)+$/u;

function readClass(source: string, at: number): Read {
  CLASS.lastIndex = at;
  const [whole = "[", not = "", inside = ""] = CLASS.exec(source) ?? [];
  const end = at + whole.length;
  if (not !== "" || !PLAIN_CLASS.test(inside)) return { needed: nothing, end };
  if (inside === "\\d") return { needed: digit, end };
  return { needed: oneOf(inside.replaceAll("\\d", ANY_DIGIT).replaceAll("\\-", "-")), end };
}

const QUANTIFIER = /(?:\?|\*|\+|\{(\d+)(?:,\d*)?\})\??/uy;

function readQuantifier(source: string, at: number): { readonly least: number; readonly end: number } {
  QUANTIFIER.lastIndex = at;
  const match = QUANTIFIER.exec(source);
  if (match === null) return { least: 1, end: at };
  const [written, least] = match;
  return { least: Number(least ?? (written.startsWith("+") ? 1 : 0)), end: at + written.length };
}

const digit: NeededSigns = { oneOfEach: [new Set([ANY_DIGIT])], digits: 1 };

/** Patterns consist of the same few hundred signs over and over. */
const themselves = new Map<string, NeededSigns>();

function itself(sign: string): NeededSigns {
  const known = themselves.get(sign) ?? oneOf(sign);
  themselves.set(sign, known);
  return known;
}

function oneOf(signs: string): NeededSigns {
  return { oneOfEach: [new Set(signs.replace(/\d/gu, ANY_DIGIT))], digits: 0 };
}

function times(needed: NeededSigns, least: number): NeededSigns {
  if (least === 0) return nothing;
  return least === 1 ? needed : { oneOfEach: needed.oneOfEach, digits: needed.digits * least };
}

function allOf(parts: readonly NeededSigns[]): NeededSigns {
  const oneOfEach: ReadonlySet<string>[] = [];
  let digits = 0;
  for (const part of parts) {
    oneOfEach.push(...part.oneOfEach);
    digits += part.digits;
  }
  return { oneOfEach, digits };
}

/** Of each way the signs that tell most, so that a text without all of these takes none of the ways. */
function anyOf(ways: readonly NeededSigns[]): NeededSigns {
  const [only, another] = ways;
  if (only !== undefined && another === undefined) return only;
  const together = new Set<string>();
  let digits = Number.POSITIVE_INFINITY;
  for (const way of ways) {
    for (const sign of mostTelling(way.oneOfEach)) together.add(sign);
    digits = Math.min(digits, way.digits);
  }
  const isFree = ways.some(({ oneOfEach }) => oneOfEach.length === 0);
  return { oneOfEach: isFree ? [] : [together], digits };
}

function mostTelling(oneOfEach: NeededSigns["oneOfEach"]): Iterable<string> {
  let best: ReadonlySet<string> = new Set();
  let least = Number.POSITIVE_INFINITY;
  for (const signs of oneOfEach) {
    const common = commonness(signs);
    if (common < least) [best, least] = [signs, common];
  }
  return best;
}

/** From the rarest in English on; a space is in nearly every text that has letters, or a number. */
const LETTERS = "zqxjkvbpygfwmucldrhsnioate ";

/** How likely it is that a text has one of the signs. */
export function commonness(signs: ReadonlySet<string>): number {
  let sum = 0;
  for (const sign of signs) sum += 1 + Math.max(0, LETTERS.indexOf(sign)) / 4;
  return sum;
}
