import type * as z from "zod";
import type { Language } from "../../kernel/language.ts";
import type { ForeignFile } from "../../regression/draft/draft.ts";
import type { Findings } from "../../regression/draft/findings.ts";
import { type ForeignDocument, foreignJson, shaped } from "../../regression/draft/foreign-document.ts";
import { agentSchema, entitySchema, entriesSchema, intentSchema, phrasesSchema } from "./schema.ts";

/** What stands in one language in a file of its own: training phrases, or the entries of an entity. */
export interface InLanguage<Item> {
  readonly language: Language;
  readonly document: ForeignDocument;
  readonly items: readonly Item[];
}

export interface AgentIntent extends z.infer<typeof intentSchema> {
  readonly document: ForeignDocument;
  readonly phrases: readonly InLanguage<z.infer<typeof phrasesSchema>[number]>[];
}

export interface AgentEntity extends z.infer<typeof entitySchema> {
  readonly document: ForeignDocument;
  readonly entries: readonly InLanguage<z.infer<typeof entriesSchema>[number]>[];
}

/** An exported agent. */
export interface Agent {
  readonly name: string;
  readonly language: Language;
  readonly intents: readonly AgentIntent[];
  readonly entities: readonly AgentEntity[];
  /** The language of ours that a language tag stands for; `undefined` for others, the agent's own excepted. */
  readonly languageOf: (tag: string) => Language | undefined;
}

const OF_LANGUAGE = /^(.*)_(?:usersays|entries)_([a-z]{2,3}(?:-[a-z]+)?)\.json$/iu;

/**
 * Reads the folder of an unzipped export.
 *
 * @throws FILE_UNREADABLE with file and line
 */
export function readAgent(files: readonly ForeignFile[], findings: Findings): Agent {
  const root = rootOf(files);
  const inside = new Map(
    files.flatMap((file) =>
      file.path.startsWith(root) ? [[file.path.slice(root.length), file] as const] : [],
    ),
  );
  const used = new Set<string>();
  const open = (path: string): ForeignDocument | undefined => {
    const file = inside.get(path);
    if (file === undefined) return undefined;
    used.add(file.path);
    findings.take("files");
    return foreignJson(file);
  };
  const head = open("agent.json");
  const { language: tag, displayName } =
    head === undefined ? agentSchema.parse({}) : shaped(agentSchema, head);
  const languageOf = languageReader(tag);
  if (spoken(tag) === undefined)
    findings.note(
      { file: `${root}agent.json` },
      `language "${tag}"`,
      "this program speaks zh and en; taken for en",
    );
  open("package.json");
  const perLanguage = <Schema extends z.ZodType<readonly unknown[]>>(
    base: string,
    schema: Schema,
  ): readonly InLanguage<z.output<Schema>[number]>[] =>
    [...inside.keys()].sort().flatMap((path): readonly InLanguage<z.output<Schema>[number]>[] => {
      const [, own, written = ""] = OF_LANGUAGE.exec(path) ?? [];
      const language = own === base ? languageOf(written) : undefined;
      const document = language === undefined ? undefined : open(path);
      if (language === undefined || document === undefined) return [];
      return [{ language, document, items: shaped(schema, document) }];
    });
  const named = (folder: string): readonly string[] =>
    [...inside.keys()].filter((path) => isOf(folder, path)).sort();
  const intents = named("intents").flatMap((path): readonly AgentIntent[] => {
    const document = open(path);
    if (document === undefined) return [];
    const phrases = perLanguage(path.slice(0, -".json".length), phrasesSchema);
    return [{ ...shaped(intentSchema, document), document, phrases }];
  });
  const entities = named("entities").flatMap((path): readonly AgentEntity[] => {
    const document = open(path);
    if (document === undefined) return [];
    const entries = perLanguage(path.slice(0, -".json".length), entriesSchema);
    return [{ ...shaped(entitySchema, document), document, entries }];
  });
  for (const { path } of files)
    if (!used.has(path))
      findings.leave("files", { file: path }, path, whyUnused(path.slice(root.length), languageOf));
  const language = spoken(tag) ?? "en";
  return { name: displayName, language, intents, entities, languageOf };
}

/** The folder that holds the agent, for those who unzipped into one. */
function rootOf(files: readonly ForeignFile[]): string {
  const paths = files.map(({ path }) => path).filter((path) => /(?:^|\/)agent\.json$/u.test(path));
  const [shortest = "agent.json"] = paths.sort((one, other) => one.length - other.length);
  return shortest.slice(0, -"agent.json".length);
}

function isOf(folder: string, path: string): boolean {
  const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "";
  return name.endsWith(".json") && !name.includes("/") && !OF_LANGUAGE.test(name);
}

function spoken(tag: string): Language | undefined {
  const [main] = tag.toLowerCase().split("-");
  return main === "zh" || main === "en" ? main : undefined;
}

/** A text without a tag is in the agent's own language, and that language is taken for English if it is neither. */
function languageReader(own: string): Agent["languageOf"] {
  return (tag) =>
    spoken(tag) ??
    (tag === "" || tag.toLowerCase() === own.toLowerCase() ? (spoken(own) ?? "en") : undefined);
}

function whyUnused(path: string, languageOf: Agent["languageOf"]): string {
  const [, , tag] = OF_LANGUAGE.exec(path) ?? [];
  if (tag !== undefined && languageOf(tag) === undefined) return `its language, ${tag}, is not spoken here`;
  if (tag !== undefined) return "there is no intent or entity file that it belongs to";
  if (/smalltalk/iu.test(path)) return "small talk; write it as intents and dialogs";
  return /\.(?:js|ts|py)$/u.test(path) ? "code of a webhook" : "not a content file of an agent";
}
