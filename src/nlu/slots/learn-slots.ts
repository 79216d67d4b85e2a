import { languages } from "../../kernel/language.ts";
import { alignText, type TextSpan } from "../../text/align-text.ts";
import { readMarkup, type SlotMark } from "../../text/slot-markup.ts";
import type { Corpus, CorpusIntent } from "../corpus.ts";
import type { EntityFinder } from "../entities/entity-finder.ts";
import { surroundings } from "./surroundings.ts";

/** The slots of an intent, with what its authors' markup taught about them. As a model file holds it. */
export interface LearnedSlots {
  readonly intent: string;
  readonly slots: readonly { readonly slot: string; readonly entity: string }[];
  readonly roles: readonly LearnedRole[];
}

/** In what surroundings an entity filled a slot; those of entities that filled none stand under `NO_SLOT`. */
export interface LearnedRole {
  readonly entity: string;
  readonly slot: string;
  /** How many entities were seen in this role. */
  readonly seen: number;
  /** Of how many of them each thing around them was true. */
  readonly features: readonly (readonly [feature: string, seen: number])[];
}

/** No slot can be called so. */
export const NO_SLOT = "";

/**
 * Learns from marked utterances which surroundings go with which slot. Utterances without a mark teach nothing, and so
 * do marks on what is no entity.
 *
 * @param corpus with its markup, that is, not yet `canonical`
 * @returns for every intent that has slots, whatever the order of the corpus
 */
export function learnSlots({ intents }: Corpus, finder: EntityFinder): readonly LearnedSlots[] {
  return intents
    .filter(({ slots }) => Object.keys(slots).length > 0)
    .map((intent) => ({
      intent: intent.name,
      slots: Object.entries(intent.slots)
        .map(([slot, entity]) => ({ slot, entity }))
        .sort((one, other) => (one.slot < other.slot ? -1 : 1)),
      roles: rolesOf(intent, finder),
    }))
    .sort((one, other) => (one.intent < other.intent ? -1 : 1));
}

interface Counted {
  readonly entity: string;
  readonly slot: string;
  seen: number;
  readonly features: Map<string, number>;
}

function rolesOf(intent: CorpusIntent, finder: EntityFinder): readonly LearnedRole[] {
  const roles = new Map<string, Counted>();
  const count = (entity: string, slot: string, features: readonly string[]): void => {
    const key = `${entity} ${slot}`;
    const role = roles.get(key) ?? { entity, slot, seen: 0, features: new Map<string, number>() };
    roles.set(key, role);
    role.seen++;
    for (const feature of features) role.features.set(feature, (role.features.get(feature) ?? 0) + 1);
  };
  for (const utterance of new Set(languages.flatMap((language) => intent.utterances[language]))) {
    const { text, marks } = readMarkup(utterance);
    if (marks.length === 0) continue;
    const { normalized, originOf } = alignText(text);
    const found = finder.find(normalized);
    for (const entity of new Set(Object.values(intent.slots))) {
      const rivals = found.filter(({ name }) => name === entity);
      for (const rival of rivals) {
        const slot = slotAt(marks, originOf(rival), (name) => intent.slots[name] === entity);
        count(entity, slot, surroundings(normalized, rival, rivals));
      }
    }
  }
  return [...roles]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { features, ...role }]) => ({
      ...role,
      features: [...features].sort(([one], [other]) => (one < other ? -1 : 1)),
    }));
}

function slotAt(
  marks: readonly SlotMark[],
  { start, end }: TextSpan,
  fits: (slot: string) => boolean,
): string {
  const mark = marks.find(({ slot, ...part }) => fits(slot) && part.start < end && start < part.end);
  return mark?.slot ?? NO_SLOT;
}
