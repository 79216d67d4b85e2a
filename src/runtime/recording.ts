import type { ConversationEvent } from "../conversation/event.ts";
import type { ConversationState } from "../conversation/state.ts";
import type { Circumstances } from "../conversation/transition.ts";
import type { RecordedCall, TurnCause, TurnRecord, Understood } from "../conversation/turn-record.ts";
import type { Ended } from "../dialog/turn.ts";
import type { Understanding } from "../kernel/understanding.ts";
import type { Published } from "./content.ts";
import type { NewEvent } from "./ports.ts";

interface TakenTurn {
  readonly cause: TurnCause;
  readonly event: ConversationEvent;
  readonly published: Published;
  readonly before: ConversationState;
  readonly known: Omit<Circumstances, "isStaffed">;
  readonly staffed: Readonly<Record<string, boolean>>;
  readonly ended: Ended | undefined;
}

/** What it takes to have a turn again. */
export function recordTurn({
  cause,
  event,
  published: { hash, modelName },
  before: { phase, language },
  known: { identified, vip, context },
  staffed,
  ended,
}: TakenTurn): TurnRecord {
  return {
    cause,
    at: event.at,
    content: hash,
    model: modelName,
    phase,
    language,
    identified,
    ...(vip && { vip }),
    ...(context && { context }),
    ...(Object.keys(staffed).length > 0 && { staffed }),
    ...(event.type === "said" && { understood: understoodIn(event.understanding) }),
    ...(ended && { ended }),
  };
}

/** Lets a turn ask which queues have somebody there, and remembers what it was told. */
export function noteStaffed(isStaffed: (queue: string) => boolean): {
  readonly isStaffed: (queue: string) => boolean;
  readonly staffed: () => Readonly<Record<string, boolean>>;
} {
  const told = new Map<string, boolean>();
  return {
    isStaffed(queue) {
      const known = told.get(queue) ?? isStaffed(queue);
      told.set(queue, known);
      return known;
    },
    staffed: () => Object.fromEntries(told),
  };
}

/** The events of a turn with what it was taken with, at the first of them, and its calls, at the first that the bot says. */
export function noteTurn(
  events: readonly NewEvent[],
  turn: TurnRecord,
  calls: readonly RecordedCall[],
): readonly NewEvent[] {
  const first = Math.max(
    events.findIndex(({ from }) => from === "bot"),
    0,
  );
  return events.map((event, index) => {
    if (index > 0 && index !== first) return event;
    const inside = {
      ...event.inside,
      ...(index === 0 && { turn }),
      ...(index === first && calls.length > 0 && { calls }),
    };
    return { ...event, inside };
  });
}

function understoodIn({ verdict, intents: [top] }: Understanding): Understood {
  return { verdict, ...(top && { intent: top.name, confidence: top.confidence }) };
}
