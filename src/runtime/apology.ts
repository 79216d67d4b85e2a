import { type Bot, patternId } from "../content/bot.ts";
import { DEFAULT_QUEUE } from "../content/queues.ts";
import { phraseKey } from "../content/wording.ts";
import { ownedBy } from "../conversation/state.ts";
import { type Ticket, urgencyOf } from "../desk/ownership.ts";
import { BOT_BUTTON, CALL_BUTTON, HUMAN_BUTTON } from "../dialog/speak.ts";
import type { Localized } from "../kernel/language.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { ChoiceOption } from "../protocol/event.ts";
import { unchanged } from "./answer.ts";
import type { ConversationRecord, FinishedTurn, Ids, LoggedEvent, NewEvent, NextTurn } from "./ports.ts";

const sorry: Localized = {
  zh: "抱歉，我们的系统出了点问题，这条消息没能处理。您可以换个说法再试一次，或者点下面的按钮找人工客服。",
  en: "Sorry, something went wrong on our side and this message could not be handled. You can try again in other words, or press the button below to reach a person.",
};

const leftForColleagues: Localized = {
  zh: "非常抱歉，我们的系统出了问题：机器人现在处理不了您的消息，也没能马上为您接通人工客服。您的问题已经留给同事了，他们会尽快在这里回复您。如果还有要补充的，直接在这里留言就可以。",
  en: "We are very sorry: something went wrong on our side. The bot cannot handle your messages at the moment, nor put you through to a person right away. Your question has been left for our colleagues, who will answer here as soon as they can. If there is anything to add, just write it here.",
};

const why: Localized = { zh: "机器人出了故障", en: "The bot failed" };

/** How far back an apology counts as one that has just been made. */
export const RECENT_EVENTS = 5;

/**
 * The turn that pays for an event the bot cannot answer because of a fault of ours: it says so and changes nothing. When
 * that has just been said before, or the customer wants a person, saying it once more would lead nowhere: the message is
 * left for the agents instead.
 *
 * @param before the events of the log before those that are answered, the last `RECENT_EVENTS`
 */
export function apologize(
  bot: Bot,
  { record, events }: NextTurn,
  before: readonly LoggedEvent[],
  ids: Pick<Ids, "event">,
  at: Timestamp,
): FinishedTurn {
  const { phase } = record.state;
  const hasNobody = phase === "bot" || phase === "closed";
  const leads = events.some((event) => asksForPerson(bot, event)) || before.some(isApology);
  const outcome =
    hasNobody && leads ? leaveMessage(bot, record, ids, at) : sayAgain(bot, record, ids.event(), at);
  return { ...outcome, pays: (events.at(-1) ?? events[0]).seq };
}

function sayAgain(bot: Bot, record: ConversationRecord, id: NewEvent["id"], at: Timestamp) {
  const { state } = record;
  const { language } = state;
  const options = [{ id: HUMAN_BUTTON, label: bot.labels.human[language] }];
  return unchanged(record, state, [apology(sorry[language], options, id, at)]);
}

/** Gives the conversation to whoever looks at the messages that were left, and tells the customer so. */
function leaveMessage(bot: Bot, record: ConversationRecord, ids: Pick<Ids, "event">, at: Timestamp) {
  const { state, vip } = record;
  const { language, dialog } = state;
  const { care, topic } = dialog;
  const ticket: Ticket = { queue: DEFAULT_QUEUE, since: at, urgency: urgencyOf(care !== "", vip === true) };
  const options = [
    { id: CALL_BUTTON, label: bot.labels.call[language] },
    { id: BOT_BUTTON, label: bot.labels.bot[language] },
  ];
  const handoff = {
    reason: why[language],
    queue: ticket.queue,
    brief: {},
    ...(care !== "" && { care }),
    ...(topic !== undefined && { intent: topic }),
    isLeft: true as const,
  };
  const left: NewEvent = {
    id: ids.event(),
    at,
    kind: "handoff",
    from: "system",
    body: { type: "handoff", status: "offline" },
    inside: { handoff },
  };
  const says = apology(leftForColleagues[language], options, ids.event(), at);
  return unchanged(record, ownedBy(state, { phase: "offline", ticket }), [says, left]);
}

function apology(text: string, options: ChoiceOption[], id: NewEvent["id"], at: Timestamp): NewEvent {
  return { id, at, kind: "message", from: "system", body: { type: "choices", text, options } };
}

/** Of the messages in the log, apologies alone are nobody's. */
function isApology({ kind, from }: LoggedEvent): boolean {
  return kind === "message" && from === "system";
}

/** Whether the customer wants a person in a way that takes no understanding. */
function asksForPerson(bot: Bot, { body, inside }: LoggedEvent): boolean {
  if (inside?.asksForHuman) return true;
  if (inside?.asksFor !== undefined) return bot.startByIntent.get(inside.asksFor) === patternId("human");
  if (body.type === "choice") return body.option === HUMAN_BUTTON;
  if (body.type !== "text") return false;
  const key = phraseKey(body.text);
  const { zh, en } = bot.labels.human;
  return (
    bot.startByPhrase.get(key) === patternId("human") || [zh, en].some((label) => phraseKey(label) === key)
  );
}
