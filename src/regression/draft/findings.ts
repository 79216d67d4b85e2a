import type { Count, Untranslated } from "./draft.ts";

/** Where something stands in a foreign file; lines count from 1. */
export interface ForeignPlace {
  readonly file: string;
  readonly line?: number;
}

/** What an importer has come across: every thing is either taken over or listed, so that none is dropped unseen. */
export interface Findings {
  /** One thing of a kind has come over. */
  readonly take: (kind: string) => void;
  /** One thing of a kind has no place in our files. */
  readonly leave: (kind: string, at: ForeignPlace, what: string, why: string) => void;
  /** A part of something that came over has not, or wants a person's eye. */
  readonly note: (at: ForeignPlace, what: string, why: string) => void;
  readonly untranslated: () => readonly Untranslated[];
  /** By kind, in the order in which the kinds first came up. */
  readonly counts: () => readonly Count[];
}

export function newFindings(): Findings {
  const untranslated: Untranslated[] = [];
  const tally = new Map<string, { of: number; taken: number }>();
  const count = (kind: string, taken: number): void => {
    const so = tally.get(kind) ?? { of: 0, taken: 0 };
    tally.set(kind, { of: so.of + 1, taken: so.taken + taken });
  };
  const note: Findings["note"] = ({ file, line }, what, why) =>
    void untranslated.push({ file, ...(line === undefined ? {} : { line }), what, why });
  return {
    take: (kind) => count(kind, 1),
    leave: (kind, at, what, why) => {
      count(kind, 0);
      note(at, what, why);
    },
    note,
    untranslated: () => untranslated,
    counts: () => [...tally].map(([what, counted]) => ({ what, ...counted })),
  };
}
