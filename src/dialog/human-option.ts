import type { Bot, Option, Step } from "../content/bot.ts";

/**
 * The question's own way to a person, which knows better than the general one why a person is wanted. The no to a
 * remedy is not such a way: whoever asks for a person has not said that it did not help.
 */
export function humanOption(bot: Bot, question: Extract<Step, { verb: "ask" }>): Option | undefined {
  return question.options.find(({ id, go }) => {
    if (question.remedy !== undefined && id === question.yesno?.no) return false;
    if (go.to === "human") return true;
    return go.to === "step" && bot.dialogs.get(go.dialog)?.steps.get(go.step)?.verb === "human";
  });
}
