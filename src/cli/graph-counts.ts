import * as z from "zod";
import type { Bot } from "../content/bot.ts";
import { remember } from "../conversation/remember.ts";
import { AppError } from "../kernel/errors.ts";
import { coverageOf } from "../regression/coverage.ts";
import { type Counts, countsOf } from "../regression/graph/counts.ts";
import { trafficOf } from "../regression/graph/traffic.ts";
import { jsonLines } from "./json-lines.ts";
import { note, progress } from "./print.ts";
import { counted } from "./report/figures.ts";
import { casesOf } from "./test-cases.ts";
import { readTestFiles } from "./test-files.ts";
import { runCases } from "./test-run.ts";
import { loadedBot, publication, workingDir } from "./workspace.ts";

/** What is to be counted. */
export interface CountOptions {
  /** What the dialog tests go through. */
  readonly coverage?: true;
  /** A file of conversations. */
  readonly traffic?: string;
}

/**
 * The bot of the content files, and the counts that are wanted.
 *
 * @throws CONTENT_INVALID, DIALOG_TESTS_INVALID, and USAGE when the conversations cannot be read
 */
export async function countedBot(
  options: CountOptions,
): Promise<{ readonly bot: Bot; readonly counts: Counts }> {
  const conversations = options.traffic === undefined ? undefined : await readConversations(options.traffic);
  const { bot, coverage } = options.coverage
    ? await testedBot()
    : { bot: await loadedBot(), coverage: undefined };
  const traffic = conversations && trafficOf(bot, conversations);
  if (traffic !== undefined && traffic.unknown > 0)
    note(
      `${counted(traffic.unknown, "message")} of ${counted(traffic.conversations, "conversation")} came from steps the bot does not have.`,
    );
  return { bot, counts: countsOf(coverage, traffic) };
}

async function testedBot() {
  const { bot, understand } = await publication();
  const cases = casesOf(await readTestFiles(workingDir(), []));
  if (cases.length === 0)
    throw new AppError("DIALOG_TESTS_INVALID", `There are no dialog tests in ${workingDir()}/tests/dialogs.`);
  progress("Running the dialog tests…");
  const { timed } = runCases(bot, remember(understand), cases);
  const failed = timed.filter(({ result }) => !result.passed).length;
  if (failed > 0) note(`${counted(failed, "dialog test")} failed; each counts as far as it went.`);
  return {
    bot,
    coverage: coverageOf(
      bot,
      timed.flatMap(({ result }) => result.answers),
    ),
  };
}

/** As much of a conversation as the count needs; whatever else stands in a line is passed over. */
const conversation = z.object({
  turns: z.array(
    z.object({
      said: z
        .array(z.object({ origin: z.object({ dialog: z.string(), step: z.string() }).optional() }))
        .default([]),
    }),
  ),
});

function readConversations(file: string) {
  return jsonLines(
    file,
    conversation,
    'a conversation as `fenqi export` writes it: {"turns": [{"said": […]}]}',
  );
}
