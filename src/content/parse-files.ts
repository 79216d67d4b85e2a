import type * as z from "zod";
import type { SystemEntityName } from "../kernel/entities.ts";
import { type Milliseconds, milliseconds } from "../kernel/time.ts";
import type { CareCue, Intent, Labels, SlotDeclaration } from "./bot.ts";
import { patternId } from "./bot.ts";
import type { ContentDocument, Path } from "./document.ts";
import type { ParsedDialog } from "./parsed-dialog.ts";
import { dialogSchema, patternSchema, patternsSchema, requiredPatterns } from "./schema/dialog-schema.ts";
import { intentSchema } from "./schema/intent-schema.ts";
import { slotsOf } from "./slots.ts";
import type { Place, Problem } from "./source.ts";
import { parseSteps, reservedNames } from "./steps.ts";
import { validate } from "./validate.ts";
import { localize, phraseKey } from "./wording.ts";

/** Something read from a file, or everything wrong with it. */
export type Parsed<Value> =
  | { readonly value: Value; readonly problems: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/**
 * Reads `intents/<name>.yaml`.
 *
 * @param entities the names of the entities that slots may ask for
 */
export function parseIntent(document: ContentDocument, entities: readonly string[]): Parsed<Intent> {
  const checked = validate(intentSchema, document, document.value);
  if ("problems" in checked) return checked;
  const { intent, title, contexts, utterances, not } = checked.value;
  const { slots, marks, problems } = slotsOf(document, checked.value, entities);
  return {
    value: {
      name: intent,
      title: localize(title),
      contexts,
      utterances,
      not: { zh: not?.zh ?? [], en: not?.en ?? [] },
      slots,
      marks,
      at: document.locate(["intent"]),
    },
    problems: [...nameProblems(document, intent, "intent"), ...problems],
  };
}

/** Reads `dialogs/<name>.yaml`. */
export function parseDialog(document: ContentDocument): Parsed<ParsedDialog> {
  const checked = validate(dialogSchema, document, document.value);
  if ("problems" in checked) return checked;
  const { dialog, title, start, resume, slots, was, steps } = checked.value;
  const parsed = parseSteps(document, steps, ["steps"]);
  return {
    value: {
      id: dialog,
      title: localize(title),
      kind: "dialog",
      quiet: false,
      intents: start?.intents ?? [],
      phrases: start?.phrases ?? [],
      resume,
      slots: Object.fromEntries(
        Object.entries(slots ?? {}).map(([name, slot]) => [name, declarationOf(slot)]),
      ),
      was: was ?? [],
      steps: parsed.steps,
      at: document.locate(["dialog"]),
    },
    problems: [
      ...nameProblems(document, dialog, "dialog"),
      ...reservedProblems(document, dialog),
      ...parsed.problems,
    ],
  };
}

/** Slots hold what their entities are: amounts and counts are numbers, everything else is text. */
function declarationOf({
  type,
  entity,
  sensitive,
}: NonNullable<z.infer<typeof dialogSchema>["slots"]>[string]): SlotDeclaration {
  const own = entity !== undefined && numeric.has(entity) ? "number" : "text";
  return { type: type ?? own, sensitive, ...(entity === undefined ? {} : { entity }) };
}

const numeric: ReadonlySet<string> = new Set<SystemEntityName>(["money", "number", "percentage", "period"]);

/** What `dialogs/_patterns.yaml` holds. */
export interface ParsedPatterns {
  readonly labels: Labels;
  readonly checkQuestion: Labels[keyof Labels];
  readonly dialogs: readonly ParsedDialog[];
  readonly silenceMs: Milliseconds;
  readonly care: readonly CareCue[];
  /** The intents that care names, and where. */
  readonly careIntents: readonly (Place & { readonly intent: string })[];
}

/** Reads `dialogs/_patterns.yaml`. */
export function parsePatterns(document: ContentDocument): Parsed<ParsedPatterns> {
  const checked = validate(patternsSchema, document, document.value);
  if ("problems" in checked) return checked;
  const problems: Problem[] = [];
  const dialogs: ParsedDialog[] = [];
  for (const [name, raw] of Object.entries(checked.value.patterns)) {
    const parsed = parsePattern(document, name, raw, ["patterns", name]);
    problems.push(...parsed.problems);
    if ("value" in parsed) dialogs.push(parsed.value);
  }
  for (const name of requiredPatterns) {
    if (Object.hasOwn(checked.value.patterns, name)) continue;
    const place = document.locateKey(["patterns"]);
    problems.push({
      ...place,
      severity: "error",
      rule: "pattern-missing",
      message: `The pattern "${name}" is missing.`,
    });
  }
  const { yes, no, solved, unsolved, human, bot, call } = checked.value.labels;
  const labels = {
    yes: localize(yes),
    no: localize(no),
    solved: localize(solved),
    unsolved: localize(unsolved),
    human: localize(human),
    bot: localize(bot),
    call: localize(call),
  };
  const { silence, check } = checked.value;
  const care = Object.entries(checked.value.care).map(([kind, cue]): CareCue => {
    const { words, intents, pattern } = cue;
    if (pattern !== undefined && !Object.hasOwn(checked.value.patterns, pattern)) {
      problems.push({
        ...document.locate(["care", kind, "pattern"]),
        severity: "error",
        rule: "target-missing",
        message: `There is no pattern "${pattern}".`,
      });
    }
    const said = pattern === undefined ? {} : { pattern };
    return { kind, words: words.map(phraseKey), intents, ...said };
  });
  const careIntents = Object.entries(checked.value.care).flatMap(([kind, { intents }]) =>
    intents.map((intent, index) => ({ intent, ...document.locate(["care", kind, "intents", index]) })),
  );
  const silenceMs = milliseconds(silence.after);
  return {
    value: { labels, checkQuestion: localize(check.question), dialogs, silenceMs, care, careIntents },
    problems,
  };
}

function parsePattern(
  document: ContentDocument,
  name: string,
  raw: unknown,
  path: Path,
): Parsed<ParsedDialog> {
  const checked = validate(patternSchema, document, raw, path);
  if ("problems" in checked) return checked;
  const { start, quiet, steps }: z.infer<typeof patternSchema> = checked.value;
  const parsed = parseSteps(document, steps, [...path, "steps"]);
  return {
    value: {
      id: patternId(name),
      title: { zh: name, en: name },
      kind: "pattern",
      quiet,
      intents: start?.intents ?? [],
      phrases: start?.phrases ?? [],
      resume: "silent",
      slots: {},
      was: [],
      steps: parsed.steps,
      at: document.locateKey(path),
    },
    problems: parsed.problems,
  };
}

function reservedProblems(document: ContentDocument, name: string): readonly Problem[] {
  if (!reservedNames.has(name)) return [];
  const message = `A dialog cannot be called "${name}": as a target the word means something else.`;
  return [{ ...document.locate(["dialog"]), severity: "error", rule: "dialog-name", message }];
}

/** A file is found by its name, so the name inside must be the same. */
export function nameProblems(document: ContentDocument, name: string, key: string): readonly Problem[] {
  const base = document.file.replace(/^.*\//u, "").replace(/\.ya?ml$/u, "");
  if (base === name) return [];
  return [
    {
      ...document.locate([key]),
      severity: "error",
      rule: "file-name",
      message: `The ${key} is called "${name}" but stands in ${document.file}.`,
      hint: `Rename the file to ${name}.yaml.`,
    },
  ];
}
