import { type Command, InvalidArgumentError, Option } from "commander";
import type { Understand } from "../conversation/listening.ts";
import { AppError } from "../kernel/errors.ts";
import type { Milliseconds } from "../kernel/time.ts";
import { understand } from "../nlu/index.ts";
import { emptyCase, recordedCase } from "../regression/record-case.ts";
import { type BehaviourDiff, behaviourDiff } from "../regression/replay/behaviour-diff.ts";
import { blessedCase } from "../regression/replay/bless.ts";
import { runCase } from "../regression/run-case.ts";
import type { Publication } from "../runtime/publisher.ts";
import { contentAt } from "./content-at.ts";
import { checkPageFile, measuredAt, writePage } from "./html-page.ts";
import { freeName, keepCase, suiteFile, withCase } from "./kept-case.ts";
import { note, print, printJson, progress } from "./print.ts";
import { type Recordings, recordedByTests, recordedIn, recordedSince } from "./recordings.ts";
import { limitsOf } from "./replay-limits.ts";
import { replayLines } from "./replay-lines.ts";
import { replayPage } from "./replay-page.ts";
import { showDifferences, sumOf } from "./replay-shown.ts";
import { count } from "./report/figures.ts";
import { readSpan } from "./span.ts";
import { publication, publicationOf, workingDir } from "./workspace.ts";

interface ReplayOptions {
  readonly since?: Milliseconds;
  readonly tests?: true;
  readonly from?: string;
  readonly against?: string;
  readonly show: number;
  readonly html?: string;
  readonly json?: true;
  readonly bless?: string;
  readonly into: string;
}

const FIRST_SHOWN = 10;

/** `fenqi replay`: conversations that were had, had again with this content: what would customers be told now? */
export function registerReplay(program: Command): void {
  program
    .command("replay")
    .argument("[file]", "conversations as `fenqi export` writes them")
    .description("have recorded conversations again with this content, and tell what becomes of them")
    .option("--since <span>", "conversations of this span, from the database, such as 7d", readSpan)
    .option("--tests", "the conversations of the dialog tests, as they go with the content of --from")
    .option("--from <place>", "with --tests: a folder of content, or a revision of git; HEAD when left out")
    .option("--against <place>", "replay with this content: a folder, or a revision of git")
    .addOption(
      new Option("--show <n>", "how many differences to show in full")
        .argParser(readShown)
        .default(FIRST_SHOWN),
    )
    .option("--html <file>", "write the report as a page, too")
    .option("--json", "print one JSON document")
    .option("--bless <id>", "what has become of this conversation is right: keep it as a dialog test")
    .option("--into <file>", "the file that gets the test", "tests/dialogs/replayed.test.yaml")
    .action(async (file: string | undefined, options: ReplayOptions) => {
      checkUse(file, options);
      await checkPageFile(options.html);
      const { against } = options;
      const published =
        against === undefined
          ? await publication()
          : await publicationOf(await contentAt(workingDir(), against, "--against"));
      const recordings = await recordingsFor(file, options);
      if (recordings.unrecorded > 0)
        note(
          `${count(recordings.unrecorded)} conversations are left out: an earlier version of Fenqi has had them.`,
        );
      if (recordings.conversations.length === 0)
        throw new AppError("USAGE", "There is no conversation to replay. Give a file, or a longer --since.");
      progress(`Replaying ${count(recordings.conversations.length)} conversations…`);
      const diff = behaviourDiff(published.bot, published.understand, recordings.conversations);
      if (options.bless !== undefined) return bless(published, recordings, diff, options.bless, options.into);
      await tell(published, recordings, diff, options);
    });
}

function checkUse(file: string | undefined, { since, tests, from }: ReplayOptions): void {
  const sources = [file, since, tests].filter((source) => source !== undefined);
  if (sources.length !== 1)
    throw new AppError("USAGE", "Say what to replay: a file, --since 7d, or --tests. One of them.");
  if (from !== undefined && tests === undefined)
    throw new AppError("USAGE", "--from says with which content the tests are had first: add --tests.");
}

async function recordingsFor(
  file: string | undefined,
  { since, from = "HEAD" }: ReplayOptions,
): Promise<Recordings> {
  if (file !== undefined) return recordedIn(file);
  if (since !== undefined) return recordedSince(Date.now() - since);
  const before = await publicationOf(await contentAt(workingDir(), from, "--from"));
  return recordedByTests(before.bot, before.understand);
}

async function tell(
  { bot, model, hash, understand: hear }: Publication,
  { conversations }: Recordings,
  diff: BehaviourDiff,
  { show, html, json }: ReplayOptions,
): Promise<void> {
  const explain: Understand = (text, listening) => ({
    ...hear(text, listening),
    intents: understand(model, text, { ...listening, evidence: true }).intents,
  });
  const limits = limitsOf(bot.replayLimits, diff);
  // A page has room for all of them.
  const most = html === undefined ? show : Number.POSITIVE_INFINITY;
  const { shown, kinds } = showDifferences(diff, most, explain);
  if (html !== undefined) {
    const facts = [
      ["content", hash.slice(0, 12)],
      ["conversations", count(conversations.length)],
      ["turns", count(sumOf(diff.turns))],
      measuredAt(new Date()),
    ] as const;
    await writePage(html, replayPage(diff, shown, limits, facts));
  }
  if (json) {
    const { different: _different, ...counts } = diff;
    printJson({ content: hash, ...counts, limits, different: shown });
  } else for (const line of replayLines(diff, { shown: shown.slice(0, show), kinds }, limits)) print(line);
  if (limits.some(({ isKept }) => !isKept)) process.exitCode = 1;
}

/** Keeps a conversation, as it goes now up to its last difference, as a dialog test. */
async function bless(
  { bot, understand: hear }: Publication,
  { conversations }: Recordings,
  { different }: BehaviourDiff,
  id: string,
  into: string,
): Promise<void> {
  const found = different.find(({ conversation }) => conversation.id === id);
  if (found === undefined) {
    const isThere = conversations.some((conversation) => conversation.id === id);
    const why = isThere ? "goes as it went before" : "is not among those replayed";
    throw new AppError("USAGE", `--bless ${id}: this conversation ${why}.`, { id });
  }
  const blessed = blessedCase(bot, found.conversation, found.turns.at(-1)?.index ?? 0);
  if ("refusal" in blessed)
    throw new AppError("USAGE", `--bless ${id}: it cannot be a dialog test. ${blessed.refusal}`, { id });
  const source = await suiteFile("--into", into);
  const { test, others } = withCase(source, emptyCase({ name: "?", ...blessed.head }));
  const result = runCase(bot, hear, {
    ...test,
    talk: blessed.talk.map((turn) => ({ turn, at: test.at })),
  });
  if (result.failure !== undefined)
    throw new AppError("USAGE", `--bless ${id}: it cannot be a dialog test. ${result.failure.message}`, {
      id,
    });
  const name = freeName(others, result.answers.find(({ me }) => me !== undefined)?.me ?? id);
  await keepCase({ bot, understand: hear }, source, recordedCase({ name, ...blessed.head }, result));
}

function readShown(written: string): number {
  const most = Number(written);
  if (Number.isInteger(most) && most >= 0 && most <= 100_000) return most;
  throw new InvalidArgumentError("Write a number from 0 to 100000.");
}
