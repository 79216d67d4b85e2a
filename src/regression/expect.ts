import { patternId } from "../content/bot.ts";
import type { SlotValue } from "../content/values.ts";
import type { Effect, HandoffRequest } from "../conversation/effect.ts";
import type { Origin } from "../dialog/state.ts";
import type { Understanding } from "../kernel/understanding.ts";
import type {
  CallExpectation,
  HandoffExpectation,
  MessageExpectation,
  UnderstandingExpectation,
} from "./expectation-schema.ts";
import { textMismatch, valuesMismatch } from "./text-mismatch.ts";

/** One message of the bot as a test sees it: list items stand under the text, a line each. */
export interface Spoken {
  readonly text: string;
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
  readonly origin: Origin;
}

/** A message as tests see it; other effects are none. */
export function spokenOf(effect: Effect): readonly Spoken[] {
  if (effect.type !== "say") return [];
  const { body, origin } = effect;
  const buttons = body.type === "text" ? [] : (body.options ?? []);
  return [{ text: [body.text, ...linesOf(body)].join("\n"), buttons, origin }];
}

function linesOf(body: Extract<Effect, { type: "say" }>["body"]): readonly string[] {
  switch (body.type) {
    case "steps":
      return body.items;
    case "image":
      return [body.alt];
    default:
      return [];
  }
}

/** An action that was called, and what it was given. */
export interface Called {
  readonly action: string;
  readonly input: Readonly<Record<string, SlotValue>>;
}

/** What of a message is not as expected, or `undefined` when all of it is. */
export function botMismatch(spoken: Spoken, expected: MessageExpectation): string | undefined {
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
  return buttonsMismatch(
    spoken.buttons.map(({ label }) => label),
    expected,
  );
}

/** What of a handoff is not as expected. */
export function handoffMismatch(handoff: HandoffRequest, expected: HandoffExpectation): string | undefined {
  if (expected === true) return undefined;
  if (expected.queue !== undefined && expected.queue !== handoff.queue) {
    return `Expected the queue ${expected.queue}, but it is ${handoff.queue}.`;
  }
  if (expected.care !== undefined && expected.care !== handoff.care) {
    return `Expected the care ${expected.care}, but it is ${handoff.care ?? "none"}.`;
  }
  if (expected.intent !== undefined && expected.intent !== handoff.intent) {
    return `Expected the intent ${expected.intent}, but it is ${handoff.intent ?? "none"}.`;
  }
  const reason = expected.reason === undefined ? undefined : textMismatch(handoff.reason, expected.reason);
  if (reason !== undefined) return `The reason of the handoff: ${reason}`;
  // A brief holds texts alone: 12 in it is "12".
  const brief = Object.entries(expected.brief ?? {}).map(
    ([name, value]) =>
      [name, typeof value === "number" || typeof value === "boolean" ? String(value) : value] as const,
  );
  const wrong = valuesMismatch(handoff.brief, Object.fromEntries(brief));
  return wrong === undefined ? undefined : `The brief of the handoff: ${wrong}`;
}

/** What of the calls is not as expected: others, in another order, or given something else. */
export function callsMismatch(
  calls: readonly Called[],
  expected: readonly CallExpectation[],
): string | undefined {
  const wanted = expected.flatMap((call) => Array.from({ length: call.times ?? 1 }, () => call));
  const names = (of: readonly { readonly action: string }[]): string =>
    of.length === 0 ? "no call" : of.map(({ action }) => action).join(", ");
  if (wanted.length !== calls.length || wanted.some(({ action }, at) => action !== calls[at]?.action)) {
    return `Expected ${names(wanted)}, but there was ${names(calls)}.`;
  }
  for (const [at, call] of calls.entries()) {
    const mismatch = valuesMismatch(call.input, wanted[at]?.with ?? {});
    if (mismatch !== undefined) return `${call.action}: ${mismatch}`;
  }
  return undefined;
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
  const article = understanding.article?.name;
  if (expected.article !== undefined && expected.article !== (article ?? false)) {
    const wanted = expected.article === false ? "none" : expected.article;
    return `The article is ${article ?? "none"}, not ${wanted}; understood ${seen}.`;
  }
  return undefined;
}

function buttonsMismatch(
  labels: readonly string[],
  { buttons = [], only }: MessageExpectation,
): string | undefined {
  const all = `the buttons are [${labels.join("] [")}].`;
  let from = 0;
  for (const label of buttons) {
    const found = labels.indexOf(label, from);
    if (found < 0) return `Expected the button "${label}", but ${all}`;
    from = found + 1;
  }
  if (only === undefined) return undefined;
  const isSame = only.length === labels.length && only.every((label, at) => label === labels[at]);
  return isSame ? undefined : `Expected [${only.join("] [")}] and no other button, but ${all}`;
}
