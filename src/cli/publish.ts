import { type Command, InvalidArgumentError, Option } from "commander";
import { readConfig } from "../config.ts";
import type { Database } from "../database.ts";
import { type Language, languages } from "../kernel/language.ts";
import type { Milliseconds } from "../kernel/time.ts";
import type { ChangeSentence } from "../regression/change/change-sentence.ts";
import { summarizeChange } from "../regression/change/summarize-change.ts";
import { weeklyVisits } from "../regression/replay/weekly-visits.ts";
import { countPositions, summaryOf } from "../runtime/positions.ts";
import type { PublicationEntry } from "../runtime/publication-ports.ts";
import type { Publication } from "../runtime/publisher.ts";
import { botOfVersion } from "../runtime/versions.ts";
import { changeLines } from "./change-lines.ts";
import { describePositions, tableOfPositions } from "./positions.ts";
import { note, print, printJson, progress } from "./print.ts";
import { type Check, checkExploration, checkLint, checkReplay, checkTests } from "./publish-checks.ts";
import { activeEntry, announceSwitch, leadFor, shortHash } from "./published.ts";
import { type Recordings, recordedSince } from "./recordings.ts";
import { readSpan } from "./span.ts";
import { readTestFiles } from "./test-files.ts";
import { withDatabase } from "./with-database.ts";
import { publication, workingDir } from "./workspace.ts";

interface PublishOptions {
  readonly note: string;
  readonly since: Milliseconds;
  readonly maxSeconds: number;
  readonly dryRun?: true;
  readonly anyway?: true;
  readonly lang: Language;
  readonly files?: true;
  readonly json?: true;
}

/** `fenqi publish`: checks the content, tells what it changes, and has all running servers answer with it. */
export function registerPublish(program: Command): void {
  program
    .command("publish")
    .description("check the content, say what it changes, and have all running servers answer with it")
    .option("--note <text>", "why, for those who look at `fenqi versions` later", "")
    .option("--since <span>", "replay the conversations of this span", readSpan, readSpan("7d"))
    .option("--max-seconds <seconds>", "explore for so long at most; 0 leaves it out", readSeconds, 300)
    .option("--dry-run", "check and tell, and change nothing")
    .option("--anyway", "publish although a check fell short")
    .option("--files", "no version any more: each server answers with the content files that it finds")
    .addOption(
      new Option("--lang <language>", "the language to say in what changes").choices(languages).default("zh"),
    )
    .option("--json", "print one JSON document")
    .action(async (options: PublishOptions) => {
      const config = readConfig(process.env);
      await withDatabase(config, (database) =>
        options.files ? publishFiles(database, options) : publishContent(database, options),
      );
    });
}

async function publishContent(database: Database, options: PublishOptions): Promise<void> {
  const begun = performance.now();
  const published = await publication();
  const lead = leadFor(performance.now() - begun);
  const { current } = await activeEntry(database.publications);
  if (current?.content === published.hash && !options.dryRun) {
    note("This content is what servers answer with already.");
    if (options.json) printJson({ content: published.hash, published: false, checks: [] });
    return;
  }
  const recordings = await recordedSince(Date.now() - options.since);
  const checks = await checksOf(published, recordings, options);
  const passed = checks.every((check) => check.passed);
  const positions = await positionsWith(database, published);
  const changes = await changesFrom(database, current, published, recordings, options);
  const isPublished = options.dryRun === undefined && (passed || options.anyway === true);
  if (isPublished) {
    await database.versions.save(published.hash, published.files);
    await database.publications.add({ content: published.hash, note: options.note }, lead);
    // A server that was just removing what nobody needs did not know of it yet.
    await database.versions.save(published.hash, published.files);
  }
  if (options.json)
    printJson({
      content: published.hash,
      published: isPublished,
      leadMs: lead,
      checks,
      changes,
      ...summaryOf(positions),
      positions,
    });
  else {
    for (const line of [
      ...(changes === undefined ? [] : [...changeLines(changes, options.lang), ""]),
      ...checkLines(checks),
      ...tableOfPositions(positions),
      describePositions(summaryOf(positions)),
    ])
      print(line);
    print(verdict(published, { passed, isPublished, lead }, options));
  }
  if (!passed && !options.anyway) process.exitCode = 1;
}

/** What is otherwise than in the version that is answered with; nothing, where that is not known. */
async function changesFrom(
  { versions }: Database,
  current: PublicationEntry | undefined,
  { bot }: Publication,
  { conversations }: Recordings,
  { since, lang }: PublishOptions,
): Promise<readonly ChangeSentence[] | undefined> {
  const before = current?.content === undefined ? undefined : await botOfVersion(versions, current.content);
  if (before === undefined) return undefined;
  const today = new Date().toISOString().slice(0, 10);
  const touched = weeklyVisits(conversations, since);
  return summarizeChange(before, bot, { language: lang, touched, today });
}

async function checksOf(
  published: Publication,
  recordings: Recordings,
  { maxSeconds }: PublishOptions,
): Promise<readonly Check[]> {
  const testFiles = await readTestFiles(workingDir(), []);
  const lint = checkLint(published, testFiles);
  const tests = checkTests(published, testFiles);
  const replay = checkReplay(published, recordings);
  // What takes longest is not waited for when the rest has fallen short.
  const isWorthIt = [lint, tests, replay].every(({ passed }) => passed);
  return [lint, tests, replay, checkExploration(published, isWorthIt ? maxSeconds : 0)];
}

function positionsWith({ store, versions }: Database, { bot, hash }: Publication) {
  progress("Looking where customers stand…");
  return countPositions({
    readPositions: store.positions,
    now: Date.now(),
    botOf: (version) => botOfVersion(versions, version),
    current: { bot, hash },
  });
}

function checkLines(checks: readonly Check[]): readonly string[] {
  return [
    ...checks.flatMap(({ lines }) => (lines.length === 0 ? [] : [...lines, ""])),
    ...checks.map(({ name, passed, sum }) => `${passed ? "✓" : "✗"} ${name}: ${sum}`),
  ];
}

function verdict(
  { hash }: Publication,
  {
    passed,
    isPublished,
    lead,
  }: { readonly passed: boolean; readonly isPublished: boolean; readonly lead: Milliseconds },
  { dryRun }: PublishOptions,
): string {
  if (isPublished) return announceSwitch(`Published ${shortHash(hash)}.`, lead);
  if (dryRun) return passed ? "It can be published." : "It falls short, and would not be published.";
  return "Not published. Mend it, or say --anyway.";
}

async function publishFiles({ publications }: Database, { note: why, json }: PublishOptions): Promise<void> {
  const lead = leadFor(0);
  await publications.add({ note: why }, lead);
  if (json) printJson({ content: null, published: true, leadMs: lead });
  else print(announceSwitch("Published: the content files that each server finds.", lead));
}

function readSeconds(written: string): number {
  const seconds = Number(written);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new InvalidArgumentError("Write a number of seconds; 0 leaves it out.");
}
