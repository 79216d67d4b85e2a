import type { FoundEntity } from "../entities/found-entity.ts";

/** How many characters or words on either side can tell a role. Fewer miss 不用了 in 招行那张卡不用了. */
const REACH = 5;

// A space between Chinese words is a comma: 不用农行了 用招行.
const PART = /\p{Script=Han}|[a-z]+|\d+|[,.;!?]|(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
/** Stands for another entity of the same name, whichever it is. */
const RIVAL = "□";

/**
 * What tells the role of an entity: up to five characters, words or commas before ("<") and behind it (">"), each
 * alone and with its neighbour (解绑 is not 绑), the nearest of them once more ("<<", ">>"), and its place among the
 * entities of the same name ("#1/2").
 *
 * @param rivals all entities of that name in the text, in order
 */
export function surroundings(
  normalized: string,
  entity: FoundEntity,
  rivals: readonly FoundEntity[],
): readonly string[] {
  const place = rivals.indexOf(entity);
  const [previous, next] = [rivals[place - 1], rivals[place + 1]];
  const before = [
    ...(previous === undefined ? [] : [RIVAL]),
    ...partsOf(normalized.slice(previous?.end ?? 0, entity.start)),
  ].slice(-REACH);
  const behind = [
    ...partsOf(normalized.slice(entity.end, next?.start ?? normalized.length)),
    ...(next === undefined ? [] : [RIVAL]),
  ].slice(0, REACH);
  return [
    ...new Set([
      ...[...before, ...pairsOf(before)].map((part) => `<${part}`),
      ...[...behind, ...pairsOf(behind)].map((part) => `>${part}`),
      `<<${before.at(-1) ?? ""}`,
      `>>${behind[0] ?? ""}`,
      `#${place + 1}/${rivals.length}`,
    ]),
  ];
}

function partsOf(text: string): readonly string[] {
  return text.match(PART) ?? [];
}

function pairsOf(parts: readonly string[]): readonly string[] {
  return parts.slice(1).map((part, at) => `${parts[at]} ${part}`);
}
