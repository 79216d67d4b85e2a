import { inLanguage } from "../content/bot.ts";
import { render } from "../content/template.ts";
import { articleOf } from "./article.ts";
import type { Frame } from "./state.ts";
import type { Draft, Setting } from "./turn.ts";

/**
 * Fills a template with what content may name.
 *
 * @param more names that only this text may use
 */
export function fill(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  if (!text.includes("{")) return text;
  const { bot, language, context } = setting;
  return render(text, {
    ...draft.results,
    ...draft.mention,
    name: inLanguage(bot.name, language),
    brand: inLanguage(bot.brand, language),
    title: interruptedTitle(setting, draft, frame),
    ...(frame.article === undefined ? {} : { article: articleOf(setting, frame.article) }),
    language,
    context,
    slots: draft.slots,
    ...more,
  });
}

/** The title of the dialog under a pattern: what "go on with …?" is about. */
function interruptedTitle(setting: Setting, draft: Draft, frame: Frame): string {
  const below = draft.stack.findLast((other) => other !== frame && other.via !== "pattern");
  const dialog = setting.bot.dialogs.get(below?.dialog ?? frame.dialog);
  return dialog?.kind === "dialog" ? inLanguage(dialog.title, setting.language) : "";
}
