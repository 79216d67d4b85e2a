import type { FoundEntity } from "../entities/found-entity.ts";
import { type LearnedRole, type LearnedSlots, NO_SLOT } from "./learn-slots.ts";
import { surroundings } from "./surroundings.ts";

/** More entities of one name in one message are a list, not an order to exchange two of them. */
const MOST_RIVALS = 6;

/** An assignment must be this many times as likely as the next, or slots stay empty: a wrong bank is worse than none. */
const CLEAR_LEAD = 3;

/**
 * Fills an intent's slots with the entities of a text. A slot that shares its entity with no other takes the entity
 * that fits best, the first of equals. Slots that share one are told apart by the surroundings in marked utterances;
 * where these do not tell, they stay empty.
 */
export function fillSlots(
  { slots, roles }: LearnedSlots,
  normalized: string,
  found: readonly FoundEntity[],
): Readonly<Record<string, string>> {
  const filled: [string, string][] = [];
  for (const entity of new Set(slots.map((declared) => declared.entity))) {
    const sharing = slots.filter((declared) => declared.entity === entity).map(({ slot }) => slot);
    const rivals = found.filter(({ name }) => name === entity).slice(0, MOST_RIVALS);
    const fitOf = roleFit(roles.filter((role) => role.entity === entity));
    const fits = rivals.map((rival) => {
      const around = surroundings(normalized, rival, rivals);
      return { rival, fits: new Map([...sharing, NO_SLOT].map((slot) => [slot, fitOf(slot, around)])) };
    });
    const [only, another] = sharing;
    if (only !== undefined && another === undefined) filled.push(...bestFor(only, fits));
    else filled.push(...likeliest(sharing, fits));
  }
  return Object.fromEntries(filled.sort(([one], [other]) => (one < other ? -1 : 1)));
}

interface Fitted {
  readonly rival: FoundEntity;
  /** By slot: how well the entity fits, as a logarithm of a probability. */
  readonly fits: ReadonlyMap<string, number>;
}

type Filled = readonly (readonly [slot: string, value: string])[];

function bestFor(slot: string, fitted: readonly Fitted[]): [string, string][] {
  let best: FoundEntity | undefined;
  let bestLead = 0;
  for (const { rival, fits } of fitted) {
    const fit = fits.get(slot) ?? -Infinity;
    // Without a mark there is nothing to go by, and the first is the best.
    const lead = fit === -Infinity ? 0 : fit - (fits.get(NO_SLOT) ?? 0);
    if (best === undefined ? lead >= 0 : lead > bestLead) [best, bestLead] = [rival, lead];
  }
  return best === undefined ? [] : [[slot, best.value]];
}

/** The assignment of entities to slots that is likeliest as a whole. */
function likeliest(slots: readonly string[], fitted: readonly Fitted[]): [string, string][] {
  const ways: { readonly filled: Filled; readonly fit: number }[] = [];
  const assign = (at: number, open: readonly string[], filled: Filled, fit: number): void => {
    const next = fitted[at];
    if (next === undefined) return void ways.push({ filled, fit });
    for (const slot of [...open, NO_SLOT]) {
      const rest = open.filter((other) => other !== slot);
      const taken = slot === NO_SLOT ? filled : [...filled, [slot, next.rival.value] as const];
      assign(at + 1, rest, taken, fit + (next.fits.get(slot) ?? 0));
    }
  };
  assign(0, slots, [], 0);
  const [best, second] = ways.sort((one, other) => other.fit - one.fit);
  const isClear = best !== undefined && second !== undefined && best.fit - second.fit >= Math.log(CLEAR_LEAD);
  return isClear ? best.filled.map(([slot, value]) => [slot, value]) : [];
}

/** Added to every count, so that what was around a single entity does not decide. */
const SMOOTHING = 0.5;

/**
 * Naive Bayes over what stands around an entity. A slot that no utterance marks fits nothing. That an entity fills no
 * slot is at most as likely as its least likely slot, unless utterances have left such entities unmarked.
 */
function roleFit(roles: readonly LearnedRole[]): (slot: string, around: readonly string[]) => number {
  const total = roles.reduce((sum, { seen }) => sum + seen, 0);
  const everywhere = new Set(roles.flatMap(({ features }) => features.map(([feature]) => feature)));
  const known = new Map(
    roles.map(({ slot, seen, features }) => [slot, { seen, withFeature: new Map(features) }]),
  );

  return function fit(slot, around): number {
    const role = known.get(slot);
    if (role === undefined && slot !== NO_SLOT) return -Infinity;
    if (role === undefined)
      return Math.min(0, ...[...known.keys()].map((other) => fit(other, around))) - Math.LN2;
    let sum = Math.log(role.seen / total);
    for (const feature of around) {
      // What no utterance has around an entity tells nothing.
      if (!everywhere.has(feature)) continue;
      const seen = role.withFeature.get(feature) ?? 0;
      sum += Math.log((seen + SMOOTHING) / (role.seen + 2 * SMOOTHING));
    }
    return sum;
  };
}
