import { inLanguage, patternId } from "../content/bot.ts";
import type { Milliseconds } from "../kernel/time.ts";
import { askForHuman, skip } from "./answering.ts";
import { quote, resay } from "./speak.ts";
import { dropAll, enter, fromEntry, note, pushNamedPattern, pushPattern, topOf } from "./stack.ts";
import type { Draft, Setting } from "./turn.ts";

/** After this long a question put again out of the blue is no longer understood. */
const LONG_AGO_MS: Milliseconds = 30 * 60_000;

/** Begins what an intent leads to, or `undefined` when nothing does. */
export function begin(setting: Setting, draft: Draft, intent: string): Draft | undefined {
  const id = setting.bot.startByIntent.get(intent);
  const begun = id === undefined ? undefined : beginById(setting, draft, id);
  // Several intents may lead to a dialog. Of one that is noted the turn has not come yet, and a pattern is no topic.
  const isTopic =
    topOf(begun ?? draft)?.dialog === id && setting.bot.dialogs.get(id ?? "")?.kind === "dialog";
  return begun !== undefined && isTopic ? { ...begun, topic: intent } : begun;
}

/** Begins a dialog or a pattern; some of what is true everywhere does more than its words. */
export function beginById(setting: Setting, draft: Draft, id: string): Draft | undefined {
  const { bot } = setting;
  if (bot.dialogs.get(id)?.kind !== "pattern") return beginDialog(setting, draft, id);
  switch (id) {
    case patternId("human"):
      return askForHuman(setting, draft);
    case patternId("cancel"):
      return pushPattern(bot, dropAll(draft), id);
    case patternId("repeat"):
      return draft.stack.length > 0 ? pushPattern(bot, fromEntry(draft), id) : resay(setting, draft);
    case patternId("skip"):
      return skip(setting, draft) ?? pushPattern(bot, draft, id);
    default:
      return pushPattern(bot, reminded(setting, draft), id);
  }
}

/** Begins the dialog of one intent and notes those of the others, whose turn comes when it is over; the customer is told so. */
export function beginAll(setting: Setting, draft: Draft, intents: readonly string[]): Draft | undefined {
  const [first, ...later] = intents;
  const begun = first === undefined ? undefined : begin(setting, draft, first);
  if (begun === undefined) return undefined;
  const ids = later.flatMap((intent) => setting.bot.startByIntent.get(intent) ?? []);
  return tellNoted(setting, begun, ids.reduce(note, begun));
}

function beginDialog(setting: Setting, draft: Draft, id: string): Draft {
  const entered = enter(setting.bot, draft, id);
  return entered.noted.length > draft.noted.length ? tellNoted(setting, draft, entered) : entered;
}

/** Says what was noted, and what comes before it. */
function tellNoted(setting: Setting, before: Draft, after: Draft): Draft {
  const fresh = after.noted.filter((id) => !before.noted.includes(id));
  if (fresh.length === 0) return after;
  const titles = fresh.flatMap((id) => {
    const title = setting.bot.dialogs.get(id)?.title;
    return title === undefined ? [] : [inLanguage(title, setting.language)];
  });
  const told = {
    ...after,
    mention: { ...after.mention, noted: titles.join(setting.language === "zh" ? "」「" : '", "') },
  };
  return { ...told, says: [...told.says, ...quote(setting, told, "noted")] };
}

/** Whoever comes back after long is asked first whether the old matter is to be gone on with. */
export function reminded(setting: Setting, draft: Draft): Draft {
  const isLongAgo = draft.heardAt > 0 && setting.at - draft.heardAt >= LONG_AGO_MS;
  const isOnlyDialogs = draft.stack.length > 0 && draft.stack.at(-1)?.via !== "pattern";
  return isLongAgo && isOnlyDialogs ? pushNamedPattern(setting.bot, draft, "resume") : draft;
}
