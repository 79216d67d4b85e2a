import type { Bot } from "../content/bot.ts";
import { HUMAN_BUTTON } from "../dialog/speak.ts";
import type { Localized } from "../kernel/language.ts";
import type { Timestamp } from "../kernel/time.ts";
import { unchanged } from "./answer.ts";
import type { FinishedTurn, Ids, NewEvent, NextTurn } from "./ports.ts";

const sorry: Localized = {
  zh: "抱歉，我们的系统出了点问题，这条消息没能处理。您可以换个说法再试一次，或者点下面的按钮找人工客服。",
  en: "Sorry, something went wrong on our side and this message could not be handled. You can try again in other words, or press the button below to reach a person.",
};

/** The turn that pays for an event the bot cannot answer because of a fault of ours: it says so and changes nothing. */
export function apologize(bot: Bot, { record, events }: NextTurn, ids: Ids, at: Timestamp): FinishedTurn {
  const { state } = record;
  const options = [{ id: HUMAN_BUTTON, label: bot.labels.human[state.language] }];
  const apology: NewEvent = {
    id: ids.event(),
    at,
    kind: "message",
    from: "system",
    body: { type: "choices", text: sorry[state.language], options },
  };
  return { ...unchanged(record, state, [apology]), pays: (events.at(-1) ?? events[0]).seq };
}
