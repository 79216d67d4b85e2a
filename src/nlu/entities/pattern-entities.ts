import type { PatternEntity } from "../../kernel/entities.ts";
import { linearPattern } from "../../text/linear-pattern.ts";
import { type FoundEntity, withoutOverlaps } from "./found-entity.ts";

/**
 * A finder of what an author's patterns match: in the text's order, without overlaps, the longest first.
 *
 * @throws {Error} when a pattern does not compile, which the loader of the content has made sure of
 */
export function patternFinder({
  name,
  patterns,
}: PatternEntity): (normalized: string) => readonly FoundEntity[] {
  const compiled = patterns.map((source) => {
    const pattern = linearPattern(source);
    if ("message" in pattern) throw new Error(`The pattern of "${name}" is refused: ${pattern.message}`);
    return pattern;
  });
  return (normalized) =>
    withoutOverlaps(
      compiled.flatMap((pattern) =>
        pattern.matchAll(normalized).map(({ text, start, end }) => ({ name, value: text, start, end })),
      ),
    );
}
