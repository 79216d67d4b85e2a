import type { Bot } from "../content/bot.ts";
import { joined } from "../conversation/gather.ts";
import { listen, listening, type Understand } from "../conversation/listening.ts";
import { apply, type ConversationRun, pass, sinceLastMessage } from "./conversation-run.ts";
import { cutTurns } from "./cut-turns.ts";
import { botMismatch, callsMismatch, handoffMismatch, type Spoken, understandingMismatch } from "./expect.ts";
import type { BotExpectation, MessageExpectation, UnderstandingExpectation } from "./expectation-schema.ts";
import { tapped } from "./tap.ts";
import type { TalkTurn } from "./test-schema.ts";
import { valuesMismatch } from "./text-mismatch.ts";

/** The conversation after an entry of the talk, and what of that entry was not met. */
export interface Taken {
  readonly run: ConversationRun;
  readonly wrong?: string;
}

/** Takes one entry of a talk: something happens, or what has happened is compared. */
export function takeTurn(
  bot: Bot,
  understand: Understand,
  run: ConversationRun,
  turn: TalkTurn,
  index: number,
): Taken {
  if ("me" in turn) return speak(bot, understand, run, turn, index);
  if ("bot" in turn) return expectBot(run, turn.bot);
  if ("never" in turn) return expectNever(run, turn.never);
  if ("clock" in turn) return { run: pass(bot, run, milliseconds(turn.clock), index) };
  if ("silent" in turn) {
    const [more] = run.waiting;
    return checked(run, more && `The bot was to be silent, but said "${more.text}".`);
  }
  if ("slots" in turn) return checked(run, valuesMismatch(run.state.dialog.slots, turn.slots));
  if ("calls" in turn) {
    const calls = sinceLastMessage(run).flatMap((answer) => answer.calls);
    return checked(run, callsMismatch(calls, turn.calls));
  }
  if ("returned" in turn) {
    if (!run.returned) return { run, wrong: "The customer did not come back to the bot." };
    return { run: { ...run, returned: false } };
  }
  if ("rated" in turn) return checked(run, ratingMismatch(run, turn.rated));
  if ("handoff" in turn) {
    const { handoff, ...rest } = run;
    if (handoff === undefined) return { run, wrong: "No person was asked for." };
    const wrong = handoffMismatch(handoff, turn.handoff);
    return wrong === undefined ? { run: rest } : { run, wrong };
  }
  return checked(run, endMismatch(run, turn.end === true ? {} : turn.end));
}

function checked(run: ConversationRun, wrong: string | undefined): Taken {
  return wrong === undefined ? { run } : { run, wrong };
}

function speak(
  bot: Bot,
  understand: Understand,
  run: ConversationRun,
  { me, nlu }: Extract<TalkTurn, { me: unknown }>,
  index: number,
): Taken {
  if (typeof me === "string") {
    const place = listening(bot, run.state);
    const event = listen(bot, run.state, me, understand, run.now);
    const { understanding } = event;
    const heard = { ...run, heard: { text: me, listening: place, understanding } };
    const mismatch = nlu === undefined ? undefined : understandingMismatch(understanding, nlu);
    if (mismatch !== undefined) return { run: heard, wrong: mismatch };
    return { run: apply(bot, heard, event, { turn: index, me }) };
  }
  const { heard: _heard, ...rest } = run;
  if ("fragments" in me) return sayFragments(bot, understand, rest, { me, nlu }, index);
  if ("image" in me)
    return { run: apply(bot, rest, { type: "showed", at: run.now }, { turn: index, me: "[image]" }) };
  if ("intent" in me) {
    const { intent } = me;
    if (!bot.startByIntent.has(intent)) return { run: rest, wrong: `The intent "${intent}" leads nowhere.` };
    const event = { type: "askedFor", intent, at: run.now } as const;
    return { run: apply(bot, rest, event, { turn: index, me: `[${intent}]` }) };
  }
  const button = tapped(
    run.answers.flatMap(({ said }) => said),
    me.tap,
  );
  if (button === undefined) return { run: rest, wrong: `There is no button "${me.tap}" to tap.` };
  const event = { type: "chose", option: button.id, origin: button.origin, at: run.now } as const;
  return { run: apply(bot, rest, event, { turn: index, me: `[${button.label}]` }) };
}

/** Says texts in quick succession; those that come within the window are one turn, as on a server. */
function sayFragments(
  bot: Bot,
  understand: Understand,
  before: ConversationRun,
  { me, nlu }: { readonly me: FragmentsTurn; readonly nlu: UnderstandingExpectation | undefined },
  index: number,
): Taken {
  const { fragments, gaps = [] } = me;
  let at = before.now;
  const sent = fragments.map((text, place) => {
    at += place === 0 ? 0 : (gaps[0]?.[place - 1] ?? 0);
    return { text, at };
  });
  let run = { ...before, now: at };
  let waiting: readonly Spoken[] = [];
  for (const texts of cutTurns(sent, before.arrival)) {
    const text = joined(texts.map((fragment) => fragment.text));
    const place = listening(bot, run.state);
    const event = listen(bot, run.state, text, understand, texts.at(-1)?.at ?? at);
    run = {
      ...apply(bot, run, event, { turn: index, me: text.replaceAll("\n", " / ") }),
      heard: { text, listening: place, understanding: event.understanding },
    };
    waiting = [...waiting, ...run.waiting];
  }
  const heard = run.heard;
  const wrong =
    nlu === undefined || heard === undefined ? undefined : understandingMismatch(heard.understanding, nlu);
  return checked({ ...run, waiting }, wrong);
}

type FragmentsTurn = Extract<Extract<TalkTurn, { me: unknown }>["me"], { fragments: unknown }>;

function expectBot(run: ConversationRun, expected: string | BotExpectation): Taken {
  const wanted: BotExpectation = typeof expected === "string" ? { text: expected } : expected;
  if (wanted.once) {
    const times = saidLike(run, wanted).length;
    if (times > 1)
      return { run, wrong: `Expected ${JSON.stringify(wanted)}, but it was said ${times} times.` };
  }
  const mismatches = run.waiting.map((spoken) => botMismatch(spoken, wanted));
  // What may be left out is looked for in its place only: further on, it would skip what comes before it.
  if (wanted.optional) {
    const isNext = mismatches.length > 0 && mismatches[0] === undefined;
    return { run: isNext ? { ...run, waiting: run.waiting.slice(1) } : run };
  }
  const found = mismatches.indexOf(undefined);
  if (found >= 0) return { run: { ...run, waiting: run.waiting.slice(found + 1) } };
  return {
    run,
    wrong: mismatches.findLast((mismatch) => mismatch !== undefined) ?? "The bot said nothing more.",
  };
}

function expectNever(run: ConversationRun, unwanted: string | MessageExpectation): Taken {
  const [said] = saidLike(run, typeof unwanted === "string" ? { text: unwanted } : unwanted);
  if (said === undefined) return { run };
  const { dialog, step } = said.origin;
  return {
    run,
    wrong: `The bot was not to say ${JSON.stringify(unwanted)}, but ${dialog}#${step} said "${said.text}".`,
  };
}

function saidLike(run: ConversationRun, wanted: MessageExpectation): readonly Spoken[] {
  return sinceLastMessage(run).flatMap(({ said }) =>
    said.filter((spoken) => botMismatch(spoken, wanted) === undefined),
  );
}

function ratingMismatch(run: ConversationRun, expected: number): string | undefined {
  const scores = sinceLastMessage(run).flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === "rate" ? [effect.score] : [])),
  );
  if (scores.includes(expected)) return undefined;
  return `Expected a rating of ${expected}, but there was ${scores.length === 0 ? "none" : scores.join(", ")}.`;
}

function endMismatch(
  run: ConversationRun,
  { outcome, dialog }: Exclude<Extract<TalkTurn, { end: unknown }>["end"], true>,
): string | undefined {
  const ended = run.answers.at(-1)?.ended;
  if (ended === undefined) return "No dialog ended.";
  if (outcome !== undefined && outcome !== ended.outcome) {
    return `The dialog ended ${ended.outcome}, not ${outcome}.`;
  }
  return dialog !== undefined && dialog !== ended.dialog
    ? `"${ended.dialog}" ended, not "${dialog}".`
    : undefined;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(written: string): number {
  const [, count = "0", unit = ""] = /^\+(\d+)([a-z]+)$/u.exec(written) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}
