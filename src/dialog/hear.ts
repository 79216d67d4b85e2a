import { type Bot, type Option, patternId, type Step } from "../content/bot.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";
import { phraseKey } from "../content/wording.ts";
import { NONE, type Understanding } from "../kernel/understanding.ts";
import { humanOption } from "./human-option.ts";
import { namedOption, optionAround } from "./option.ts";
import { answer, goTo, proceed } from "./proceed.ts";
import { resay } from "./speak.ts";
import {
  dropAll,
  enter,
  fromEntry,
  pushNamedPattern,
  pushPattern,
  replaceTop,
  stepOf,
  topOf,
  withoutOffers,
} from "./stack.ts";
import type { DialogState } from "./state.ts";
import { type Draft, draftOf, type Setting, type Turn } from "./turn.ts";

type Question = Extract<Step, { verb: "ask" }>;

/** How many intents are offered when the bot is unsure what was meant. */
const MAX_SUGGESTIONS = 3;

/** An intent with less than this share of the likeliest one's confidence is not what the customer meant. */
const CLOSE_SHARE = 0.5;

/** A second miss may be the customer's typo; after a third the bot only annoys. */
const LAST_UNCLEAR = 3;

/**
 * The bot's turn on what a customer has written.
 *
 * Words that name an option win, then words that are true everywhere (转人工, 取消), then yes and no, then what the
 * text was understood to mean; what is left is unclear, in three stages.
 */
export function hear(setting: Setting, state: DialogState, text: string, understanding: Understanding): Turn {
  const draft = draftOf(state);
  const question = questionOf(setting.bot, draft);
  const understood = react(setting, draft, question, text, understanding);
  if (understood !== undefined) return proceed(setting, { ...understood, misses: 0 });
  return proceed(setting, miss(setting, draft, question, understanding));
}

/** Goes to the answer behind an option of the question that waits. */
export function pick(setting: Setting, draft: Draft, option: Option): Draft {
  const question = questionOf(setting.bot, draft);
  const frame = topOf(draft);
  const inVain = question?.remedy !== undefined && question.yesno?.no === option.id;
  if (frame === undefined || question === undefined || !inVain) return answer(setting, draft, option.go);
  const tried = [...new Set([...frame.tried, `${frame.dialog}#${question.id}`])];
  return answer(setting, replaceTop(draft, { ...frame, tried }), option.go);
}

/** Asks for a person, by the open question's own way when it has one. */
export function askForHuman(setting: Setting, draft: Draft): Draft {
  const question = questionOf(setting.bot, draft);
  const own = question === undefined ? undefined : humanOption(setting.bot, question);
  return own === undefined ? pushNamedPattern(setting.bot, draft, "human") : pick(setting, draft, own);
}

/** Begins what an intent leads to, or `undefined` when nothing does. */
export function begin(setting: Setting, draft: Draft, intent: string): Draft | undefined {
  const id = setting.bot.startByIntent.get(intent);
  return id === undefined ? undefined : beginById(setting, draft, id);
}

/** The question the conversation waits at. */
export function questionOf(bot: Bot, draft: Draft): Question | undefined {
  const step = stepOf(bot, topOf(draft));
  return step?.verb === "ask" ? step : undefined;
}

function react(
  setting: Setting,
  draft: Draft,
  question: Question | undefined,
  text: string,
  understanding: Understanding,
): Draft | undefined {
  const { bot } = setting;
  const key = phraseKey(text);
  const named = question === undefined ? undefined : namedOption(setting, draft, question, text);
  if (named !== undefined) return pick(setting, draft, named);
  const offered = offeredIntent(bot, draft, question, key);
  if (offered !== undefined) return begin(setting, draft, offered);
  const everywhere = key === "" ? undefined : bot.startByPhrase.get(key);
  if (everywhere !== undefined) return beginById(setting, draft, everywhere);
  const top = understanding.intents[0]?.name;
  if (
    top !== undefined &&
    understanding.verdict !== "unknown" &&
    bot.startByIntent.get(top) === patternId("human")
  ) {
    return askForHuman(setting, draft);
  }
  const yesno = understanding.yesno === undefined ? undefined : question?.yesno?.[understanding.yesno];
  const answered = question?.options.find((option) => option.id === yesno);
  if (answered !== undefined) return pick(setting, draft, answered);
  const around = question === undefined ? undefined : optionAround(question, text);
  if (around !== undefined) return pick(setting, draft, around);
  return reactToIntent(setting, draft, question, understanding);
}

function reactToIntent(
  setting: Setting,
  draft: Draft,
  question: Question | undefined,
  understanding: Understanding,
): Draft | undefined {
  const { bot } = setting;
  if (understanding.verdict === "unknown") return undefined;
  const top = understanding.intents[0]?.name ?? NONE;
  const meant = question?.options.find((option) => option.intents.includes(top));
  if (meant !== undefined) return pick(setting, draft, meant);
  // The complaint that led to a remedy, made again after it: the remedy did not help.
  const again = bot.startByIntent.get(top) === topOf(draft)?.dialog ? question?.yesno?.no : undefined;
  const inVain = question?.remedy === undefined ? undefined : question.options.find(({ id }) => id === again);
  if (inVain !== undefined) return pick(setting, draft, inVain);
  if (understanding.verdict === "sure") return begin(setting, draft, top);
  const close = closest(bot, understanding);
  const dialogs = new Set(close.map((intent) => bot.startByIntent.get(intent)));
  if (dialogs.size < 2) return begin(setting, draft, close[0] ?? top);
  return pushNamedPattern(bot, withoutOffers(draft), "clarify", { candidates: close });
}

/** The two intents between which a text is ambiguous, as far as they lead to dialogs. */
function closest(bot: Bot, understanding: Understanding): readonly string[] {
  const enough = (understanding.intents[0]?.confidence ?? 0) * CLOSE_SHARE;
  const names = new Set(
    understanding.intents.filter(({ confidence }) => confidence >= enough).map(({ name }) => name),
  );
  return served(bot, understanding)
    .filter((name) => names.has(name))
    .slice(0, 2);
}

/** Begins a dialog or a pattern; some of what is true everywhere does more than its words. */
function beginById(setting: Setting, draft: Draft, id: string): Draft | undefined {
  const { bot } = setting;
  if (bot.dialogs.get(id)?.kind !== "pattern") return enter(bot, draft, id);
  switch (id) {
    case patternId("human"):
      return askForHuman(setting, draft);
    case patternId("cancel"):
      return pushPattern(bot, dropAll(draft), id);
    case patternId("repeat"):
      return draft.stack.length > 0 ? pushPattern(bot, fromEntry(draft), id) : resay(setting, draft);
    default:
      return pushPattern(bot, draft, id);
  }
}

function offeredIntent(
  bot: Bot,
  draft: Draft,
  question: Question | undefined,
  key: string,
): string | undefined {
  if (question?.fromIntents !== true) return undefined;
  return topOf(draft)?.candidates.find((name) => {
    const title = bot.intents.find((intent) => intent.name === name)?.title;
    return title !== undefined && [title.zh, title.en].some((words) => phraseKey(words) === key);
  });
}

function miss(
  setting: Setting,
  draft: Draft,
  question: Question | undefined,
  understanding: Understanding,
): Draft {
  const misses = draft.misses + 1;
  const stage = Math.min(misses, LAST_UNCLEAR);
  const counted = { ...draft, misses };
  const unclear = question?.yesno?.unclear;
  if (unclear !== undefined && stage < LAST_UNCLEAR) return goTo(setting, counted, unclear);
  const pattern: PatternName = stage === 1 ? "unclear-1" : stage === 2 ? "unclear-2" : "unclear-3";
  const candidates = served(setting.bot, understanding).slice(0, MAX_SUGGESTIONS);
  return pushNamedPattern(setting.bot, withoutOffers(counted), pattern, { candidates });
}

/** The intents a customer may have meant that lead to a dialog of their own, likeliest first. */
function served(bot: Bot, understanding: Understanding): readonly string[] {
  return understanding.intents
    .map((intent) => intent.name)
    .filter((name) => bot.dialogs.get(bot.startByIntent.get(name) ?? "")?.kind === "dialog");
}
