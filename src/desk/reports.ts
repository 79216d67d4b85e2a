import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Handoff, ReportedAgent } from "./report-handoffs.ts";

/** How long something took: half of all took no longer than the median, nine of ten no longer than p90. */
export interface Spread {
  readonly count: number;
  readonly medianMs: Milliseconds;
  readonly p90Ms: Milliseconds;
}

export interface Ratings {
  readonly count: number;
  /** From 1 to 5. */
  readonly mean: number;
  /** The share of 4 and 5, from 0 to 1. */
  readonly good: number;
}

/** What handoffs came to. A measure is absent when there is nothing to measure. */
export interface Figures extends Counts, Measures {
  readonly wait?: Spread;
}

interface Counts {
  readonly handoffs: number;
  readonly left: number;
  readonly answered: number;
  readonly resolved: number;
  readonly handedBack: number;
  readonly abandoned: number;
  readonly open: number;
}

interface Measures {
  readonly firstResponse?: Spread;
  readonly handling?: Spread;
  readonly rating?: Ratings;
}

/** What one agent did in the handoffs that they had; what came of one is put down to who had it last. */
export interface AgentFigures extends Measures {
  readonly agent: ReportedAgent;
  readonly handoffs: number;
  readonly messages: number;
  readonly resolved: number;
  readonly handedBack: number;
  /** It went on to a colleague, or back in line and no further. */
  readonly passedOn: number;
  readonly open: number;
}

export interface Report {
  readonly total: Figures;
  readonly days: readonly (Figures & { readonly day: string })[];
  readonly hours: readonly (Figures & { readonly hour: number })[];
  readonly queues: readonly (Figures & { readonly queue?: string })[];
  readonly reasons: readonly (Figures & { readonly reason?: string })[];
  readonly intents: readonly (Figures & { readonly intent?: string })[];
  readonly agents: readonly AgentFigures[];
}

/** Day and hour at a place. */
export interface LocalHour {
  /** ISO 8601, such as `2026-01-05`. */
  readonly day: string;
  readonly hour: number;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Reasons may be filled with what a conversation found out, so there may be any number: the rest is one line. */
const MOST_LINES = 50;

/**
 * What handoffs came to, by when they began, by queue, by reason, by intent and by agent.
 *
 * @param handoffs that began on one of the days
 * @param days     all days of the report, in order
 * @param localHour tells the day and the hour of a moment
 */
export function reportOf(
  handoffs: readonly Handoff[],
  days: readonly string[],
  localHour: (at: Timestamp) => LocalHour,
): Report {
  const times = new Map(handoffs.map((handoff) => [handoff, localHour(handoff.begun)]));
  const byDay = groups(handoffs, (handoff) => times.get(handoff)?.day);
  const byHour = groups(handoffs, (handoff) => times.get(handoff)?.hour);
  const reasons = mostFirst(groups(handoffs, ({ reason }) => reason));
  const intents = mostFirst(groups(handoffs, ({ intent }) => intent));
  return {
    total: figuresOf(handoffs),
    days: days.map((day) => ({ day, ...figuresOf(byDay.get(day) ?? []) })),
    hours: HOURS.map((hour) => ({ hour, ...figuresOf(byHour.get(hour) ?? []) })),
    queues: mostFirst(groups(handoffs, ({ queue }) => queue)).map(([queue, all]) => ({
      ...(queue !== undefined && { queue }),
      ...figuresOf(all),
    })),
    reasons: withRest(reasons).map(([reason, all]) => ({
      ...(reason !== undefined && { reason }),
      ...figuresOf(all),
    })),
    intents: withRest(intents).map(([intent, all]) => ({
      ...(intent !== undefined && { intent }),
      ...figuresOf(all),
    })),
    agents: agentsOf(handoffs),
  };
}

function groups<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> {
  const found = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group === undefined) found.set(key, [item]);
    else group.push(item);
  }
  return found;
}

type Group<Key> = readonly [key: Key, all: readonly Handoff[]];

function mostFirst<Key>(grouped: ReadonlyMap<Key, Handoff[]>): readonly Group<Key>[] {
  return [...grouped].sort(([, one], [, other]) => other.length - one.length);
}

/** Those without a name, and those with a rare one, are one line at the end. */
function withRest(grouped: readonly Group<string | undefined>[]): readonly Group<string | undefined>[] {
  const named = grouped.filter(([name]) => name !== undefined);
  const nameless = grouped.filter(([name]) => name === undefined);
  const rest = [...nameless, ...named.slice(MOST_LINES)].flatMap(([, all]) => all);
  const listed = named.slice(0, MOST_LINES);
  return rest.length === 0 ? listed : [...listed, [undefined, rest]];
}

function figuresOf(handoffs: readonly Handoff[]): Figures {
  const outcomes = (outcome: Handoff["outcome"]) => countOf(handoffs, (one) => one.outcome === outcome);
  const wait = spreadOf(known(handoffs, ({ waitMs }) => waitMs));
  return {
    handoffs: handoffs.length,
    left: countOf(handoffs, ({ isLeft }) => isLeft),
    answered: countOf(handoffs, ({ stints }) => stints.length > 0),
    resolved: outcomes("resolved"),
    handedBack: outcomes("handedBack"),
    abandoned: outcomes("abandoned"),
    open: outcomes("open"),
    ...(wait && { wait }),
    ...measuresOf(
      known(handoffs, ({ firstResponseMs }) => firstResponseMs),
      known(handoffs, ({ outcome, stints }) => (outcome === "open" ? undefined : handlingOf(stints))),
      known(handoffs, ({ score }) => score),
    ),
  };
}

function agentsOf(handoffs: readonly Handoff[]): readonly AgentFigures[] {
  const parts = handoffs.flatMap((handoff) =>
    [...groups(handoff.stints, ({ agent }) => agent.id).values()].map((stints) => ({ handoff, stints })),
  );
  const byAgent = groups(parts, ({ stints: [first] }) => first?.agent.id);
  const agents = [...byAgent.values()].flatMap(agentOf);
  return agents.sort(
    (one, other) => other.handoffs - one.handoffs || (one.agent.id < other.agent.id ? -1 : 1),
  );
}

/** A handoff, and what one agent had of it. */
interface Part {
  readonly handoff: Handoff;
  readonly stints: readonly Handoff["stints"][number][];
}

function agentOf(parts: readonly Part[]): readonly AgentFigures[] {
  const agent = parts.at(-1)?.stints.at(-1)?.agent;
  if (agent === undefined) return [];
  const lasts = parts.filter(({ handoff }) => handoff.stints.at(-1)?.agent.id === agent.id);
  const outcomes = (outcome: Handoff["outcome"]) =>
    countOf(lasts, ({ handoff }) => handoff.outcome === outcome);
  const [resolved, handedBack, open] = [outcomes("resolved"), outcomes("handedBack"), outcomes("open")];
  const figures = {
    agent,
    handoffs: parts.length,
    messages: parts.flatMap(({ stints }) => stints).reduce((sum, { messages }) => sum + messages, 0),
    resolved,
    handedBack,
    passedOn: parts.length - resolved - handedBack - open,
    open,
  };
  const measures = measuresOf(
    known(parts, ({ stints }) => known(stints, ({ firstResponseMs }) => firstResponseMs)[0]),
    known(parts, ({ stints }) => handlingOf(stints)),
    known(lasts, ({ handoff: { score } }) => score),
  );
  return [{ ...figures, ...measures }];
}

/** How long agents had it; unknown while one has. */
function handlingOf(stints: Part["stints"]): Milliseconds | undefined {
  const lengths = known(stints, ({ lastedMs }) => lastedMs);
  if (stints.length === 0 || lengths.length < stints.length) return undefined;
  return lengths.reduce((sum, one) => sum + one, 0);
}

function measuresOf(
  responses: readonly Milliseconds[],
  handlings: readonly Milliseconds[],
  scores: readonly number[],
): Measures {
  const [firstResponse, handling, rating] = [spreadOf(responses), spreadOf(handlings), ratingsOf(scores)];
  return {
    ...(firstResponse && { firstResponse }),
    ...(handling && { handling }),
    ...(rating && { rating }),
  };
}

function spreadOf(durations: readonly Milliseconds[]): Spread | undefined {
  // Sorts several times as fast as a list.
  const sorted = Float64Array.from(durations).sort();
  const [medianMs, p90Ms] = [rank(sorted, 0.5), rank(sorted, 0.9)];
  if (medianMs === undefined || p90Ms === undefined) return undefined;
  return { count: sorted.length, medianMs, p90Ms };
}

/** The nearest rank: a value that was there, and none that lies between two. */
function rank(sorted: Float64Array, share: number): number | undefined {
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)];
}

function ratingsOf(scores: readonly number[]): Ratings | undefined {
  if (scores.length === 0) return undefined;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { count: scores.length, mean, good: countOf(scores, (score) => score >= 4) / scores.length };
}

/** What there is of a figure, of whichever there is one. */
function known<Item>(items: readonly Item[], figure: (item: Item) => number | undefined): readonly number[] {
  const found: number[] = [];
  for (const item of items) {
    const value = figure(item);
    if (value !== undefined) found.push(value);
  }
  return found;
}

function countOf<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  let count = 0;
  for (const item of items) if (matches(item)) count += 1;
  return count;
}
