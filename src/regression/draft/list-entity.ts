import { phraseKey } from "../../content/wording.ts";
import type { DraftEntity } from "./draft.ts";
import { writtenLanguage } from "./draft-utterance.ts";
import type { Findings, ForeignPlace } from "./findings.ts";
import { namesOf } from "./names.ts";

/** A value of a list in another product, and what customers call it. */
export interface ForeignValue {
  readonly value: string;
  readonly synonyms: readonly string[];
  readonly at: ForeignPlace;
}

/** An entity of ours, and what its values are called in it. */
export interface ListEntityDraft {
  readonly entity: DraftEntity;
  /** By the value, or a synonym, of the other product. */
  readonly idOf: ReadonlyMap<string, string>;
}

/** What the schema of entities takes. */
const LONGEST_NAME = 60;

/** A list of values as an entity of ours; `undefined` when no value is left. What cannot be a name is listed. */
export function listEntity(
  name: string,
  values: readonly ForeignValue[],
  findings: Findings,
): ListEntityDraft | undefined {
  const ids = namesOf("value");
  const owners = new Map<string, string>();
  const idOf = new Map<string, string>();
  const isFree = (value: string, text: string, at: ForeignPlace): boolean => {
    const key = phraseKey(text);
    const owner = owners.get(key);
    const left = (why: string): false => {
      findings.note(at, `"${text}" of the entity "${name}"`, why);
      return false;
    };
    if (owner === value) return false;
    if (owner !== undefined) return left(`is a name of "${owner}", too; kept there`);
    if (key.length < 2) return left("a name needs two characters or more, or it is found inside other words");
    if (text.length > LONGEST_NAME) return left(`longer than ${LONGEST_NAME} characters`);
    owners.set(key, value);
    return true;
  };
  const listed = values.flatMap(({ value, synonyms, at }) => {
    const names = [value, ...synonyms].filter((text) => isFree(value, text, at));
    const [label, ...others] = names;
    if (label === undefined) return [];
    const id = ids.nameOf(value);
    for (const text of [value, ...synonyms]) if (!idOf.has(text)) idOf.set(text, id);
    const own = { zh: [] as string[], en: [] as string[] };
    for (const text of others) own[writtenLanguage(text)].push(text);
    const rest = Object.fromEntries(Object.entries(own).filter(([, texts]) => texts.length > 0));
    return [{ value: id, label, ...(others.length === 0 ? {} : { synonyms: rest }) }];
  });
  return listed.length === 0 ? undefined : { entity: { entity: name, values: listed }, idOf };
}
