import type { Bot } from "../../content/bot.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { CaseHead } from "../record-case.ts";
import type { TalkTurn } from "../test-schema.ts";
import type { RecordedCause, RecordedConversation, RecordedTurn } from "./recorded.ts";

/** What a test says of itself, and what happens in it; what it expects is yet to be seen. */
export interface BlessedCase {
  readonly head: Omit<CaseHead, "name">;
  readonly talk: readonly TalkTurn[];
}

/** Shorter pauses change nothing, and only make a test long. */
const SHORTEST_PAUSE_MS: Milliseconds = 60_000;

/**
 * A recorded conversation up to a turn, as a dialog test has it.
 *
 * @param upTo index of the last turn
 * @returns why it cannot be one, where it cannot
 */
export function blessedCase(
  bot: Bot,
  { language, slots = {}, colleagues, turns }: RecordedConversation,
  upTo: number,
): BlessedCase | { readonly refusal: string } {
  const had = turns.slice(0, upTo + 1);
  const [first] = had;
  const last = had.at(-1);
  if (first === undefined || last === undefined) return { refusal: "It has no such turn." };
  if (had.some(({ masked }) => masked)) return { refusal: "Some of its text is hidden in the record." };
  if (had.some(({ cause }) => cause.type === "handedBack"))
    return { refusal: "An agent takes part in it, and a dialog test has none." };
  const { page, order } = last.context ?? {};
  const context = { ...(page !== undefined && { page }), ...(order !== undefined && { order }) };
  const start = first.cause.type === "started" ? placeOf(first.cause) : undefined;
  const filled = first.cause.type === "started" ? { ...slots, ...first.cause.slots } : slots;
  const stubs = stubsOf(had);
  return {
    head: {
      now: new Date(first.at).toISOString(),
      language,
      customer: { identified: last.identified },
      ...(Object.keys(context).length > 0 && { context }),
      ...(Object.keys(filled).length > 0 && { slots: filled }),
      ...(Object.keys(stubs).length > 0 && { stubs }),
      ...(colleagues && { colleagues }),
      ...(start !== undefined && { start }),
    },
    talk: had.flatMap((turn, index) => [
      ...pauseBefore(turn, had[index - 1] ?? turn),
      ...(happens(bot, language, turn.cause) ?? []),
    ]),
  };
}

function placeOf({ dialog, step }: Extract<RecordedCause, { type: "started" }>): string {
  return step === undefined ? dialog : `${dialog}#${step}`;
}

function pauseBefore({ at, cause }: RecordedTurn, before: RecordedTurn): readonly TalkTurn[] {
  const pause = at - before.at;
  if (cause.type !== "alarm" && pause < SHORTEST_PAUSE_MS) return [];
  return [{ clock: `+${Math.ceil(pause / 1000)}s` }];
}

function happens(
  bot: Bot,
  language: RecordedConversation["language"],
  cause: RecordedCause,
): readonly TalkTurn[] | undefined {
  switch (cause.type) {
    case "said":
      return [{ me: cause.text }];
    case "chose":
      return [{ me: { tap: cause.label ?? cause.option } }];
    case "showed":
      return [{ me: { image: true } }];
    case "askedForHuman":
      return [{ me: bot.labels.human[language] }];
    case "askedFor":
      return [{ me: { intent: cause.intent } }];
    default:
      return undefined;
  }
}

/** What the shop's systems answered, by action, one call after the other. */
function stubsOf(turns: readonly RecordedTurn[]): NonNullable<CaseHead["stubs"]> {
  const stubs: Record<string, NonNullable<CaseHead["stubs"]>[string][number][]> = {};
  for (const { action, outcome, fields } of turns.flatMap(({ calls }) => calls)) {
    stubs[action] ??= [];
    stubs[action].push({ [outcome]: fields });
  }
  return stubs;
}
