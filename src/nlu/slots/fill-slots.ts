import type { FoundEntity } from "../entities/found-entity.ts";
import { type LearnedRole, type LearnedSlots, NO_SLOT } from "./learn-slots.ts";
import { surroundings } from "./surroundings.ts";

/** More entities of one name in one message are a list, not an order to exchange two of them. */
const MOST_RIVALS = 6;

/** A slot holds what has at least this share of all likelihood, or nothing: a wrong bank is worse than none. */
const CLEAR_SHARE = 0.75;

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
    if (rivals.length === 0) continue;
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

/** What each slot holds in most of all ways to assign the entities, each way counted by how likely it is. */
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
  // Measured from the best: far below it, exp() would give nothing for all of them.
  const best = Math.max(...ways.map(({ fit }) => fit));
  const weighed = ways.map(({ filled, fit }) => ({ filled, weight: Math.exp(fit - best) }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return slots.flatMap((slot) => {
    const weightOf = new Map<string, number>();
    for (const { filled, weight } of weighed) {
      const value = filled.find(([taken]) => taken === slot)?.[1];
      if (value !== undefined) weightOf.set(value, (weightOf.get(value) ?? 0) + weight);
    }
    const clear = [...weightOf].filter(([, weight]) => weight >= CLEAR_SHARE * total);
    return clear.map(([value]): [string, string] => [slot, value]);
  });
}

/**
 * Added to every count. Few utterances are marked, so what stands around one of them must count for much: of the slots
 * of the bot's own card.change, each utterance left out in turn, 0.5 fills 77 % right, 0.1 82 %, and both 10 % wrong.
 */
const SMOOTHING = 0.1;

/**
 * Naive Bayes over what stands around an entity. A slot that no utterance marks fits nothing. That an entity fills no
 * slot is as likely as authors have left such entities unmarked; to their surroundings one entity in average ones is
 * added, so that it can be told even when none was left unmarked.
 */
function roleFit(roles: readonly LearnedRole[]): (slot: string, around: readonly string[]) => number {
  const total = roles.reduce((sum, { seen }) => sum + seen, 0);
  const known = new Map(
    roles.map(({ slot, seen, features }) => [slot, { seen, withFeature: new Map(features) }]),
  );
  const everywhere = new Map<string, number>();
  for (const [feature, seen] of roles.flatMap(({ features }) => features)) {
    everywhere.set(feature, (everywhere.get(feature) ?? 0) + seen);
  }

  return function fit(slot, around): number {
    const role = known.get(slot);
    if (role === undefined && slot !== NO_SLOT) return -Infinity;
    const { seen, withFeature } = role ?? { seen: 0, withFeature: new Map<string, number>() };
    let sum = Math.log((seen + SMOOTHING) / (total + SMOOTHING));
    for (const feature of around) {
      const seenAnywhere = everywhere.get(feature);
      // What no utterance has around an entity tells nothing.
      if (seenAnywhere === undefined) continue;
      const seenHere = withFeature.get(feature) ?? 0;
      const average = (seenAnywhere + SMOOTHING) / (total + 2 * SMOOTHING);
      const share =
        slot === NO_SLOT
          ? (seenHere + average) / (seen + 1)
          : (seenHere + SMOOTHING) / (seen + 2 * SMOOTHING);
      sum += Math.log(share);
    }
    return sum;
  };
}
