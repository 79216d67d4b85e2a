import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { SourceFile } from "../content/source.ts";
import type { Understand } from "../conversation/listening.ts";
import { remember } from "../conversation/remember.ts";
import { AppError } from "../kernel/errors.ts";
import { understand, withArticle } from "../nlu/index.ts";
import { describeFailure } from "../regression/describe-failure.ts";
import { junit } from "../regression/junit.ts";
import { type CaseResult, runCase } from "../regression/run-case.ts";
import type { DialogCase } from "../regression/suite.ts";
import { updateTexts } from "../regression/update-texts.ts";
import type { Publication } from "../runtime/publisher.ts";
import {
  addCoverageOptions,
  type CoverageOptions,
  checkCoverageOptions,
  wantsCoverage,
} from "./coverage-options.ts";
import { reportCoverage } from "./coverage-report.ts";
import { checkOutputFile } from "./output-file.ts";
import { note, print, printJson } from "./print.ts";
import { casesOf } from "./test-cases.ts";
import { readTestFiles, testFolders } from "./test-files.ts";
import { repeat, repeatLines } from "./test-repeat.ts";
import { type Explain, testLines, testReport } from "./test-report.ts";
import { onlyTouched, runCases, type TestRun } from "./test-run.ts";
import { touchedSince } from "./test-since.ts";
import { updateLines, writeUpdate } from "./test-update.ts";
import { watchTests } from "./test-watch.ts";
import { contentFiles, publication, workingDir } from "./workspace.ts";

interface TestOptions extends CoverageOptions {
  readonly filter?: string;
  readonly since?: string;
  readonly bail?: true;
  readonly watch?: true;
  readonly update?: true;
  readonly yes?: true;
  readonly json?: true;
  readonly junit?: string;
  readonly repeat?: number;
}

/** `fenqi test [FILES]`: has the conversations of the dialog tests with the bot, and compares. */
export function registerTest(program: Command): void {
  const command = program
    .command("test")
    .argument("[files...]", "dialog tests; all of tests/dialogs when none is named")
    .description("run the dialog regression tests")
    .option("--filter <text>", "only cases whose suite or name has this text in it")
    .option(
      "--since <revision>",
      "only cases that a change since this git revision touches, and any that fail",
    )
    .option("--bail", "stop at the first case that fails")
    .addOption(
      new Option("--watch", "run again whenever content or tests change").conflicts(["json", "update"]),
    )
    .option("--update", "rewrite expected texts where a step now says it in other words; shows each first")
    .option("--yes", "let --update write even when nobody watches on a terminal")
    .addOption(
      new Option("--repeat <times>", "have every conversation so often; each time has to go like the first")
        .argParser(readTimes)
        .conflicts(["watch", "update"]),
    )
    .option("--json", "print one JSON document")
    .option("--junit <file>", "write the results as JUnit XML, too");
  addCoverageOptions(command).action(async (files: readonly string[], options: TestOptions) => {
    if (options.yes && !options.update) throw new AppError("USAGE", "--yes says yes to --update. Add that.");
    if (options.junit !== undefined) await checkOutputFile("--junit", options.junit, "dialog-tests.xml");
    await checkCoverageOptions(options, files.length > 0 || runsPart(options));
    if (!options.watch) return testOnce(files, options, await listener());
    let kept: Listener | undefined;
    await watchTests(workingDir(), testFolders(workingDir(), files), async () => {
      kept = await listener(kept);
      await testOnce(files, options, kept);
    });
  });
}

/** Whether some of the tests may be left out. */
function runsPart({ filter, since, bail }: TestOptions): boolean {
  return [filter, since, bail].some((option) => option !== undefined);
}

/** A bot that remembers what it has understood. */
interface Listener extends Pick<Publication, "bot" | "model" | "findArticle"> {
  readonly understand: Understand;
  readonly content: string;
}

/** The bot as its content is now: the one from before, as long as nothing in it changed. */
async function listener(before?: Listener): Promise<Listener> {
  const content = JSON.stringify(await contentFiles());
  if (before?.content === content) return before;
  const { bot, model, findArticle, understand: hear } = await publication();
  return { bot, model, findArticle, understand: remember(hear), content };
}

async function testOnce(files: readonly string[], options: TestOptions, by: Listener): Promise<void> {
  const sources = await readTestFiles(workingDir(), files);
  const cases = chosenCases(casesOf(sources), options);
  const touched =
    options.since === undefined ? undefined : await touchedSince(workingDir(), options.since, by.bot);
  if (touched !== undefined) note(touched.summary);
  const isTouched = touched?.isTouched ?? (() => true);
  if (options.update) return update(sources, options, by, isTouched);
  const run = onlyTouched(runCases(by.bot, by.understand, cases, options), isTouched);
  const repeated =
    options.repeat === undefined ? undefined : repeat(by.bot, by.understand, run, options.repeat);
  await tell(run, options, by, repeated && { repeated });
  if (repeated === undefined) return;
  if (!options.json) for (const line of repeatLines(repeated)) print(line);
  if (repeated.others.length > 0) process.exitCode = 1;
}

function readTimes(written: string): number {
  const times = Number(written);
  if (Number.isInteger(times) && times >= 2 && times <= 1000) return times;
  throw new InvalidArgumentError("Write a number from 2 to 1000.");
}

function chosenCases(cases: readonly DialogCase[], { filter }: TestOptions): readonly DialogCase[] {
  if (cases.length === 0) {
    const folder = path.join(workingDir(), "tests/dialogs");
    const message = `There are no dialog tests. They are looked for in ${folder}.`;
    throw new AppError("DIALOG_TESTS_INVALID", message);
  }
  const chosen = cases.filter((test) => isChosen(test, filter));
  if (chosen.length > 0) return chosen;
  throw new AppError("USAGE", `--filter ${filter ?? ""}: no dialog test is called like that.`);
}

function isChosen({ suite, name }: DialogCase, filter = ""): boolean {
  return `${suite}: ${name}`.toLowerCase().includes(filter.toLowerCase());
}

/** Says how the cases went, everywhere it is wanted. */
async function tell(
  run: TestRun,
  options: TestOptions,
  { bot, model, findArticle }: Listener,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const explain: Explain = ({ failure }) =>
    failure?.heard &&
    withArticle(findArticle, understand(model, failure.heard.text, failure.heard.listening));
  if (options.junit !== undefined) {
    await writeFile(
      options.junit,
      junit(run.timed, (result) => describeFailure(result, explain(result))),
    );
  }
  const passages = run.timed.flatMap(({ result }) => result.answers);
  const coverage = wantsCoverage(options)
    ? await reportCoverage({ bot, dir: workingDir(), passages, cases: run.timed.length }, options)
    : undefined;
  if (options.json) printJson({ ...testReport(run, explain), ...more, coverage: coverage?.json });
  else for (const line of [...testLines(run, explain), ...(coverage?.lines ?? [])]) print(line);
  if (coverage?.isShort) process.exitCode = 1;
  if (run.timed.some(({ result }) => !result.passed)) process.exitCode = 1;
}

/** Rewrites expected texts: at once where somebody watches, else only with `--yes`, so that no CI approves of itself. */
async function update(
  sources: readonly SourceFile[],
  options: TestOptions,
  by: Listener,
  isTouched: (result: CaseResult) => boolean,
): Promise<void> {
  const updated = updateTexts(
    sources,
    (files) => casesOf(files).map((test) => runCase(by.bot, by.understand, test)),
    (result) => isChosen(result.case, options.filter) && isTouched(result),
  );
  const { changes, refused } = updated;
  const mayWrite = options.yes === true || (process.stdout.isTTY && !options.json);
  if (!options.json) for (const line of updateLines(updated)) print(line);
  if (changes.length > 0 && mayWrite) await writeUpdate(sources, updated);
  const after = mayWrite ? updated.sources : sources;
  const cases = chosenCases(casesOf(after), options);
  const run = onlyTouched(runCases(by.bot, by.understand, cases, options), isTouched);
  await tell(run, options, by, { updates: changes, refused, written: changes.length > 0 && mayWrite });
  if (changes.length === 0 || options.json) return;
  print(
    mayWrite
      ? `Expected texts rewritten: ${changes.length}.`
      : `Nothing was written. To write what is shown (${changes.length}): fenqi test --update --yes`,
  );
}
