import type { AuthoredEntity } from "../../kernel/entities.ts";
import type { Entity } from "../../kernel/understanding.ts";
import { alignText } from "../../text/align-text.ts";
import type { Lexicon } from "../../text/lexicon.ts";
import { pinyinReader } from "../../text/pinyin.ts";
import type { FoundEntity } from "./found-entity.ts";
import { listFinder } from "./list-entities.ts";
import { patternFinder } from "./pattern-entities.ts";
import { sensitiveSystemEntities } from "./sensitive-system-entities.ts";
import { findEntities } from "./system-entities.ts";
import { unitText } from "./unit-text.ts";

/** The entities of a text, the authors' own and those of the system. */
export interface EntityFinder {
  /** In the order of the normalised text; entities of different names may overlap. */
  find(normalized: string): readonly FoundEntity[];
  /** The same entities as they stand in the text the customer typed, of which `found` were found. */
  place(text: string, found: readonly FoundEntity[]): readonly Entity[];
}

/** @param authored entities whose patterns compile */
export function entityFinder(
  authored: readonly AuthoredEntity[],
  { polyphones }: Pick<Lexicon, "polyphones">,
): EntityFinder {
  const readAloud = pinyinReader(polyphones);
  const lists = authored.flatMap((entity) => (entity.type === "list" ? listFinder(entity, readAloud) : []));
  const patterns = authored.flatMap((entity) => (entity.type === "list" ? [] : patternFinder(entity)));
  const sensitive = new Set(authored.filter((entity) => entity.sensitive).map(({ name }) => name));
  const isSensitive = (name: string) => sensitive.has(name) || sensitiveSystemEntities.has(name);

  return {
    find(normalized) {
      const units = unitText(normalized);
      const found = [
        ...lists.flatMap((find) => find(units)),
        ...patterns.flatMap((find) => find(normalized)),
        ...findEntities(normalized),
      ];
      return found.sort((a, b) => a.start - b.start || b.end - a.end);
    },
    place(text, found) {
      if (found.length === 0) return [];
      const { originOf } = alignText(text);
      return found.map(({ name, value, ...part }) => ({
        name,
        value,
        ...originOf(part),
        ...(isSensitive(name) ? { sensitive: true as const } : {}),
      }));
    },
  };
}
