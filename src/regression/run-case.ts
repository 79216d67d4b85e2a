import { outcomesOf } from "../content/action.ts";
import type { Bot } from "../content/bot.ts";
import type { Place } from "../content/source.ts";
import type { Understand } from "../conversation/listening.ts";
import { type Answer, apply, begin, type ConversationRun, type Heard } from "./conversation-run.ts";
import type { Arrival } from "./cut-turns.ts";
import type { Spoken } from "./expect.ts";
import type { DialogCase } from "./suite.ts";
import { type Taken, takeTurn } from "./take-turn.ts";
import { type TranscriptLine, transcriptOf } from "./transcript.ts";
import { withHours } from "./with-hours.ts";

/** How one case went, with everything needed to show both transcripts. */
export interface CaseResult {
  readonly case: DialogCase;
  readonly passed: boolean;
  readonly failure?: CaseFailure;
  /** What each event led to, in order. */
  readonly answers: readonly Answer[];
  /** What was said, in order: the actual transcript. */
  readonly transcript: readonly TranscriptLine[];
  /** Customer texts and taps. */
  readonly turns: number;
}

/** Where a case went another way than expected. */
export interface CaseFailure {
  readonly at: Place;
  /** Index of the talk entry that was not met; -1 for a `start`. */
  readonly turn: number;
  readonly message: string;
  /** What the bot had said by then that no entry had asked for. */
  readonly waiting: readonly Spoken[];
  /** The customer's text that this is about; absent after a tap. */
  readonly heard?: Heard;
}

/** Has the conversation of a case with a bot, in virtual time, and compares it turn by turn. */
export function runCase(
  shipped: Bot,
  understand: Understand,
  test: DialogCase,
  arrival: Arrival = "at once",
): CaseResult {
  const bot = test.colleagues === undefined ? shipped : withHours(shipped, test.colleagues !== "out");
  let run = begin(test, arrival);
  const stray = strayStub(bot, test);
  if (stray !== undefined) return resultOf({ run, wrong: stray }, test.at, -1);
  if (test.start !== undefined) {
    const taken = start(bot, run, test.start);
    if (taken.wrong !== undefined) return resultOf(taken, test.at, -1);
    run = taken.run;
  }
  for (const [index, { turn, at }] of test.talk.entries()) {
    const taken = takeTurn(bot, understand, run, turn, index);
    if (taken.wrong !== undefined) return resultOf(taken, at, index);
    run = taken.run;
  }
  return resultOf({ run }, test.at, test.talk.length);
}

/** What is wrong with the stubs: an action or an outcome that the content does not declare. */
function strayStub({ actions }: Bot, { stubs }: DialogCase): string | undefined {
  for (const [id, outcomes] of Object.entries(stubs)) {
    const action = actions.get(id);
    if (action === undefined) return `stubs: there is no action "${id}" in dialogs/_actions.yaml.`;
    const known = outcomesOf(action);
    const stray = outcomes.find(({ outcome }) => !known.includes(outcome));
    if (stray !== undefined)
      return `stubs: "${id}" has no outcome "${stray.outcome}"; it has ${known.join(", ")}.`;
  }
  return undefined;
}

function resultOf({ run, wrong }: Taken, at: Place, turn: number): CaseResult {
  const { test, answers, waiting, heard } = run;
  return {
    case: test,
    passed: wrong === undefined,
    ...(wrong === undefined
      ? {}
      : { failure: { at, turn, message: wrong, waiting, ...(heard === undefined ? {} : { heard }) } }),
    answers,
    transcript: transcriptOf(answers),
    turns: answers.reduce((sum, { me }) => (me === undefined ? sum : sum + 1), 0),
  };
}

function start(bot: Bot, run: ConversationRun, wanted: string): Taken {
  const [id = "", step] = wanted.split("#");
  const dialog = bot.dialogs.get(id);
  if (dialog?.steps.has(step ?? dialog.first) !== true) {
    return { run, wrong: `start: there is no "${wanted}".` };
  }
  const event = {
    type: "started",
    dialog: id,
    ...(step === undefined ? {} : { step }),
    slots: run.test.slots,
    at: run.now,
  } as const;
  return { run: apply(bot, run, event, { turn: -1 }) };
}
