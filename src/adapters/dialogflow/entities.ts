import { type SystemEntityName, systemEntityNames } from "../../kernel/entities.ts";
import type { DraftEntity, Renaming } from "../../regression/draft/draft.ts";
import type { Findings } from "../../regression/draft/findings.ts";
import { type ForeignValue, listEntity } from "../../regression/draft/list-entity.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { linearPattern } from "../../text/linear-pattern.ts";
import type { AgentEntity } from "./agent-files.ts";

/** The entities of ours, and what those of the agent have become. */
export interface AgentEntities {
  readonly entities: readonly DraftEntity[];
  /** By data type, such as `@size` or `@sys.date`; `undefined` when nothing here finds it. */
  readonly nameOf: (dataType: string) => string | undefined;
  readonly renamed: readonly Renaming[];
}

const SYSTEM: Readonly<Record<string, SystemEntityName>> = {
  "@sys.number": "number",
  "@sys.number-integer": "number",
  "@sys.number-sequence": "number",
  "@sys.cardinal": "number",
  "@sys.ordinal": "number",
  "@sys.percentage": "percentage",
  "@sys.unit-currency": "money",
  "@sys.date": "date",
  "@sys.date-time": "date",
  "@sys.date-period": "date",
  "@sys.time": "time",
  "@sys.duration": "duration",
  "@sys.phone-number": "phone",
};

/** Entities that refer to other entities, as in "@size:size @drink:drink". */
const COMPOSITE = /@[\w.-]+:\w+/u;

export function agentEntities(agent: readonly AgentEntity[], findings: Findings): AgentEntities {
  const names = namesOf("entity", systemEntityNames);
  const known = new Map<string, string>();
  const entities = agent.flatMap((entity): readonly DraftEntity[] => {
    const name = names.nameOf(entity.name);
    const made = entity.isRegexp
      ? patternEntity(name, entity, findings)
      : valuesEntity(name, entity, findings);
    const at = { file: entity.document.file, line: 1 };
    if (typeof made === "string") {
      findings.leave("entities", at, `entity "${entity.name}"`, made);
      return [];
    }
    if (entity.automatedExpansion)
      findings.note(
        at,
        `entity "${entity.name}"`,
        "automated expansion: only what is written down is found here",
      );
    findings.take("entities");
    known.set(`@${entity.name}`, name);
    return [made];
  });
  return {
    entities,
    nameOf: (dataType) => known.get(dataType) ?? SYSTEM[dataType],
    renamed: names.renamed(),
  };
}

function patternEntity(name: string, { entries }: AgentEntity, findings: Findings): DraftEntity | string {
  const sources = entries.flatMap(({ items, document }) =>
    items.flatMap(({ value, synonyms }, index) =>
      (synonyms.length === 0 ? [value] : synonyms).map((source) => ({
        source,
        at: { file: document.file, line: document.lineOf([index]) },
      })),
    ),
  );
  const patterns = new Set<string>();
  for (const { source, at } of sources) {
    const compiled = linearPattern(source);
    if ("message" in compiled) findings.note(at, `regex "${source}" of "${name}"`, compiled.message);
    else if (compiled.matchesNothing)
      findings.note(at, `regex "${source}" of "${name}"`, "It matches the empty text, too.");
    else patterns.add(source);
  }
  return patterns.size === 0
    ? "none of its regular expressions can be used"
    : { entity: name, patterns: [...patterns] };
}

function valuesEntity(name: string, entity: AgentEntity, findings: Findings): DraftEntity | string {
  const values = new Map<string, ForeignValue>();
  for (const { items, document } of entity.entries)
    for (const [index, { value, synonyms }] of items.entries()) {
      if ([value, ...synonyms].some((text) => COMPOSITE.test(text)))
        return "composite: made of other entities; ask for each of them";
      const at = { file: document.file, line: document.lineOf([index]) };
      const before = values.get(value);
      const all = new Set([...(before?.synonyms ?? []), ...synonyms]);
      values.set(value, { value, synonyms: [...all].filter((text) => text !== value), at: before?.at ?? at });
    }
  const list = listEntity(name, [...values.values()], findings);
  if (list === undefined) return "it has no entries that could be found in a text";
  return entity.allowFuzzyExtraction ? list.entity : { ...list.entity, fuzzy: false };
}
