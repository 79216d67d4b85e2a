import { systemEntityNames } from "../kernel/entities.ts";
import type { Bot, Dialog } from "./bot.ts";
import { checkIntent } from "./check-step.ts";
import { compileDialog, reachOf } from "./compile-dialog.ts";
import { type ContentDocument, fullWidthColons, parseContent } from "./document.ts";
import { lintPaths } from "./lint-paths.ts";
import { lintUtterances } from "./lint-utterances.ts";
import { parseActions } from "./parse-actions.ts";
import { parseArticle } from "./parse-article.ts";
import { parseEntity } from "./parse-entity.ts";
import { type Parsed, type ParsedPatterns, parseDialog, parseIntent, parsePatterns } from "./parse-files.ts";
import { parseHead } from "./parse-head.ts";
import type { Surroundings } from "./parsed-dialog.ts";
import { queuesOf } from "./queues.ts";
import { lexiconSchema } from "./schema/intent-schema.ts";
import { inOrder, type Problem, type SourceFile } from "./source.ts";
import { validate } from "./validate.ts";
import { utteranceLocator, writtenUtterances } from "./written-utterance.ts";

/** What dialogs may ask of the shop's systems; a bot that asks nothing has no such file. */
const ACTIONS = "dialogs/_actions.yaml";

/** A loaded bot with its warnings, or the problems that keep it from loading. */
export type LoadedBot =
  | { readonly bot: Bot; readonly problems: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/**
 * Turns content files into a bot: parsed with positions, validated, every reference resolved.
 *
 * @param files `bot.yaml`, `intents/*.yaml`, `intents/entities/*.yaml`, `dialogs/*.yaml`, `knowledge/*.md`, with paths
 *   relative to the bot's folder, in any order
 * @returns problems sorted by place; the bot is there exactly when none of them is an error
 */
export function loadBot(files: readonly SourceFile[]): LoadedBot {
  const sources = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const problems: Problem[] = [];
  const read = <Value>(
    source: SourceFile,
    parse: (document: ContentDocument) => Parsed<Value>,
  ): Value | undefined => {
    const document = parseContent(source);
    if (!("value" in document)) return void problems.push(...document);
    const parsed = parse(document);
    problems.push(...parsed.problems);
    if (hasErrors(parsed.problems)) problems.push(...fullWidthColons(source));
    return "value" in parsed ? parsed.value : undefined;
  };
  const one = <Value>(
    path: string,
    parse: (document: ContentDocument) => Parsed<Value>,
  ): Value | undefined => {
    const source = sources.find((file) => file.path === path);
    if (source !== undefined) return read(source, parse);
    problems.push({
      file: path,
      line: 1,
      column: 1,
      severity: "error",
      rule: "file-missing",
      message: `${path} is missing.`,
    });
    return undefined;
  };
  const all = <Value>(
    folder: string,
    parse: (document: ContentDocument) => Parsed<Value>,
  ): readonly Value[] => filesIn(sources, folder).flatMap((file) => read(file, parse) ?? []);

  const head = one("bot.yaml", parseHead);
  const lexicon = one("intents/_lexicon.yaml", (document) =>
    checked(validate(lexiconSchema, document, document.value)),
  );
  const entities = all("intents/entities", parseEntity);
  // A broken file is there all the same: that it is broken is told once, and not again at every slot that needs it.
  const entityNames = [...systemEntityNames, ...namesIn(sources, "intents/entities")];
  const intents = all("intents", (document) => parseIntent(document, entityNames));
  const patterns = one("dialogs/_patterns.yaml", parsePatterns);
  const actions = sources.some(({ path }) => path === ACTIONS) ? one(ACTIONS, parseActions) : new Map();
  const dialogs = all("dialogs", parseDialog);
  const articles = filesIn(sources, "knowledge").flatMap((file) => {
    const parsed = parseArticle(file, Object.keys(head?.facts ?? {}));
    // A broken bot.yaml has no facts to name: that it is broken is told once.
    problems.push(...parsed.problems.filter(({ rule }) => head !== undefined || rule !== "fact-missing"));
    return "value" in parsed ? [[parsed.value.name, parsed.value] as const] : [];
  });
  if (head === undefined || lexicon === undefined || patterns === undefined || actions === undefined)
    return failed(problems);

  const named = new Set(dialogs.map((dialog) => dialog.id));
  const broken = namesIn(sources, "dialogs").filter((id) => !named.has(id));
  const compiled = compileAll([...patterns.dialogs, ...dialogs], broken, patterns, {
    intents: new Map(intents.map((intent) => [intent.name, intent])),
    facts: head.facts,
    actions,
    entities: entityNames,
    ...(head.queues === undefined ? {} : { queues: [...head.queues.keys()] }),
  });
  problems.push(...compiled.problems);
  for (const { intent, ...at } of patterns.careIntents)
    checkIntent(
      intent,
      at,
      { intents: new Map(intents.map((known) => [known.name, known])) },
      (place, rule, message, hint) =>
        void problems.push({
          ...place,
          severity: "error",
          rule,
          message,
          ...(hint === undefined ? {} : { hint }),
        }),
    );
  const { labels, silenceMs, care } = patterns;
  const bot: Bot = {
    ...head,
    intents,
    entities,
    lexicon,
    actions,
    articles: new Map(articles),
    labels,
    silenceMs,
    care,
    ...compiled.found,
    queues: queuesOf(head.queues, compiled.found.dialogs, head.hours),
  };
  const paths = sources.map(({ path }) => path);
  problems.push(...lintUtterances(bot, writtenUtterances(bot, utteranceLocator(sources)), paths));
  // What leads where is only worth telling once everything that leads somewhere could be read.
  if (!hasErrors(problems)) problems.push(...lintPaths(bot));
  if (hasErrors(problems)) return failed(problems);
  return { bot, problems: inOrder(problems) };
}

function compileAll(
  parsed: readonly ParsedPatterns["dialogs"][number][],
  broken: readonly string[],
  patterns: ParsedPatterns,
  rest: Omit<Surroundings, "labels" | "checkQuestion">,
): {
  readonly found: Pick<Bot, "dialogs" | "startByIntent" | "startByPhrase">;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const dialogs = new Map<string, Dialog>();
  const startByIntent = new Map<string, string>();
  const startByPhrase = new Map<string, string>();
  const claim = (starts: Map<string, string>, key: string, name: string, dialog: Dialog): void => {
    const other = starts.get(key);
    starts.set(key, dialog.id);
    if (other === undefined) return;
    const message = `The ${name} already starts "${other}".`;
    problems.push({
      ...dialog.at,
      severity: "error",
      rule: "start-twice",
      message,
      hint: "Keep it in one of them.",
    });
  };
  const reach = reachOf(parsed, broken);
  const surroundings = { labels: patterns.labels, checkQuestion: patterns.checkQuestion, ...rest };
  for (const source of parsed) {
    const { dialog, problems: found } = compileDialog(source, reach, surroundings);
    problems.push(...found);
    dialogs.set(dialog.id, dialog);
    for (const intent of dialog.intents) claim(startByIntent, intent, `intent "${intent}"`, dialog);
    for (const phrase of new Set(dialog.phrases)) claim(startByPhrase, phrase, `phrase "${phrase}"`, dialog);
  }
  return { found: { dialogs, startByIntent, startByPhrase }, problems };
}

/** The files right in a folder that stand for one thing each; those that begin with "_" do not. */
function filesIn(sources: readonly SourceFile[], folder: string): readonly SourceFile[] {
  return sources.filter(({ path }) => {
    const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "_";
    return !name.startsWith("_") && !name.includes("/");
  });
}

/** What these files stand for, going by their names. */
function namesIn(sources: readonly SourceFile[], folder: string): readonly string[] {
  return filesIn(sources, folder).map(({ path }) => path.slice(folder.length + 1).replace(/\.ya?ml$/u, ""));
}

function checked<Value>(
  result: { readonly value: Value } | { readonly problems: readonly Problem[] },
): Parsed<Value> {
  return "value" in result ? { value: result.value, problems: [] } : result;
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

function failed(problems: readonly Problem[]): LoadedBot {
  return { problems: inOrder(problems) };
}
