import { randomUUID } from "node:crypto";
import type { Bot } from "../../src/content/bot.ts";
import { newConversation } from "../../src/conversation/state.ts";
import { type ConversationId, conversationId, customerId } from "../../src/kernel/ids.ts";
import type { Language } from "../../src/kernel/language.ts";
import type { Milliseconds } from "../../src/kernel/time.ts";
import type { ChoiceOption } from "../../src/protocol/event.ts";
import type { LoggedEvent } from "../../src/runtime/ports.ts";
import type { Chance } from "../support/chance.ts";
import { newCid } from "../support/log-events.ts";
import type { SmallRuntime } from "../support/small-runtime.ts";
import type { PassingTime } from "./passing-time.ts";
import type { TurnEnds } from "./turn-ends.ts";

/** A question that leads to a dialog which looks at the account. */
export interface AccountQuestion {
  readonly intent: string;
  readonly dialog: string;
}

/** What came of one thing that the customer said or pressed. */
export interface TalkTurn {
  /** Everything it logged: the customer's event first, then what it was answered with. */
  readonly events: readonly LoggedEvent[];
  readonly calls: readonly { readonly action: string; readonly outcome: string; readonly ms: Milliseconds }[];
  readonly waitedMs: Milliseconds;
}

/** A conversation that a customer had about one question. */
export interface AccountTalk {
  readonly question: AccountQuestion;
  readonly turns: readonly TalkTurn[];
  /** Whether the bot helped to the end, a person was asked for, or it would go on for ever. */
  readonly end: "help" | "person" | "none";
}

export interface TalkSurroundings {
  readonly runtime: SmallRuntime;
  readonly time: PassingTime;
  readonly ends: TurnEnds;
  /** Decides what the customer says and presses. */
  readonly chance: Chance;
  readonly question: AccountQuestion;
  /** By the shop's own id. */
  readonly customer: string;
  /** The order on the page that the customer looks at. */
  readonly order?: string | undefined;
  readonly language: Language;
  /** Whether the question is one of the utterances, and not a button of the page that stands for it. */
  readonly inWords: boolean;
}

/** More than any dialog has, taken the long way. */
const MOST_TURNS = 30;

/** What customers say to any question, whether it fits or not. */
const SAID = {
  zh: ["2000元", "好的", "没有", "不知道", "下个月10号", "还是不行", "816044172093", "449.85", "谢谢"],
  en: ["2000 yuan", "ok", "no", "i don't know", "next month", "it still fails", "816044172093", "thanks"],
} as const;

const THINKING_MS = [500, 6000] as const;

/** Every question whose dialog asks the shop's systems something. */
export function accountQuestions({ startByIntent, dialogs }: Bot): readonly AccountQuestion[] {
  return [...startByIntent].flatMap(([intent, dialog]) => {
    const steps = [...(dialogs.get(dialog)?.steps.values() ?? [])];
    return steps.some(({ verb }) => verb === "call") ? { intent, dialog } : [];
  });
}

/** Has the conversation until the dialog is over or a person is asked for, as the dice fall. */
export async function haveTalk(around: TalkSurroundings): Promise<AccountTalk> {
  const { runtime, time, chance, question } = around;
  const turns: TalkTurn[] = [];
  const id = await openTalk(around);
  const seqs = async () => (await runtime.logOf(id)).length;
  while (turns.length < MOST_TURNS) {
    await time.pause(chance.whole(...THINKING_MS));
    const before = await seqs();
    const begun = time.clock.now();
    await time.during(async () => {
      const isOver = around.ends.next(id);
      await (turns.length === 0 ? ask(id, around) : goOn(id, around));
      await isOver;
    });
    const events = (await runtime.logOf(id)).slice(before);
    const calls = events.flatMap(({ inside }) => inside?.calls ?? []);
    turns.push({ events, calls, waitedMs: time.clock.now() - begun });
    const { state } = await runtime.find(id);
    if (state.phase !== "bot") return { question, turns, end: "person" };
    if (state.dialog.stack.length === 0) return { question, turns, end: "help" };
  }
  return { question, turns, end: "none" };
}

async function openTalk({ runtime, time, customer, order, language }: TalkSurroundings) {
  const at = time.clock.now();
  const { id } = await runtime.store.open(customerId(`sub:${customer}`), {
    id: conversationId(randomUUID()),
    identified: true,
    provenAt: at,
    createdAt: at,
    state: newConversation(language),
  });
  if (order !== undefined) await runtime.reception.look(id, { order });
  return id;
}

async function ask(id: ConversationId, around: TalkSurroundings): Promise<void> {
  const { runtime, chance, question, language, inWords } = around;
  const intent = runtime.content.current.bot.intents.find(({ name }) => name === question.intent);
  const [first, ...more] = intent?.utterances[language] ?? [];
  if (!inWords || first === undefined) await runtime.reception.askFor(id, newCid(), question.intent);
  else await runtime.reception.say(id, newCid(), chance.oneOf([first, ...more]));
}

/** Mostly by a button of the newest message that has some; now and then in words, and seldom for a person. */
async function goOn(id: ConversationId, { runtime, chance, language }: TalkSurroundings): Promise<void> {
  const shown = (await runtime.logOf(id)).findLast(({ body }) => optionsOf(body).length > 0);
  const [first, ...more] =
    shown === undefined ? [] : optionsOf(shown.body).filter((option) => option.id !== "human");
  if (shown === undefined || first === undefined || chance.isLucky(0.2))
    await runtime.reception.say(id, newCid(), chance.oneOf(SAID[language]));
  else {
    const option = chance.oneOf([first, ...more]).id;
    await runtime.reception.choose(id, newCid(), { seq: shown.seq, option });
  }
}

function optionsOf(body: LoggedEvent["body"]): readonly ChoiceOption[] {
  const options = "options" in body ? (body.options ?? []) : [];
  return options.filter(({ link }) => link === undefined);
}
