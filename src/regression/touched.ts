import { type Bot, type Dialog, patternId } from "../content/bot.ts";
import type { MessageExpectation } from "./expectation-schema.ts";
import type { CaseResult } from "./run-case.ts";
import type { TalkTurn } from "./test-schema.ts";

/** What a change of content files can make a difference to. */
export type Reach =
  /** A file that every conversation depends on. */
  | { readonly to: "everything"; readonly because: string }
  | { readonly to: "dialogs"; readonly dialogs: ReadonlySet<string> };

/**
 * What a change of content files can make a difference to: a dialog's file to that dialog, any other to everything.
 *
 * @param changed paths relative to the content's folder; what is no content is passed over
 */
export function reachOf(changed: readonly string[]): Reach {
  const dialogs = new Set<string>();
  for (const file of changed) {
    const [, dialog] = /^dialogs\/([^_/][^/]*)\.yaml$/u.exec(file) ?? [];
    if (dialog !== undefined) dialogs.add(dialog);
    else if (
      /^(?:bot\.yaml|(?:dialogs|intents(?:\/entities)?)\/[^/]+\.yaml|knowledge\/[^/]+\.md)$/u.test(file)
    ) {
      return { to: "everything", because: file };
    }
  }
  return { to: "dialogs", dialogs };
}

/** Whether a case speaks of one of the dialogs, of an intent that starts one, or went through one. */
export function passesThrough(bot: Bot, result: CaseResult, dialogs: ReadonlySet<string>): boolean {
  if (dialogs.size === 0) return false;
  const { start, talk } = result.case;
  if (start !== undefined && dialogs.has(start.split("#")[0] ?? "")) return true;
  const visited = result.answers.some(
    ({ said, trace }) =>
      trace.some(({ dialog }) => dialogs.has(dialog)) ||
      // What is said again, or quoted, is said without going there.
      said.some(({ origin }) => dialogs.has(origin.dialog)),
  );
  if (visited) return true;
  const known = [...dialogs].flatMap((id) => bot.dialogs.get(id) ?? []);
  return talk.some(({ turn }) => mentions(turn, dialogs, known));
}

function mentions(turn: TalkTurn, dialogs: ReadonlySet<string>, known: readonly Dialog[]): boolean {
  if ("me" in turn) {
    const intent = turn.nlu?.intent;
    return intent !== undefined && known.some(({ intents }) => intents.includes(intent));
  }
  // A step that is named without its dialog was either gone through, or the case has failed.
  if ("bot" in turn) return namesDialog(turn.bot, dialogs, []);
  if ("never" in turn) return namesDialog(turn.never, dialogs, known);
  if ("end" in turn) {
    return turn.end !== true && turn.end.dialog !== undefined && dialogs.has(turn.end.dialog);
  }
  return false;
}

function namesDialog(
  message: string | MessageExpectation,
  dialogs: ReadonlySet<string>,
  known: readonly Dialog[],
): boolean {
  if (typeof message === "string") return false;
  const { dialog, pattern, step } = message;
  if (dialog !== undefined && dialogs.has(dialog)) return true;
  if (pattern !== undefined && dialogs.has(patternId(pattern))) return true;
  if (step === undefined) return false;
  const [owner = "", ...rest] = step.split("#");
  return rest.length > 0 ? dialogs.has(owner) : known.some(({ steps }) => steps.has(step));
}
