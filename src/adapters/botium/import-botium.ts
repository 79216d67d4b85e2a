import type { Draft, DraftSuite, ForeignFile } from "../../regression/draft/draft.ts";
import { type Findings, newFindings } from "../../regression/draft/findings.ts";
import { foreignJson, foreignYaml } from "../../regression/draft/foreign-document.ts";
import { namesOf } from "../../regression/draft/names.ts";
import type { Convo, Material } from "./convo.ts";
import { caseOf } from "./convo-case.ts";
import { readConvo, readMemory, readUtterances } from "./text-files.ts";
import { readObjects } from "./yaml-files.ts";

/**
 * Botium's convos as dialog tests, a suite for each folder. Botium tests a bot and is none, so this brings tests alone.
 *
 * @throws FILE_UNREADABLE with file and line
 */
export function importBotium(foreign: readonly ForeignFile[]): Draft {
  const findings = newFindings();
  const material = readMaterial(foreign, findings);
  const used = new Set<unknown>();
  const names = namesOf("dialog");
  const byFolder = new Map<string, DraftSuite["cases"][number][]>();
  for (const convo of material.convos) {
    const made = caseOf(convo, material, used, findings);
    if (made === undefined) continue;
    findings.take("convos");
    const folder = folderOf(convo);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), made]);
  }
  countUsed(material, used, findings);
  const suites = [...byFolder].map(([folder, cases]): DraftSuite => {
    const name = folder === "" ? "botium" : folder;
    return { file: names.nameOf(name), suite: name, cases };
  });
  return {
    languages: [],
    intents: [],
    entities: [],
    dialogs: [],
    suites,
    renamed: [],
    untranslated: findings.untranslated(),
    counts: findings.counts(),
  };
}

function folderOf({ at }: Convo): string {
  return at.file.includes("/") ? at.file.replace(/\/[^/]*$/u, "") : "";
}

function readMaterial(files: readonly ForeignFile[], findings: Findings): Material {
  const all = files.map((file): Partial<Material> | undefined => {
    if (file.path.endsWith(".convo.txt")) return { convos: [readConvo(file)] };
    if (file.path.endsWith(".pconvo.txt")) return { partials: [readConvo(file)] };
    if (file.path.endsWith(".utterances.txt")) return { utterances: [readUtterances(file)] };
    if (file.path.endsWith(".scriptingmemory.txt")) return { memories: [readMemory(file)] };
    if (/\.ya?ml$/u.test(file.path)) return readObjects(foreignYaml(file), findings);
    if (file.path.endsWith(".json") && !/(?:^|\/)(?:botium|package)[^/]*\.json$/u.test(file.path))
      return readObjects(foreignJson(file), findings);
    return undefined;
  });
  for (const [index, file] of files.entries()) {
    if (all[index] !== undefined) findings.take("files");
    else findings.leave("files", { file: file.path }, file.path, whyUnused(file.path));
  }
  return {
    convos: all.flatMap((one) => one?.convos ?? []),
    partials: all.flatMap((one) => one?.partials ?? []),
    utterances: all.flatMap((one) => one?.utterances ?? []),
    memories: all.flatMap((one) => one?.memories ?? []),
  };
}

function whyUnused(path: string): string {
  if (/\.(?:xlsx|csv)$/u.test(path)) return "a table; export it from Botium as text or YAML first";
  if (path.endsWith(".json")) return "how Botium reaches the bot it tests; not needed here";
  return "not a file of Botium's scripts";
}

/** What the convos use comes over with them; the rest is listed. */
function countUsed(
  { partials, utterances, memories }: Material,
  used: ReadonlySet<unknown>,
  findings: Findings,
): void {
  const kinds = [
    ["partial convos", "partial convo", partials],
    ["utterances", "utterances", utterances],
    ["scripting memories", "scripting memory", memories],
  ] as const;
  for (const [kind, what, things] of kinds)
    for (const thing of things) {
      if (used.has(thing)) findings.take(kind);
      else findings.leave(kind, thing.at, `${what} "${thing.name}"`, "no convo that came over uses it");
    }
}
