import { NONE } from "../../kernel/understanding.ts";
import type { DraftDialog, DraftIntent, Untranslated } from "./draft.ts";
import { namesOf } from "./names.ts";

/**
 * A dialog for each intent that nothing answers, since no customer may be left without a word. One that only answers
 * questions of the bot is not understood by itself; every other one asks for a person.
 *
 * @param taken the intents that patterns start with
 */
export function placeholders(
  intents: readonly DraftIntent[],
  dialogs: readonly DraftDialog[],
  taken: readonly string[],
): { readonly dialogs: readonly DraftDialog[]; readonly listed: readonly Untranslated[] } {
  const served = new Set([NONE, ...taken, ...dialogs.flatMap(({ start }) => start?.intents ?? [])]);
  const names = namesOf(
    "dialog",
    dialogs.map(({ dialog }) => dialog),
  );
  const answers = JSON.stringify(dialogs);
  const made = intents
    .filter(({ intent }) => !served.has(intent))
    .map(({ intent, title }) => {
      const isAnswer = answers.includes(`"intent:${intent}"`);
      const dialog: DraftDialog = {
        dialog: names.nameOf(intent),
        title,
        start: { intents: [intent] },
        steps: isAnswer ? [{ go: "unclear-1" }] : [{ human: { reason: title } }],
      };
      const why = isAnswer
        ? "only an answer to questions of the bot; by itself it is not understood"
        : "nothing answers it; a person is asked for until you write the dialog";
      return { dialog, listed: { file: `dialogs/${dialog.dialog}.yaml`, what: `intent "${intent}"`, why } };
    });
  return { dialogs: made.map(({ dialog }) => dialog), listed: made.map(({ listed }) => listed) };
}
