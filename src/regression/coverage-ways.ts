import { type Bot, type Dialog, patternId, type Step } from "../content/bot.ts";
import { type Exit, exitsOf } from "../content/exits.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";

/**
 * The ways out of a step that a conversation can take. A button that asks for a person is answered as every wish for one
 * is, and one that ends or goes back has nothing to end by then: neither leaves the step by a way of its own.
 */
export function waysOf(bot: Pick<Bot, "dialogs">, step: Step): readonly Exit[] {
  return exitsOf(bot, step).filter(({ way, target }) => !way.startsWith("button:") || target.to === "step");
}

/** The patterns whose words the engine says without going through their steps, each with what gives it occasion to. */
const QUOTED = {
  waiting: always,
  unstaffed: always,
  "call-noted": always,
  returned: always,
  repeat: always,
  noted: always,
  closed: ({ queues }) => [...queues.values()].some(({ hours }) => hours !== undefined),
  corrected: ({ dialogs }) =>
    [...dialogs.values()].some(({ slots }) =>
      Object.values(slots).some(({ entity }) => entity !== undefined),
    ),
  // For content that fails; no conversation gets there on purpose.
  done: never,
  error: never,
} as const satisfies Partial<Record<PatternName, (bot: Bot) => boolean>>;

function always(): boolean {
  return true;
}

function never(): boolean {
  return false;
}

/**
 * The patterns that are only ever quoted, and whether the bot can have occasion to: nothing starts them and nothing leads
 * into them, so that their messages can be said and none of their ways be taken.
 */
export function quotedPatterns(bot: Bot): ReadonlyMap<string, boolean> {
  const entered = new Set([...bot.dialogs.values()].flatMap((dialog) => dialogsEnteredFrom(bot, dialog)));
  const quoted = Object.entries(QUOTED).flatMap(([name, occasion]) => {
    const pattern = bot.dialogs.get(patternId(name));
    if (pattern === undefined || entered.has(pattern.id)) return [];
    const isStarted = pattern.intents.length > 0 || pattern.phrases.length > 0;
    return isStarted ? [] : [[pattern.id, occasion(bot)] as const];
  });
  return new Map(quoted);
}

function dialogsEnteredFrom(bot: Bot, { id, steps }: Dialog): readonly string[] {
  const exits = [...steps.values()].flatMap((step) => exitsOf(bot, step));
  return exits.flatMap(({ way, target }) =>
    target.to === "step" && (target.dialog !== id || way.startsWith("button:")) ? [target.dialog] : [],
  );
}
