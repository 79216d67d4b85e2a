import { readConfig } from "../config.ts";
import type { Bot } from "../content/bot.ts";
import type { Understand } from "../conversation/listening.ts";
import { openPositions } from "../database.ts";
import type { ConversationId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";
import { recordRun } from "../regression/replay/record-run.ts";
import { type RecordedConversation, recordedConversationSchema } from "../regression/replay/recorded.ts";
import { runCase } from "../regression/run-case.ts";
import { recordedConversation } from "../runtime/recorded-conversation.ts";
import { jsonLines } from "./json-lines.ts";
import { casesOf } from "./test-cases.ts";
import { readTestFiles } from "./test-files.ts";
import { workingDir } from "./workspace.ts";

/** Conversations that can be had again, and how many could not be told whole. */
export interface Recordings {
  readonly conversations: readonly RecordedConversation[];
  /** Conversations that an earlier version had, which kept too little of them. */
  readonly unrecorded: number;
}

/** Read at a time: whole logs, of which some are long. */
const PAGE = 100;

/**
 * What customers said since then, from the database.
 *
 * @throws STORE_UNAVAILABLE
 */
export async function recordedSince(since: Timestamp): Promise<Recordings> {
  const database = await openPositions(readConfig(process.env));
  const conversations: RecordedConversation[] = [];
  let unrecorded = 0;
  try {
    let after: ConversationId | undefined;
    for (;;) {
      const page = await database.logs({ since, ...(after && { after }), limit: PAGE });
      for (const { conversationId, events } of page) {
        const recorded = recordedConversation(conversationId, events);
        if (recorded === "unrecorded") unrecorded += 1;
        else if (recorded !== undefined) conversations.push(recorded);
      }
      after = page.at(-1)?.conversationId;
      if (page.length < PAGE) return { conversations, unrecorded };
    }
  } finally {
    await database.close();
  }
}

/**
 * Conversations from a file that `fenqi export` has written.
 *
 * @throws USAGE with file and line
 */
export async function recordedIn(file: string): Promise<Recordings> {
  const conversations = await jsonLines(
    file,
    recordedConversationSchema,
    "a conversation as `fenqi export` writes it",
  );
  return { conversations, unrecorded: 0 };
}

/**
 * The conversations of the dialog tests, as they go with this bot.
 *
 * @throws USAGE, DIALOG_TESTS_INVALID
 */
export async function recordedByTests(bot: Bot, understand: Understand): Promise<Recordings> {
  const cases = casesOf(await readTestFiles(workingDir(), []));
  return {
    conversations: cases.map((test) => recordRun(bot, runCase(bot, understand, test))),
    unrecorded: 0,
  };
}
