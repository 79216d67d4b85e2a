import * as z from "zod";
import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import { type ForeignDocument, shaped } from "../../regression/draft/foreign-document.ts";
import { type ExamplePart, readExample } from "./example.ts";
import { readMarkdown } from "./markdown-nlu.ts";
import { placeIn, type RasaFiles, type Section, sectionsNamed } from "./sections.ts";
import type { TrainingEntry, TrainingLine } from "./training-entry.ts";

export interface TrainingExample {
  readonly parts: readonly ExamplePart[];
  readonly at: ForeignPlace;
}

/** What a Rasa bot learns from. An intent may have entries in several files. */
export interface TrainingData {
  readonly intents: ReadonlyMap<string, readonly TrainingExample[]>;
  readonly entries: readonly TrainingEntry[];
}

/** @throws FILE_UNREADABLE when an entry does not have the shape that Rasa documents */
export function readTrainingData(files: RasaFiles, findings: Findings): TrainingData {
  const entries = [
    ...sectionsNamed(files, "nlu").flatMap((section) => entriesOf(section, findings)),
    ...files.markdown.flatMap(({ file, text }) => readMarkdown(file, text, findings)),
  ];
  const intents = new Map<string, TrainingExample[]>();
  const add = (name: string, example: TrainingExample): void =>
    void intents.set(name, [...(intents.get(name) ?? []), example]);
  for (const { kind, name, lines } of entries) {
    if (kind !== "intent") continue;
    if (!intents.has(name)) intents.set(name, []);
    for (const { text, at } of lines) add(name, { parts: readExample(text), at });
  }
  for (const document of files.json)
    for (const { intent, example } of jsonExamples(document, findings)) add(intent, example);
  return { intents, entries };
}

const lines = z.union([z.string(), z.array(z.union([z.string(), z.looseObject({ text: z.string() })]))]);
const entry = z.looseObject({
  intent: z.string().optional(),
  synonym: z.coerce.string().optional(),
  regex: z.string().optional(),
  lookup: z.string().optional(),
  examples: lines.optional(),
  metadata: z.unknown().optional(),
});

const kinds = ["intent", "synonym", "regex", "lookup"] as const;

function entriesOf(section: Section, findings: Findings): readonly TrainingEntry[] {
  const { document, key, value } = section;
  return shaped(z.array(entry), document, value, [key]).flatMap((item, index): readonly TrainingEntry[] => {
    const at = placeIn(section, [index]);
    const kind = kinds.find((name) => item[name] !== undefined);
    const name = kind === undefined ? undefined : item[kind];
    if (kind === undefined || name === undefined) {
      const keys = Object.keys(item).join(", ");
      findings.note(at, `training data with ${keys}`, "not known to this importer");
      return [];
    }
    if (item.metadata !== undefined)
      findings.note(placeIn(section, [index, "metadata"]), `metadata of "${name}"`, "has no place here");
    return [{ kind, name, at, lines: linesOf(item.examples ?? "", section, index, findings) }];
  });
}

/** The lines of `examples: |`, or of a list of texts with metadata. */
function linesOf(
  examples: z.infer<typeof lines>,
  section: Section,
  index: number,
  findings: Findings,
): readonly TrainingLine[] {
  const path = [index, "examples"];
  if (typeof examples === "string") return dashed(examples, placeIn(section, path));
  return examples.flatMap((item, place) => {
    const at = placeIn(section, [...path, place]);
    if (typeof item === "string") return [{ text: item.trim(), at }];
    const [first] = dashed(item.text, at);
    const text = first?.text ?? item.text.trim();
    for (const key of Object.keys(item))
      if (key !== "text") findings.note(at, `"${key}" of the example "${text}"`, "has no place here");
    return [{ text, at }];
  });
}

/** The entries of a block: each line that begins with a dash, with what is indented below it. */
function dashed(block: string, { file, line = 0 }: ForeignPlace): readonly TrainingLine[] {
  const found: { text: string; at: ForeignPlace }[] = [];
  for (const [index, written] of block.split("\n").entries()) {
    const [, text] = /^\s*-\s+(.*)$/u.exec(written) ?? [];
    const last = found.at(-1);
    if (text !== undefined) found.push({ text: text.trim(), at: { file, line: line + 1 + index } });
    else if (written.trim() !== "" && last !== undefined) last.text += ` ${written.trim()}`;
    else if (written.trim() !== "") found.push({ text: written.trim(), at: { file, line } });
  }
  return found.filter(({ text }) => text !== "");
}

const jsonData = z.looseObject({
  rasa_nlu_data: z.looseObject({
    common_examples: z
      .array(
        z.looseObject({
          text: z.string(),
          intent: z.string().optional(),
          entities: z
            .array(
              z.looseObject({
                start: z.int(),
                end: z.int(),
                entity: z.string(),
                value: z.coerce.string().optional(),
              }),
            )
            .optional(),
        }),
      )
      .default([]),
  }),
});

function jsonExamples(
  document: ForeignDocument,
  findings: Findings,
): readonly { readonly intent: string; readonly example: TrainingExample }[] {
  const { rasa_nlu_data: data } = shaped(jsonData, document);
  const at = (key: string, index: number): ForeignPlace => ({
    file: document.file,
    line: document.lineOf(["rasa_nlu_data", key, index]),
  });
  for (const key of Object.keys(data))
    if (key !== "common_examples")
      findings.note(
        { file: document.file, line: document.lineOf(["rasa_nlu_data", key]) },
        key,
        "put it into nlu.yml",
      );
  return data.common_examples.flatMap(({ text, intent, entities = [] }, index) => {
    if (intent === undefined) {
      findings.leave("utterances", at("common_examples", index), `"${text}"`, "an example without an intent");
      return [];
    }
    const parts: ExamplePart[] = [];
    let readTo = 0;
    for (const { start, end, entity, value } of [...entities].sort((a, b) => a.start - b.start)) {
      if (start < readTo || end <= start) continue;
      const words = text.slice(start, end);
      parts.push({ text: text.slice(readTo, start) });
      parts.push({ text: words, entity, ...(value === undefined || value === words ? {} : { value }) });
      readTo = end;
    }
    parts.push({ text: text.slice(readTo) });
    return [{ intent, example: { parts, at: at("common_examples", index) } }];
  });
}
