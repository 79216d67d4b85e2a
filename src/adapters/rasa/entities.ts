import { type SystemEntityName, systemEntityNames } from "../../kernel/entities.ts";
import type { DraftEntity, Renaming } from "../../regression/draft/draft.ts";
import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import { type ForeignValue, listEntity } from "../../regression/draft/list-entity.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { linearPattern } from "../../text/linear-pattern.ts";
import type { RasaDomain } from "./domain.ts";
import type { TrainingData } from "./training-data.ts";

/** The entities of ours, and what those of Rasa have become. */
export interface EntityPlan {
  readonly entities: readonly DraftEntity[];
  /** By Rasa's name; `undefined` when there is nothing to find it by. */
  readonly nameOf: (original: string) => string | undefined;
  /** What a value, or a synonym of it, is called in an entity of ours. */
  readonly valueOf: (entity: string, value: string) => string | undefined;
  readonly renamed: () => readonly Renaming[];
}

/** What Duckling and spaCy find, where this program finds the same by itself. */
const BUILT_IN: Readonly<Record<string, SystemEntityName>> = {
  number: "number",
  ordinal: "number",
  cardinal: "number",
  "amount-of-money": "money",
  money: "money",
  percent: "percentage",
  percentage: "percentage",
  time: "date",
  date: "date",
  duration: "duration",
  "phone-number": "phone",
  "credit-card-number": "bankCard",
};

interface Sources {
  readonly at: ForeignPlace;
  /** What was marked, and what it stands for. */
  readonly marked: Map<string, { readonly texts: Set<string>; readonly at: ForeignPlace }>;
  readonly patterns: string[];
}

/** Decides of each entity whether it is a list, a pattern or built in; what is none of these is listed. */
export function planEntities(domain: RasaDomain, data: TrainingData, findings: Findings): EntityPlan {
  const sources = gathered(domain, data, findings);
  const names = namesOf("entity", systemEntityNames);
  const own = new Map<string, string>();
  const ids = new Map<string, ReadonlyMap<string, string>>();
  const entities: DraftEntity[] = [];
  for (const [original, source] of sources) {
    const builtIn = BUILT_IN[original.toLowerCase()];
    if (source.patterns.length === 0 && builtIn !== undefined) {
      own.set(original, builtIn);
      findings.take("entities");
      if (original === "time")
        findings.note(source.at, `entity "time"`, `became "date"; times of day are the entity "time" here`);
      continue;
    }
    const name = names.nameOf(original);
    const made = entityOf(name, original, source, findings);
    if (made === undefined) continue;
    own.set(original, name);
    ids.set(name, made.idOf);
    entities.push(made.entity);
    findings.take("entities");
  }
  return {
    entities,
    nameOf: (original) => own.get(original),
    valueOf: (entity, value) => ids.get(entity)?.get(value),
    renamed: names.renamed,
  };
}

function entityOf(
  name: string,
  original: string,
  { at, marked, patterns }: Sources,
  findings: Findings,
): { readonly entity: DraftEntity; readonly idOf: ReadonlyMap<string, string> } | undefined {
  const values = [...marked].map(
    ([value, { texts, at: place }]): ForeignValue => ({ value, synonyms: [...texts], at: place }),
  );
  // Marked words of a pattern are examples of it, not values.
  if (patterns.length > 0) return { entity: { entity: name, patterns }, idOf: new Map() };
  const list = listEntity(name, values, findings);
  if (list !== undefined) return list;
  const why = "there is no value, pattern or built-in entity to find it by; write it into intents/entities/";
  findings.leave("entities", at, `entity "${original}"`, why);
  return undefined;
}

/** Everything that is known of each entity: marks, synonyms, lookup tables, regular expressions, values of slots. */
function gathered(
  { entities, slots }: RasaDomain,
  { intents, entries }: TrainingData,
  findings: Findings,
): ReadonlyMap<string, Sources> {
  const found = new Map<string, Sources>();
  const of = (name: string, at: ForeignPlace): Sources => {
    const known = found.get(name) ?? { at, marked: new Map(), patterns: [] };
    found.set(name, known);
    return known;
  };
  const add = ({ marked }: Sources, value: string, text: string, at: ForeignPlace): void => {
    const known = marked.get(value) ?? { texts: new Set<string>(), at };
    known.texts.add(text);
    marked.set(value, known);
  };
  for (const [name, at] of entities) of(name, at);
  // A slot of fixed values that no entity fills is filled by a list of its own.
  for (const { name, type, values = [], mappings = [], at } of slots.values())
    if (type === "categorical" && !mappings.some((mapping) => mapping.type === "from_entity"))
      for (const value of values) if (value !== "__other__") add(of(name, at), value, value, at);
  for (const { kind, name, lines, at } of entries) {
    if (kind === "lookup") {
      for (const line of lines) add(of(name, at), line.text, line.text, line.at);
      findings.take("lookup tables");
    }
    if (kind === "regex")
      takePatterns(name, at, lines, entities.has(name) ? of(name, at) : undefined, findings);
  }
  const stands = new Map(
    entries.flatMap(({ kind, name, lines }) =>
      kind === "synonym" ? lines.map(({ text }) => [text.toLowerCase(), name] as const) : [],
    ),
  );
  for (const examples of intents.values())
    for (const { parts, at } of examples)
      for (const { text, entity, value } of parts)
        if (entity !== undefined)
          add(of(entity, at), value ?? stands.get(text.toLowerCase()) ?? text, text, at);
  for (const { kind, name, lines, at } of entries) {
    if (kind !== "synonym") continue;
    const homes = [...found.values()].filter(({ marked }) => marked.has(name));
    for (const home of homes) for (const { text } of lines) add(home, name, text, at);
    if (homes.length > 0) findings.take("synonyms");
    else findings.leave("synonyms", at, `synonyms of "${name}"`, "no entity has this value");
  }
  return found;
}

function takePatterns(
  name: string,
  at: ForeignPlace,
  lines: readonly { readonly text: string; readonly at: ForeignPlace }[],
  entity: Sources | undefined,
  findings: Findings,
): void {
  if (entity === undefined) {
    findings.leave(
      "regular expressions",
      at,
      `regex "${name}"`,
      "a hint for Rasa's classifier; no entity has the name",
    );
    return;
  }
  const good = lines.filter((line) => {
    const compiled = linearPattern(line.text);
    if (!("message" in compiled) && !compiled.matchesNothing) return true;
    const why = "message" in compiled ? compiled.message : "It matches the empty text, too.";
    findings.note(line.at, `regex "${line.text}" of "${name}"`, why);
    return false;
  });
  entity.patterns.push(...good.map(({ text }) => text));
  if (good.length > 0) findings.take("regular expressions");
  else findings.leave("regular expressions", at, `regex "${name}"`, "none of its lines can be used");
}
