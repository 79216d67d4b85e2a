import { type Bot, patternId, type Question } from "../content/bot.ts";
import { phraseKey } from "../content/wording.ts";
import { NONE, type Understanding } from "../kernel/understanding.ts";
import { askForHuman, pick, questionOf } from "./answering.ts";
import { begin, beginAll, beginById } from "./begin.ts";
import { choicesOf } from "./choices.ts";
import { correct } from "./correct.ts";
import type { Heard } from "./heard.ts";
import { namedOption, optionAround } from "./option.ts";
import { fillSlot, prefill, valueIn } from "./slot-answer.ts";
import { pop, pushNamedPattern, topOf, withoutOffers } from "./stack.ts";
import type { Draft, Setting } from "./turn.ts";

/** An intent with less than this share of the likeliest one's confidence is not what the customer meant. */
const CLOSE_SHARE = 0.5;

/** A sentence with fewer letters is no question of its own. */
const MIN_PART = { zh: 5, en: 10 } as const;

/**
 * What a text does, or `undefined` when it was not understood.
 *
 * Words that name an option win, then words that are true everywhere (转人工, 取消), then a taken-back answer, then yes
 * and no, then a value for the open question, then what the text was understood to mean.
 */
export function react(setting: Setting, draft: Draft, heard: Heard): Draft | undefined {
  const { bot } = setting;
  const { text, understanding } = heard;
  const question = questionOf(bot, draft);
  const key = phraseKey(text);
  const options = question === undefined ? [] : choicesOf(setting, draft, question);
  const named = question === undefined ? undefined : namedOption(setting, question, options, text);
  if (named !== undefined) return pick(setting, draft, named);
  const before = pickUnderResume(setting, draft, text);
  if (before !== undefined) return before;
  const offered = offeredIntent(bot, draft, question, key);
  if (offered !== undefined) return begin(setting, draft, offered);
  const everywhere = key === "" ? undefined : bot.startByPhrase.get(key);
  if (everywhere !== undefined) return beginById(setting, draft, everywhere);
  if (wantsHuman(bot, heard)) return askForHuman(setting, draft);
  const corrected = correct(setting, draft, text, understanding);
  if (corrected !== undefined) return corrected;
  const yesno = understanding.yesno === undefined ? undefined : question?.yesno?.[understanding.yesno];
  const answered = question?.options.find((option) => option.id === yesno);
  if (answered !== undefined) return pick(setting, draft, answered);
  const value = question === undefined ? undefined : valueIn(setting, draft, question, text, understanding);
  if (value !== undefined && question?.slot !== undefined)
    return fillSlot(setting, draft, question.slot, value);
  const around = question === undefined ? undefined : optionAround(question, options, text);
  if (around !== undefined) return pick(setting, draft, around);
  return reactToIntent(setting, draft, question, heard);
}

/** The intents a customer may have meant that lead to a dialog of their own, likeliest first. */
export function servedIntents(bot: Bot, understanding: Understanding): readonly string[] {
  return understanding.intents
    .map((intent) => intent.name)
    .filter((name) => bot.dialogs.get(bot.startByIntent.get(name) ?? "")?.kind === "dialog");
}

function wantsHuman(bot: Bot, { understanding, parts }: Heard): boolean {
  const human = patternId("human");
  const top = understanding.intents[0]?.name;
  if (top !== undefined && understanding.verdict !== "unknown" && bot.startByIntent.get(top) === human)
    return true;
  return parts.some((part) => bot.startByPhrase.get(phraseKey(part.text)) === human);
}

function reactToIntent(
  setting: Setting,
  draft: Draft,
  question: Question | undefined,
  { understanding, parts }: Heard,
): Draft | undefined {
  const { bot } = setting;
  const several = intentsIn(bot, parts);
  if (several.length > 1) return beginAll(setting, draft, several);
  if (understanding.verdict === "unknown") return undefined;
  const top = understanding.intents[0]?.name ?? NONE;
  const meant = question?.options.find((option) => option.intents.includes(top));
  if (meant !== undefined) return pick(setting, draft, meant);
  // The complaint that led to a remedy, made again after it: the remedy did not help.
  const again = bot.startByIntent.get(top) === topOf(draft)?.dialog ? question?.yesno?.no : undefined;
  const inVain = question?.remedy === undefined ? undefined : question.options.find(({ id }) => id === again);
  if (inVain !== undefined) return pick(setting, draft, inVain);
  if (understanding.verdict === "sure") return beginWith(setting, draft, top, understanding);
  const close = closest(bot, understanding);
  const dialogs = new Set(close.map((intent) => bot.startByIntent.get(intent)));
  // An article that answers the text is a better guess than an intent that is not even close to another one.
  const isArticle = understanding.article !== undefined && question?.slot === undefined;
  if (dialogs.size < 2)
    return isArticle ? undefined : beginWith(setting, draft, close[0] ?? top, understanding);
  return pushNamedPattern(bot, withoutOffers(draft), "clarify", { candidates: close });
}

/** Whoever answers the old question instead of "shall we go on?" wants to go on. */
function pickUnderResume(setting: Setting, draft: Draft, text: string): Draft | undefined {
  if (topOf(draft)?.dialog !== patternId("resume")) return undefined;
  const under = pop(draft);
  const question = questionOf(setting.bot, under);
  if (question === undefined) return undefined;
  const named = namedOption(setting, question, choicesOf(setting, under, question), text);
  return named === undefined ? undefined : pick(setting, under, named);
}

/** Begins what an intent leads to; what the customer has said already need not be asked for. */
function beginWith(
  setting: Setting,
  draft: Draft,
  intent: string,
  understanding: Understanding,
): Draft | undefined {
  const begun = begin(setting, draft, intent);
  const frame = begun === undefined ? undefined : topOf(begun);
  const isNew = frame !== undefined && frame.path.length === 0 && frame.trail.length === 0;
  return begun !== undefined && isNew && intent === understanding.intents[0]?.name
    ? prefill(setting, begun, understanding)
    : begun;
}

/** The intents that the sentences of a text have, each for itself: one for each dialog that they lead to. */
function intentsIn(bot: Bot, parts: Heard["parts"]): readonly string[] {
  const byDialog = new Map<string, string>();
  for (const { text, understanding } of parts) {
    const { verdict, intents, language } = understanding;
    const top = intents[0]?.name ?? NONE;
    const id = bot.startByIntent.get(top);
    if (verdict !== "sure" || phraseKey(text).length < MIN_PART[language]) continue;
    if (id === undefined || byDialog.has(id) || bot.dialogs.get(id)?.kind !== "dialog") continue;
    byDialog.set(id, top);
  }
  return [...byDialog.values()];
}

/** The two intents between which a text is ambiguous, as far as they lead to dialogs. */
function closest(bot: Bot, understanding: Understanding): readonly string[] {
  const enough = (understanding.intents[0]?.confidence ?? 0) * CLOSE_SHARE;
  const names = new Set(
    understanding.intents.filter(({ confidence }) => confidence >= enough).map(({ name }) => name),
  );
  return servedIntents(bot, understanding)
    .filter((name) => names.has(name))
    .slice(0, 2);
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
