import { type CareCue, patternId, type SlotQuestion } from "../content/bot.ts";
import { holdsCareWord } from "../content/care-word.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";
import { phraseKey } from "../content/wording.ts";
import type { Milliseconds } from "../kernel/time.ts";
import { questionOf } from "./answering.ts";
import type { Heard } from "./heard.ts";
import { answer, goTo } from "./leaving.ts";
import { proceed } from "./proceed.ts";
import { react, servedIntents } from "./react.ts";
import { failSlot } from "./slot-answer.ts";
import { pushNamedPattern, pushPattern, stepOf, topOf, withoutOffers } from "./stack.ts";
import type { DialogState } from "./state.ts";
import { type Draft, draftOf, type Setting, type Turn, visit } from "./turn.ts";

/** How many intents are offered when the bot is unsure what was meant. */
const MAX_SUGGESTIONS = 3;

/** A second miss may be the customer's typo; after a third the bot only annoys. */
const LAST_UNCLEAR = 3;

/** Whoever was here a day ago and has nothing open is met like anybody else, whatever trouble or topic it was then. */
const FADES_MS: Milliseconds = 24 * 3_600_000;

/** Beyond this a text that was not understood is not the beginning of another one. In UTF-16 units. */
const MAX_UNANSWERED = 200;

/** The bot's turn on what a customer has written. What is not understood is unclear, in three stages. */
export function hear(setting: Setting, state: DialogState, heard: Heard): Turn {
  const key = phraseKey(heard.text);
  const draft = noticed(setting, spokenTo(setting, state), ({ words }) =>
    words.some((word) => holdsCareWord(key, word)),
  );
  const cue =
    draft.care === state.care ? undefined : setting.bot.care.find(({ kind }) => kind === draft.care);
  // Whoever is in trouble is met as such, and not with something to read.
  const isCalm = cue?.pattern === undefined;
  const understood =
    react(setting, draft, heard) ?? (isCalm ? answeredByArticle(setting, draft, heard) : undefined);
  if (understood !== undefined) {
    const intent = begunBy(setting, state, understood, heard);
    const cared = noticed(
      setting,
      understood,
      ({ intents }) => intent !== undefined && intents.includes(intent),
    );
    const open = isSmallTalk(cared) ? heard.text : "";
    return proceed(setting, caredFor(setting, { ...cared, misses: 0, unanswered: open }, cue));
  }
  if (cue?.pattern !== undefined) return proceed(setting, caredFor(setting, { ...draft, misses: 0 }, cue));
  const unanswered = `${state.unanswered} ${heard.text}`.trim().slice(-MAX_UNANSWERED);
  return proceed(setting, { ...miss(setting, draft, heard), unanswered });
}

/** A turn that the customer begins. */
export function spokenTo(setting: Setting, state: DialogState): Draft {
  const isLongAgo = state.heardAt > 0 && setting.at - state.heardAt >= FADES_MS && state.stack.length === 0;
  return {
    ...draftOf(state),
    care: isLongAgo ? "" : state.care,
    topic: isLongAgo ? undefined : state.topic,
    nudges: 0,
    calls: 0,
  };
}

/** Notices that a customer needs care, by a sign that is true of some cue; of two kinds the more urgent one, the first. */
function noticed(setting: Setting, draft: Draft, isSign: (cue: CareCue) => boolean): Draft {
  const { care } = setting.bot;
  const found = care.findIndex(isSign);
  const known = care.findIndex(({ kind }) => kind === draft.care);
  const cue = found >= 0 && (known < 0 || found < known) ? care[found] : undefined;
  return cue === undefined ? draft : { ...draft, care: cue.kind };
}

/** The intent by which a text began something; none, when words of its own or the open question decided. */
function begunBy(setting: Setting, state: DialogState, draft: Draft, heard: Heard): string | undefined {
  const top = heard.understanding.intents[0]?.name;
  const id = top === undefined ? undefined : setting.bot.startByIntent.get(top);
  const isBegun =
    draft.stack.some(({ dialog }) => dialog === id) && !state.stack.some(({ dialog }) => dialog === id);
  return isBegun ? top : undefined;
}

/** Puts the words for a customer in trouble before anything else, unless a person is on the way already. */
function caredFor(setting: Setting, draft: Draft, cue: CareCue | undefined): Draft {
  if (cue?.pattern === undefined) return draft;
  const asksForPerson =
    stepOf(setting.bot, topOf(draft))?.verb === "human" || topOf(draft)?.dialog === patternId("human");
  return asksForPerson ? draft : pushPattern(setting.bot, draft, patternId(cue.pattern));
}

/** A greeting or a question back has been met, but what the customer came for may still follow. */
function isSmallTalk(draft: Draft): boolean {
  const frame = topOf(draft);
  return frame?.via === "pattern" && frame.article === undefined && draft.stack.length === 1;
}

/** Shows the article that answers a text, where nothing else does and no value is asked for. */
function answeredByArticle(setting: Setting, draft: Draft, { understanding }: Heard): Draft | undefined {
  const { bot } = setting;
  const name = understanding.article?.name;
  if (name === undefined || !bot.articles.has(name)) return undefined;
  if (questionOf(bot, draft)?.slot !== undefined) return undefined;
  return pushNamedPattern(bot, withoutOffers(draft), "article", { article: name });
}

function miss(setting: Setting, draft: Draft, { understanding }: Heard): Draft {
  const question = questionOf(setting.bot, draft);
  if (question?.slot !== undefined) return missValue(setting, draft, question.slot);
  const step = stepOf(setting.bot, topOf(draft));
  if (step?.verb === "wait" && step.message !== undefined)
    return answer(setting, draft, "message", step.message);
  const misses = draft.misses + 1;
  const stage = Math.min(misses, LAST_UNCLEAR);
  const counted = { ...draft, misses };
  const unclear = question?.yesno?.unclear;
  const frame = topOf(draft);
  if (unclear !== undefined && frame !== undefined && stage < LAST_UNCLEAR) {
    return goTo(setting, visit(counted, { dialog: frame.dialog, step: frame.step }, "unclear"), unclear);
  }
  const pattern: PatternName = stage === 1 ? "unclear-1" : stage === 2 ? "unclear-2" : "unclear-3";
  const candidates = servedIntents(setting.bot, understanding).slice(0, MAX_SUGGESTIONS);
  return pushNamedPattern(setting.bot, withoutOffers(counted), pattern, { candidates });
}

/** A question for a value is asked again in its own words, not with a list of other topics. */
function missValue(setting: Setting, draft: Draft, slot: SlotQuestion): Draft {
  const failed = failSlot(setting, draft, slot);
  const isAskedAgain = questionOf(setting.bot, failed)?.slot?.name === slot.name;
  return isAskedAgain ? pushNamedPattern(setting.bot, failed, "unclear-value") : failed;
}
