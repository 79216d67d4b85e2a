import type { TalkTurn } from "./test-schema.ts";

/** A talk whose fragments come with certain gaps between them, and what tells it from the others. */
interface SpreadTalk<Placed> {
  readonly talk: readonly Placed[];
  /** To be put behind the case's name; empty when there is nothing to tell apart. */
  readonly label: string;
}

/** A talk for each way its fragments may come in: the gap lists of every turn, each with each. */
export function spreadGaps<Placed extends { readonly turn: TalkTurn }>(
  talk: readonly Placed[],
): readonly SpreadTalk<Placed>[] {
  let spread: readonly SpreadTalk<Placed>[] = [{ talk: [], label: "" }];
  for (const placed of talk) {
    const gaps = gapsOf(placed.turn);
    spread = spread.flatMap((before) =>
      gaps === undefined
        ? [{ ...before, talk: [...before.talk, placed] }]
        : gaps.map((list) => ({
            talk: [...before.talk, { ...placed, turn: withGaps(placed.turn, list) }],
            label: `${before.label} (gaps ${list.join(", ")} ms)`,
          })),
    );
  }
  return spread;
}

function gapsOf(turn: TalkTurn): readonly (readonly number[])[] | undefined {
  return "me" in turn && typeof turn.me === "object" && "fragments" in turn.me ? turn.me.gaps : undefined;
}

function withGaps(turn: TalkTurn, gaps: readonly number[]): TalkTurn {
  if (!("me" in turn) || typeof turn.me !== "object" || !("fragments" in turn.me)) return turn;
  return { ...turn, me: { ...turn.me, gaps: [[...gaps]] } };
}
