import * as z from "zod";
import type { Findings } from "../../regression/draft/findings.ts";
import { type ForeignDocument, shaped, unreadable } from "../../regression/draft/foreign-document.ts";
import type { Convo, ConvoStep, Instruction, Material, ScriptingMemory } from "./convo.ts";
import { type ConvoLine, stepOf } from "./lines.ts";

const said = z.union([
  z.string(),
  z.array(z.union([z.string(), z.number(), z.record(z.string(), z.unknown())])),
  z.null(),
]);
const step = z.record(z.string(), said);
const convo = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  steps: z.array(step).default([]),
});
const memory = z.looseObject({
  header: z.looseObject({ name: z.coerce.string() }),
  values: z.record(z.string(), z.coerce.string()),
});
const file = z.looseObject({
  convos: z.array(convo).default([]),
  partialConvos: z.array(convo).default([]),
  utterances: z.record(z.string(), z.array(z.coerce.string())).default({}),
  scriptingMemory: z.array(memory).default([]),
});

/**
 * Reads Botium's YAML or JSON: any of `convos`, `partialConvos`, `utterances` and `scriptingMemory`.
 *
 * @throws FILE_UNREADABLE with file and line
 */
export function readObjects(document: ForeignDocument, findings: Findings): Material {
  const read = shaped(file, document);
  const at = (path: readonly (string | number)[]) => ({ file: document.file, line: document.lineOf(path) });
  const known = Object.keys(file.shape);
  for (const key of Object.keys(read))
    if (!known.includes(key)) findings.note(at([key]), `section "${key}"`, "not known to this importer");
  const convosOf = (key: "convos" | "partialConvos"): readonly Convo[] =>
    read[key].map(({ name, description, steps }, index) => ({
      name,
      at: at([key, index]),
      ...(description === undefined ? {} : { description }),
      steps: steps.map((one, place) => readStep(one, [key, index, "steps", place], document)),
    }));
  const memories: readonly ScriptingMemory[] =
    read.scriptingMemory.length === 0
      ? []
      : [
          {
            name: document.file,
            at: at(["scriptingMemory"]),
            rows: read.scriptingMemory.map(({ header, values }) => ({
              name: header.name,
              values: dollared(values),
            })),
          },
        ];
  return {
    convos: convosOf("convos"),
    partials: convosOf("partialConvos"),
    utterances: Object.entries(read.utterances).map(([name, texts]) => ({
      name,
      texts,
      at: at(["utterances", name]),
    })),
    memories,
  };
}

const SENDERS: readonly ConvoStep["sender"][] = ["me", "bot", "begin", "end", "include"];

function readStep(
  written: z.infer<typeof step>,
  path: readonly (string | number)[],
  document: ForeignDocument,
): ConvoStep {
  const line = document.lineOf(path);
  const [key = "", ...others] = Object.keys(written);
  const sender = SENDERS.find((known) => known === key);
  if (sender === undefined || others.length > 0)
    throw unreadable(
      document.file,
      line,
      `a step has one of ${SENDERS.join(", ")}, and not ${Object.keys(written).join(" and ")}`,
    );
  const content = written[sender] ?? [];
  const lines = (typeof content === "string" ? [content] : content).flatMap((item): readonly ConvoLine[] => {
    if (typeof item === "string") return item.split("\n");
    return [typeof item === "number" ? String(item) : instructionOf(item, line, document)];
  });
  return stepOf(sender, lines, { file: document.file, line });
}

/** `{asserter: BUTTONS, args: […]}`, or `{BUTTONS: […]}` with NOT_ or OPTIONAL_ before the name. */
function instructionOf(
  item: Readonly<Record<string, unknown>>,
  line: number,
  document: ForeignDocument,
): Instruction {
  const named = ["asserter", "logichook", "logicHook", "userinput", "userInput"].find((key) => key in item);
  if (named !== undefined)
    return {
      name: String(item[named]),
      args: argsOf(item["args"]),
      not: item["not"] === true,
      optional: item["optional"] === true,
    };
  const [[key, args] = ["", undefined]] = Object.entries(item);
  const [, optional = "", not = "", name = ""] = /^(OPTIONAL_|\?)?(NOT_|!)?(.*)$/u.exec(key) ?? [];
  if (!/^[A-Z][A-Z_]+$/u.test(name))
    throw unreadable(document.file, line, `"${key}" is no instruction of Botium`);
  return { name, args: argsOf(args), not: not !== "", optional: optional !== "" };
}

function argsOf(args: unknown): readonly string[] {
  if (args === undefined || args === null) return [];
  return (Array.isArray(args) ? args : [args]).map(String);
}

/** In YAML variables may stand without their dollar sign. */
function dollared(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.startsWith("$") ? name : `$${name}`, value]),
  );
}
