import type { Bot } from "../../content/bot.ts";
import { type Breach, lawNames } from "./law.ts";
import { lengthOf } from "./path.ts";
import { stateKeys } from "./state-key.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";
import { unreachedSteps } from "./unreached-steps.ts";
import { type Limits, Walk } from "./walk.ts";
import { worldOf } from "./world.ts";

/** What walking through a bot has shown. */
export interface Exploration {
  readonly surroundings: readonly Surroundings[];
  readonly states: number;
  readonly transitions: number;
  /** Not everything was walked: what was not refuted is not proven either. */
  readonly gaveUp: boolean;
  /** In the order of the laws; of each law, shortest first. One for each place that breaks a law in one way. */
  readonly breaches: readonly FoundBreach[];
}

/** A breach, and the surroundings it was found in. */
export interface FoundBreach extends Breach {
  readonly surroundings: Surroundings;
}

/** Walks through every state that conversations with a bot can come to, and holds all of them to the laws. */
export function explore(bot: Bot, limits: Limits): Exploration {
  const keyOf = stateKeys(bot, limits.depth);
  const surroundings = surroundingsOf(bot);
  const reached = new Set<string>();
  const found = new Map<string, FoundBreach>();
  let states = 0;
  let transitions = 0;
  let gaveUp = false;
  for (const around of surroundings) {
    const walk = new Walk(worldOf(bot, around), keyOf, reached, {
      ...limits,
      maxStates: limits.maxStates - states,
    });
    const stopped = walk.go();
    gaveUp ||= stopped;
    states += walk.graph.nodes.length;
    transitions += walk.graph.transitions;
    for (const breach of walk.breaches(!stopped)) {
      const key = `${breach.law} ${breach.step} ${breach.message}`;
      const known = found.get(key);
      if (known === undefined || lengthOf(breach.path) < lengthOf(known.path))
        found.set(key, { ...breach, surroundings: around });
    }
  }
  const [first] = surroundings;
  const unreached = gaveUp || first === undefined ? [] : unreachedSteps(bot, reached);
  const all = [
    ...found.values(),
    ...unreached.flatMap((breach) => (first === undefined ? [] : [{ ...breach, surroundings: first }])),
  ];
  return { surroundings, states, transitions, gaveUp, breaches: inOrder(all) };
}

function inOrder(breaches: readonly FoundBreach[]): readonly FoundBreach[] {
  return [...breaches].sort(
    (a, b) => lawNames.indexOf(a.law) - lawNames.indexOf(b.law) || lengthOf(a.path) - lengthOf(b.path),
  );
}
