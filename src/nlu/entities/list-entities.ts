import type { ListEntity } from "../../kernel/entities.ts";
import type { ReadAloud } from "../../text/pinyin.ts";
import { type FoundEntity, withoutOverlaps } from "./found-entity.ts";
import { type ListName, namesOf } from "./list-names.ts";
import { isHidden, isMistyped, isWritten, soundsLike, spanOf } from "./name-match.ts";
import { runLengths, type TextUnit } from "./text-units.ts";
import type { UnitText } from "./unit-text.ts";

/** Finds the values of one list in a text: in its order, without overlaps, the longest first. */
export type FindListValues = (text: UnitText) => readonly FoundEntity[];

/** Whether units of a text, as many as the name has, are the name. */
type IsName = (name: ListName, window: readonly TextUnit[]) => boolean;

/** Names by how they begin, so that few of them have to be compared at each place of a text. */
type NamesByStart = ReadonlyMap<string, readonly ListName[]>;

/**
 * A finder of a list's values by their labels and synonyms, from two characters on. With `fuzzy` also by what sounds
 * the same (照商银行), by pinyin (zhaohang), and by one slip in a word of five letters or a name of three characters.
 *
 * Spans come from the names alone. Words of the dictionary only rule out what is likely to be part of them: 其中信息
 * does not name 中信, and 中心, a word, is no typo of it.
 */
export function listFinder(entity: ListEntity, readAloud: ReadAloud): FindListValues {
  const names = namesOf(entity, readAloud);
  const byToken = namesByStart(names, ({ tokens }) => [tokens[0] ?? ""]);
  const bySound = namesByStart(names, ({ tokens, sounds }) =>
    sounds[0] ? [tokens[0] ?? "", sounds[0]] : [],
  );
  const byLetter = namesByStart(names, ({ tokens }) => [tokens[0]?.[0] ?? ""]);

  return ({ tokens, sounds, cover }) => {
    const written = lookUp(
      tokens,
      ({ text }) => byToken.get(text),
      (name, window) => isWritten(name, window) && !isHidden(name, window, cover),
    );
    if (!entity.fuzzy) return withoutOverlaps(written);
    const sounding = lookUp(
      sounds(),
      ({ text, sound = "" }) => together(bySound.get(text), bySound.get(sound)),
      (name, window) => soundsLike(name, window, cover),
    );
    const mistyped = lookUp(
      tokens,
      ({ text }) => byLetter.get(text[0] ?? ""),
      (name, window) => isMistyped(name, window, cover),
    );
    // Of what is equally long, the first stays: names as they are written before what is only like them.
    return withoutOverlaps([...written, ...sounding, ...mistyped]);
  };

  function lookUp(
    units: readonly TextUnit[],
    namesAt: (unit: TextUnit) => readonly ListName[] | undefined,
    isName: IsName,
  ): readonly FoundEntity[] {
    let runs: readonly number[] | undefined;
    const found: FoundEntity[] = [];
    for (const [at, unit] of units.entries()) {
      const candidates = namesAt(unit);
      if (candidates === undefined) continue;
      runs ??= runLengths(units);
      const longest = runs[at] ?? 0;
      const hits = candidates.filter(
        (name) => name.tokens.length <= longest && isName(name, units.slice(at, at + name.tokens.length)),
      );
      if (hits.length === 0) continue;
      for (const length of new Set(hits.map(({ tokens }) => tokens.length))) {
        const values = new Set(
          hits.filter(({ tokens }) => tokens.length === length).map(({ value }) => value),
        );
        const [value] = values;
        // What is like two values is neither.
        if (value === undefined || values.size > 1) continue;
        found.push({ name: entity.name, value, ...spanOf(units.slice(at, at + length)) });
      }
    }
    return found;
  }
}

function together(
  one: readonly ListName[] | undefined,
  other: readonly ListName[] | undefined,
): readonly ListName[] | undefined {
  return one === undefined || other === undefined ? (one ?? other) : [...one, ...other];
}

function namesByStart(
  names: readonly ListName[],
  startsOf: (name: ListName) => readonly string[],
): NamesByStart {
  const index = new Map<string, ListName[]>();
  for (const name of names) {
    for (const start of new Set(startsOf(name))) {
      const others = index.get(start) ?? [];
      index.set(start, others);
      others.push(name);
    }
  }
  return index;
}
