import { patternId } from "../content/bot.ts";
import type { HandoffRequest } from "../conversation/effect.ts";
import type { Origin } from "../dialog/state.ts";
import type { Understanding } from "../kernel/understanding.ts";
import type { BotExpectation, TalkTurn, TextExpectation, UnderstandingExpectation } from "./test-schema.ts";

/** One message of the bot as a test sees it: list items stand under the text, a line each. */
export interface Spoken {
  readonly text: string;
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
  readonly origin: Origin;
}

/** What of a message is not as expected, or `undefined` when all of it is. */
export function botMismatch(spoken: Spoken, expected: BotExpectation): string | undefined {
  const { dialog, step } = spoken.origin;
  if (expected.pattern !== undefined && dialog !== patternId(expected.pattern)) {
    return `Expected the pattern ${expected.pattern}, but ${dialog}#${step} spoke.`;
  }
  if (expected.dialog !== undefined && dialog !== expected.dialog) {
    return `Expected the dialog ${expected.dialog}, but ${dialog}#${step} spoke.`;
  }
  if (expected.step !== undefined && expected.step !== step && expected.step !== `${dialog}#${step}`) {
    return `Expected step ${expected.step}, but ${dialog}#${step} spoke.`;
  }
  const text = expected.text === undefined ? undefined : textMismatch(spoken.text, expected.text);
  if (text !== undefined) return text;
  if (expected.not !== undefined && textMismatch(spoken.text, expected.not) === undefined) {
    return `The text must not be like ${JSON.stringify(expected.not)}: "${spoken.text}".`;
  }
  const labels = spoken.buttons.map((button) => button.label);
  let from = 0;
  for (const label of expected.buttons ?? []) {
    const found = labels.indexOf(label, from);
    if (found < 0) return `Expected the button "${label}", but the buttons are [${labels.join("] [")}].`;
    from = found + 1;
  }
  return undefined;
}

/** What of a handoff is not as expected. */
export function handoffMismatch(
  handoff: HandoffRequest,
  expected: Extract<TalkTurn, { handoff: unknown }>["handoff"],
): string | undefined {
  if (expected === true) return undefined;
  if (expected.queue !== undefined && expected.queue !== handoff.queue) {
    return `Expected the queue ${expected.queue}, but it is ${handoff.queue}.`;
  }
  const reason = expected.reason === undefined ? undefined : textMismatch(handoff.reason, expected.reason);
  if (reason !== undefined) return `The reason of the handoff: ${reason}`;
  const wrong = Object.entries(expected.brief ?? {}).find(([slot, value]) => handoff.brief[slot] !== value);
  if (wrong === undefined) return undefined;
  return `Expected ${wrong[0]} = "${wrong[1]}" in the brief, but it is ${JSON.stringify(handoff.brief[wrong[0]])}.`;
}

/** What of an understanding is not as expected. */
export function understandingMismatch(
  understanding: Understanding,
  expected: UnderstandingExpectation,
): string | undefined {
  const [top] = understanding.intents;
  const seen = `${top?.name ?? "nothing"} at ${(top?.confidence ?? 0).toFixed(2)}, ${understanding.verdict}`;
  if (expected.intent !== undefined && expected.intent !== top?.name)
    return `Understood ${seen}, not ${expected.intent}.`;
  if (expected.verdict !== undefined && expected.verdict !== understanding.verdict) {
    return `Understood ${seen}, not ${expected.verdict}.`;
  }
  if (expected.min !== undefined && (top?.confidence ?? 0) < expected.min)
    return `Understood ${seen}, under ${expected.min}.`;
  if (expected.yesno !== undefined && expected.yesno !== understanding.yesno) {
    return `Heard ${understanding.yesno ?? "neither yes nor no"}, not ${expected.yesno}.`;
  }
  return undefined;
}

function textMismatch(text: string, expected: TextExpectation): string | undefined {
  const wanted = typeof expected === "string" ? { contains: expected } : expected;
  if (wanted.contains !== undefined && !text.includes(wanted.contains)) {
    return `Expected a text with "${wanted.contains}", but it is "${text}".`;
  }
  if (wanted.equals !== undefined && text !== wanted.equals)
    return `Expected "${wanted.equals}", but it is "${text}".`;
  if (wanted.matches !== undefined && !new RegExp(wanted.matches, "u").test(text)) {
    return `Expected a text like /${wanted.matches}/, but it is "${text}".`;
  }
  return undefined;
}
