import * as z from "zod";
import type { ForeignFile, Untranslated } from "../../regression/draft/draft.ts";
import { type ForeignDocument, foreignJson, shaped } from "../../regression/draft/foreign-document.ts";
import {
  type BotpressElement,
  type BotpressEntity,
  type BotpressFlow,
  type BotpressIntent,
  type BotpressQna,
  type BotpressScenario,
  configSchema,
  elementsSchema,
  entitySchema,
  flowSchema,
  intentSchema,
  qnaFileSchema,
  scenarioSchema,
} from "./bot-schema.ts";

/** Something read from a file, and where it stands. */
export interface Placed<Value> {
  readonly value: Value;
  readonly file: string;
  /** The line, from 1, of a part of it. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** A Botpress v12 bot folder. */
export interface BotpressBot {
  readonly name: string | undefined;
  readonly defaultLanguage: string | undefined;
  readonly intents: readonly Placed<BotpressIntent>[];
  readonly entities: readonly Placed<BotpressEntity>[];
  /** By path without the ending: `main`, `faq/returns`. */
  readonly flows: ReadonlyMap<string, Placed<BotpressFlow>>;
  /** By path as nodes name them: `skills/choice-1b8623.flow.json`. */
  readonly skills: ReadonlyMap<string, Placed<BotpressFlow>>;
  /** By id. */
  readonly elements: ReadonlyMap<string, Placed<BotpressElement>>;
  readonly qnas: readonly Placed<BotpressQna>[];
  readonly scenarios: readonly (Placed<BotpressScenario> & { readonly name: string })[];
  /** Files that have no place in our content. */
  readonly left: readonly Untranslated[];
}

/**
 * Reads the files of a bot, wherever its folder begins.
 *
 * @throws FILE_UNREADABLE with file and line, when one is no JSON or not of the shape that Botpress writes
 */
export function readBotpressBot(files: readonly ForeignFile[]): BotpressBot {
  const kinds = files.map((file) => ({ file, ...kindOf(file.path) }));
  const read = <Schema extends z.ZodType>(kind: Kind, schema: Schema) =>
    kinds
      .filter((found) => found.kind === kind)
      .map(({ file, name }) => ({ name, ...placed(foreignJson(file), schema) }));
  const wire = read("wire", wireSchema);
  const elements = read("elements", elementsSchema).flatMap((list) => eachOf(list));
  const qnaFiles = read("qna", qnaFileSchema);
  const [config] = read("config", configSchema);
  return {
    name: config?.value.name,
    defaultLanguage: config?.value.defaultLanguage ?? wire[0]?.value.language,
    intents: [...read("intent", intentSchema), ...wire.flatMap((file) => partsOf(file, "intents"))],
    entities: [...read("entity", entitySchema), ...wire.flatMap((file) => partsOf(file, "entities"))],
    flows: new Map(read("flow", flowSchema).map((flow) => [flow.name, flow])),
    skills: new Map(read("skill", flowSchema).map((flow) => [`skills/${flow.name}.flow.json`, flow])),
    elements: new Map(
      [...elements, ...qnaFiles.flatMap(elementsIn)].map((element) => [element.value.id, element]),
    ),
    qnas: qnaFiles.flatMap(qnasIn),
    scenarios: read("scenario", scenarioSchema),
    left: kinds.flatMap(({ file, kind, why }) =>
      kind === "left" ? [{ file: file.path, what: "the whole file", why: why ?? "" }] : [],
    ),
  };
}

type Kind =
  | "config"
  | "intent"
  | "entity"
  | "flow"
  | "skill"
  | "elements"
  | "qna"
  | "scenario"
  | "wire"
  | "left"
  | "none";

/** What a file holds, going by its path; the first pattern that fits counts. `none` has nothing that anybody wrote. */
const kinds: readonly (readonly [pattern: RegExp, kind: Kind, why?: string])[] = [
  [/(?:^|\/)intents\/__qna__[^/]*\.json$/u, "none"],
  [/(?:^|\/)intents\/(.+)\.json$/u, "intent"],
  [/(?:^|\/)entities\/(.+)\.json$/u, "entity"],
  [/(?:^|\/)flows\/skills\/(.+)\.flow\.json$/u, "skill"],
  [/(?:^|\/)flows\/(.+)\.flow\.json$/u, "flow"],
  [/\.ui\.json$/u, "none"],
  [/(?:^|\/)content-elements\/(.+)\.json$/u, "elements"],
  [/(?:^|\/)qna\/(.+)\.json$/u, "qna"],
  [/(?:^|\/)qna[^/]*\.json$/u, "qna"],
  [/(?:^|\/)scenarios\/(.+)\.json$/u, "scenario"],
  [/(?:^|\/)bot\.config\.json$/u, "config"],
  [
    /(?:^|\/)(?:actions|hooks|libraries)\//u,
    "left",
    "code; connect the shop's systems through an integration",
  ],
  [/(?:^|\/)media\//u, "left", "a file for customers; put it where the shop keeps its images"],
  [/(?:^|\/)config\//u, "left", "settings of a Botpress module"],
  [/\.json$/u, "wire"],
  [/(?:^|\/)\.[^/]*$/u, "none"],
  [/./u, "left", "not a file that Botpress keeps content in"],
];

function kindOf(path: string): { readonly kind: Kind; readonly name: string; readonly why?: string } {
  for (const [pattern, kind, why] of kinds) {
    const match = pattern.exec(path);
    if (match !== null) return { kind, name: match[1] ?? path, ...(why === undefined ? {} : { why }) };
  }
  return { kind: "none", name: path };
}

/** What the studio sends to the NLU server. */
const wireSchema = z.object({
  language: z.string().optional(),
  intents: z.array(intentSchema).default([]),
  entities: z.array(entitySchema).default([]),
});

function placed<Schema extends z.ZodType>(
  document: ForeignDocument,
  schema: Schema,
): Placed<z.output<Schema>> {
  return { value: shaped(schema, document), file: document.file, lineOf: document.lineOf };
}

function eachOf<Value>(
  list: Placed<readonly Value[]>,
  base: readonly (string | number)[] = [],
): readonly Placed<Value>[] {
  return list.value.map((value, index) => ({
    value,
    file: list.file,
    lineOf: (path) => list.lineOf([...base, index, ...path]),
  }));
}

function partsOf<Key extends "intents" | "entities">(
  wire: Placed<z.output<typeof wireSchema>>,
  key: Key,
): readonly Placed<z.output<typeof wireSchema>[Key][number]>[] {
  const list: readonly z.output<typeof wireSchema>[Key][number][] = wire.value[key];
  return eachOf({ ...wire, value: list }, [key]);
}

function qnasIn(file: Placed<z.output<typeof qnaFileSchema>>): readonly Placed<BotpressQna>[] {
  const { value } = file;
  if (Array.isArray(value)) return eachOf({ ...file, value });
  return "qnas" in value ? eachOf({ ...file, value: value.qnas }, ["qnas"]) : [{ ...file, value }];
}

function elementsIn(file: Placed<z.output<typeof qnaFileSchema>>): readonly Placed<BotpressElement>[] {
  const { value } = file;
  if (Array.isArray(value) || !("qnas" in value)) return [];
  return eachOf({ ...file, value: value.contentElements ?? [] }, ["contentElements"]);
}
