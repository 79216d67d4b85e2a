import { type Language, languages } from "../kernel/language.ts";
import { identifyLanguage } from "../text/language.ts";
import { normalize } from "../text/normalize.ts";
import { readYesNo } from "../text/yesno.ts";

export const yesNoAnswers = ["yes", "no", "unclear"] as const;

/** What an answer to a yes/no question says; `unclear` when it says neither. */
export type YesNoAnswer = (typeof yesNoAnswers)[number];

/** A text that answers an open yes/no question, and what a person reads in it. */
export interface YesNoRow {
  readonly text: string;
  readonly answer: YesNoAnswer;
}

/** How many answers were read as they are labelled. */
export interface YesNoFigures {
  readonly n: number;
  readonly right: number;
  /** 0 to 1; null when there were no answers. */
  readonly share: number | null;
  /** How many labelled with one answer were read as one: all nine pairs, rows of a label together. */
  readonly table: readonly YesNoCell[];
}

export interface YesNoCell {
  readonly answer: YesNoAnswer;
  readonly read: YesNoAnswer;
  readonly n: number;
}

export interface YesNoReport extends YesNoFigures {
  readonly languages: readonly (YesNoFigures & { readonly language: Language })[];
  /** Every answer that was read as another, in the order given. */
  readonly misread: readonly ReadRow[];
}

interface ReadRow extends YesNoRow {
  readonly language: Language;
  readonly read: YesNoAnswer;
}

/** Measures how answers to an open yes/no question are read. What tells no language ("1", "?") counts as Chinese. */
export function yesNoReport(rows: readonly YesNoRow[]): YesNoReport {
  const all = rows.map(read);
  return {
    ...figures(all),
    languages: languages.map((language) => ({
      language,
      ...figures(all.filter((row) => row.language === language)),
    })),
    misread: all.filter((row) => row.read !== row.answer),
  };
}

function read({ text, answer }: YesNoRow): ReadRow {
  const normalized = normalize(text);
  return {
    text,
    answer,
    language: identifyLanguage(normalized) ?? "zh",
    read: readYesNo(normalized, { answering: true }) ?? "unclear",
  };
}

function figures(rows: readonly ReadRow[]): YesNoFigures {
  const right = rows.filter((row) => row.read === row.answer).length;
  return {
    n: rows.length,
    right,
    share: rows.length === 0 ? null : right / rows.length,
    table: yesNoAnswers.flatMap((answer) =>
      yesNoAnswers.map((as) => ({
        answer,
        read: as,
        n: rows.filter((row) => row.answer === answer && row.read === as).length,
      })),
    ),
  };
}
