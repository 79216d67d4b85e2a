import type { ForeignFile } from "../../regression/draft/draft.ts";
import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import {
  type ForeignDocument,
  type ForeignPath,
  foreignJson,
  foreignText,
  foreignYaml,
  unreadable,
} from "../../regression/draft/foreign-document.ts";

/** One top-level key of a Rasa file; a project's sections may be spread over any number of files. */
export interface Section {
  readonly document: ForeignDocument;
  readonly key: string;
  readonly value: unknown;
}

/** The files of a project, by what they are. */
export interface RasaFiles {
  readonly sections: readonly Section[];
  /** Training data in Rasa's old Markdown. */
  readonly markdown: readonly { readonly file: string; readonly text: string }[];
  /** Training data in Rasa's old JSON. */
  readonly json: readonly ForeignDocument[];
}

const KNOWN: ReadonlySet<string> = new Set([
  "nlu",
  "rules",
  "stories",
  "flows",
  "intents",
  "entities",
  "slots",
  "responses",
  "templates",
  "forms",
  "actions",
  "session_config",
  "test_cases",
  "fixtures",
  "metadata",
  "stub_custom_actions",
  "language",
]);

const ENGINE = "a setting of Rasa's own engine; this program trains its own model";

/** What is written beside the bot, and why it does not come over. */
const ASIDE: Readonly<Record<string, string>> = {
  pipeline: ENGINE,
  policies: ENGINE,
  recipe: ENGINE,
  assistant_id: ENGINE,
  importers: ENGINE,
};

/** Sorts the files of a Rasa project. What is none of Rasa's content is listed. */
export function rasaFiles(files: readonly ForeignFile[], findings: Findings): RasaFiles {
  const sections: Section[] = [];
  const markdown: { file: string; text: string }[] = [];
  const json: ForeignDocument[] = [];
  for (const file of files) {
    const leave = (why: string): void => findings.leave("files", { file: file.path }, file.path, why);
    if (/(?:^|\/)\./u.test(file.path)) {
      leave("a hidden file or folder");
    } else if (/(?:^|\/)(?:credentials|endpoints)[^/]*\.ya?ml$/u.test(file.path)) {
      leave("connections and secrets; set up this program's own");
    } else if (/\.ya?ml$/u.test(file.path)) {
      sections.push(...sectionsOf(foreignYaml(file), findings));
      findings.take("files");
    } else if (file.path.endsWith(".md")) {
      const text = foreignText(file);
      const isNlu = /^##\s*(?:intent|synonym|regex|lookup)\s*:/mu.test(text);
      if (isNlu) markdown.push({ file: file.path, text });
      if (isNlu) findings.take("files");
      else leave("no training data; stories in Markdown have to become YAML first (rasa data convert)");
    } else if (file.path.endsWith(".json")) {
      const document = foreignJson(file);
      const isNlu = isRecord(document.value) && isRecord(document.value["rasa_nlu_data"]);
      if (isNlu) json.push(document);
      if (isNlu) findings.take("files");
      else leave("not a file of Rasa's training data");
    } else {
      leave(
        file.path.endsWith(".py") ? "code; connect the actions to a system" : "not a content file of Rasa",
      );
    }
  }
  return { sections, markdown, json };
}

function sectionsOf(document: ForeignDocument, findings: Findings): readonly Section[] {
  const { file, value } = document;
  if (value === null || value === undefined) return [];
  if (!isRecord(value)) throw unreadable(file, 1, "a Rasa file is a map of sections, such as nlu: or flows:");
  return Object.entries(value).flatMap(([key, section]) => {
    if (key === "version" || section === null) return [];
    if (KNOWN.has(key)) return [{ document, key, value: section }];
    const why = ASIDE[key] ?? "not known to this importer";
    findings.note({ file, line: document.lineOf([key]) }, `section "${key}"`, why);
    return [];
  });
}

/** The sections of a key, in the order of the files. */
export function sectionsNamed({ sections }: RasaFiles, ...keys: readonly string[]): readonly Section[] {
  return sections.filter(({ key }) => keys.includes(key));
}

/** Where something stands in a section. */
export function placeIn({ document, key }: Section, path: ForeignPath): ForeignPlace {
  return { file: document.file, line: document.lineOf([key, ...path]) };
}

/** Lists the keys of a map that this importer does not know. */
export function listStrays(
  section: Section,
  value: object,
  path: ForeignPath,
  known: readonly string[],
  of: string,
  findings: Findings,
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    findings.note(
      placeIn(section, [...path, key]),
      `"${key}" of ${of}`,
      "has no place in this program's files",
    );
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
