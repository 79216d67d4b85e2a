import type { Bot } from "../content/bot.ts";
import { phraseKey } from "../content/wording.ts";
import type { HeardPart } from "../dialog/heard.ts";
import type { Origin } from "../dialog/state.ts";
import type { Visit } from "../dialog/turn.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { type Dimension, type Goal, goalKey, goalsOf, understood } from "./coverage-goals.ts";
import { quotedPatterns } from "./coverage-ways.ts";

/** What one event of a conversation passed through. */
export interface Passage {
  readonly trace: readonly Visit[];
  /** Which steps spoke. */
  readonly said: readonly { readonly origin: Origin }[];
  /** What the customer wrote, when that is what happened; `parts` are its sentences, when there is more than one. */
  readonly heard?: {
    readonly text: string;
    readonly understanding: Understanding;
    readonly parts?: readonly HeardPart[];
  };
}

/** A goal, and how often it was reached. */
export interface Reached extends Goal {
  readonly times: number;
}

/** How much of a bot conversations have been through, in the order it is written. */
export type Coverage = Readonly<Record<Dimension, readonly Reached[]>>;

/** Measures what conversations have been through. What the bot does not have, as it is now, is passed over. */
export function coverageOf(bot: Bot, passages: Iterable<Passage>): Coverage {
  const times = new Map<string, number>();
  const quoted = quotedPatterns(bot);
  for (const passage of passages) {
    for (const key of reachedBy(bot, quoted, passage)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  const { steps, edges, outcomes, options, intents } = goalsOf(bot);
  const counted = (goal: Goal): Reached => ({
    ...goal,
    times: goal.by.reduce((sum, key) => sum + (times.get(key) ?? 0), 0),
  });
  const left = new Map<string, number>();
  const measured = edges.map(counted);
  for (const { dialog, step, times: taken } of measured) {
    const key = goalKey({ dialog, ...(step === undefined ? {} : { step }) });
    left.set(key, Math.max(left.get(key) ?? 0, taken));
  }
  return {
    // A button is pressed, and a wait is over, long after their step was come to.
    steps: steps
      .map(counted)
      .map((step) => ({ ...step, times: step.times || (left.get(goalKey(step)) ?? 0) })),
    edges: measured,
    outcomes: outcomes.map(counted),
    options: options.map(counted),
    intents: intents.map(counted),
  };
}

/** The keys of all that one event reached. */
function reachedBy(bot: Bot, quoted: ReadonlyMap<string, boolean>, passage: Passage): readonly string[] {
  const { trace, said } = passage;
  const words = said.map(({ origin }) => origin).filter(({ dialog }) => quoted.has(dialog));
  return [...trace, ...words, ...beginnings(bot, passage)].map(goalKey);
}

/** The starts that an event took, and the intents that were understood for certain. */
function beginnings(bot: Bot, { trace, said, heard }: Passage): readonly Pick<Goal, "dialog" | "way">[] {
  if (heard === undefined) return [];
  const come = new Set(
    [...trace, ...said.map(({ origin }) => origin)].map(({ dialog, step }) => `${dialog}#${step}`),
  );
  const isBegun = (id: string): boolean => come.has(`${id}#${bot.dialogs.get(id)?.first}`);
  const found = new Map<string, Pick<Goal, "dialog" | "way">>();
  const add = (dialog: string, way: string): void => void found.set(`${dialog} ${way}`, { dialog, way });
  for (const [index, { text, understanding }] of [heard, ...(heard.parts ?? [])].entries()) {
    const phrased = bot.startByPhrase.get(phraseKey(text));
    const isPhrase = phrased !== undefined && isBegun(phrased);
    // Words that are known by heart go before any guess.
    if (isPhrase) add(phrased, "phrase");
    const top = understanding.verdict === "unknown" ? undefined : understanding.intents[0]?.name;
    const meant = top === undefined ? undefined : bot.startByIntent.get(top);
    if (top === undefined || meant === undefined) continue;
    if (!isPhrase && isBegun(meant)) add(meant, `intent:${top}`);
    // A sentence of several counts where something came of it.
    if (understanding.verdict === "sure" && (index === 0 || isBegun(meant))) add(meant, understood(top));
  }
  return [...found.values()];
}
