import { systemEntityNames } from "../../kernel/entities.ts";
import type { DraftEntity } from "../../regression/draft/draft.ts";
import { type ListEntityDraft, listEntity } from "../../regression/draft/list-entity.ts";
import { type Names, namesOf } from "../../regression/draft/names.ts";
import { linearPattern } from "../../text/linear-pattern.ts";
import type { BotpressBot, Placed } from "./bot-files.ts";
import type { BotpressEntity } from "./bot-schema.ts";
import type { Findings } from "./findings.ts";

/** The entities of a bot, and what each of their names stands for in our files. */
export interface TranslatedEntities {
  /** All there are. Slots ask for system entities by and by, so it is called when all have asked. */
  readonly all: () => readonly DraftEntity[];
  /** `undefined` when nothing of ours finds such a thing. */
  readonly entityFor: (name: string) => string | undefined;
  /** What a slot holds when one of our entities has found this value of theirs. */
  readonly valueFor: (entity: string, value: string) => string;
}

/** The system entities that have one of ours. The others are distances, temperatures and the like. */
const systemEntities: Readonly<Record<string, string>> = {
  amountOfMoney: "money",
  number: "number",
  ordinal: "number",
  quantity: "number",
  duration: "duration",
  phoneNumber: "phone",
  time: "date",
};

/** System entities that a pattern finds as well. */
const systemPatterns: Readonly<Record<string, string>> = {
  email: "[a-z0-9._%+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+",
  url: "https?://[^\\s]+",
};

export function translateEntities(bot: BotpressBot, findings: Findings): TranslatedEntities {
  const names = namesOf("entity", systemEntityNames);
  const own = new Map<string, DraftEntity>();
  const values = new Map<string, ListEntityDraft["idOf"]>();
  for (const placed of bot.entities) {
    const { entity, idOf } = entityOf(placed, names, findings) ?? {};
    if (entity !== undefined) own.set(placed.value.name, entity);
    if (entity !== undefined && idOf !== undefined) values.set(entity.entity, idOf);
  }
  const patterns = new Map<string, DraftEntity>();
  const entityFor = (name: string): string | undefined => {
    const bare = name.replace(/^@?(?:system|sys|list|pattern|custom)\./u, "");
    const found = own.get(bare)?.entity ?? systemEntities[bare];
    if (found !== undefined) return found;
    const pattern = systemPatterns[bare];
    if (pattern === undefined) return undefined;
    const made = patterns.get(bare) ?? { entity: names.nameOf(bare), pattern };
    patterns.set(bare, made);
    return made.entity;
  };
  return {
    all: () => [...own.values(), ...patterns.values()],
    entityFor,
    valueFor: (entity, value) => values.get(entity)?.get(value) ?? value,
  };
}

function entityOf(
  placed: Placed<BotpressEntity>,
  names: Names,
  findings: Findings,
): Partial<ListEntityDraft> | undefined {
  const { name, type, sensitive, pattern, regex } = placed.value;
  const add = (why: string): undefined => {
    findings.add(placed, [], `entity "${name}"`, why);
  };
  if (type === "system") return undefined;
  if (type === "list")
    return listOf(placed, names.nameOf(name), findings) ?? add("a list without values; left out");
  if (type !== "pattern") return add(`an entity of the kind "${type}", which is not known; left out`);
  const expression = pattern ?? regex ?? "";
  const compiled = linearPattern(expression);
  if ("message" in compiled) return add(`its pattern cannot be used: ${compiled.message}`);
  if (compiled.matchesNothing) return add("its pattern fits the empty text; left out");
  if (placed.value.matchCase) add("its pattern minds upper and lower case; here it does not");
  return { entity: { entity: names.nameOf(name), pattern: expression, ...(sensitive && { sensitive }) } };
}

function listOf(
  placed: Placed<BotpressEntity>,
  entity: string,
  findings: Findings,
): ListEntityDraft | undefined {
  const { sensitive, fuzzy, occurrences, occurences, values } = placed.value;
  const listed = occurrences ?? occurences ?? values ?? [];
  const key = occurrences ? "occurrences" : occurences ? "occurences" : "values";
  const foreign = listed.map(({ name, synonyms }, index) => ({
    value: name,
    synonyms,
    at: { file: placed.file, line: placed.lineOf([key, index]) },
  }));
  const list = listEntity(entity, foreign, findings.noted);
  if (list === undefined) return undefined;
  const isExact = fuzzy === 1 || fuzzy === false;
  return {
    ...list,
    entity: { ...list.entity, ...(isExact && { fuzzy: false }), ...(sensitive && { sensitive }) },
  };
}
