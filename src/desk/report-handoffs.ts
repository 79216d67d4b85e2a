import type { Milliseconds, Timestamp } from "../kernel/time.ts";

/** An agent as a report names them: by the account, or by the name alone where no account is known. */
export interface ReportedAgent {
  readonly id: string;
  readonly name: string;
}

/** What happened in a conversation that reports count. */
export type Happening = { readonly at: Timestamp } & (
  | {
      readonly type: "asked";
      readonly queue: string;
      readonly reason?: string;
      readonly intent?: string;
      readonly isLeft: boolean;
    }
  | { readonly type: "queued" }
  | { readonly type: "taken"; readonly agent: ReportedAgent }
  | { readonly type: "snoozed" }
  | { readonly type: "wrote"; readonly agent: ReportedAgent }
  | { readonly type: "returned"; readonly isByAgent: boolean }
  | { readonly type: "closed" }
  | { readonly type: "rated"; readonly score: number }
);

/** A time with people: from when a person is asked for, or an agent takes over, until it is resolved or the bot is back. */
export interface Handoff {
  readonly begun: Timestamp;
  /** What was asked for; absent when an agent took the conversation from the bot. */
  readonly queue?: string;
  readonly reason?: string;
  /** What the bot had helped with before, as far as it is known. */
  readonly intent?: string;
  /** Nobody was there, and the message was left. */
  readonly isLeft: boolean;
  /** Until an agent had it. Absent when none ever did, and when it was left and taken from there: nobody waited at the desk. */
  readonly waitMs?: Milliseconds;
  /** From when an agent had it to the first message of one. */
  readonly firstResponseMs?: Milliseconds;
  readonly stints: readonly Stint[];
  /** `abandoned`: the customer went back to the bot while nobody had them. */
  readonly outcome: "resolved" | "handedBack" | "abandoned" | "open";
  /** How the customer rated, the last time. */
  readonly score?: number;
}

/** A time in which one agent had it. */
export interface Stint {
  readonly agent: ReportedAgent;
  readonly begun: Timestamp;
  /** Absent while the agent has it. */
  readonly lastedMs?: Milliseconds;
  readonly firstResponseMs?: Milliseconds;
  readonly messages: number;
}

/** A handoff with what is needed to follow it further. */
interface Followed extends Handoff {
  readonly phase: "waiting" | "left" | "assigned" | "snoozed" | "over";
  readonly waitsSince: Timestamp;
  /** What the customer rates now is this. */
  readonly isRateable: boolean;
}

/**
 * The handoffs of one conversation.
 *
 * @param happenings in the order of the log. When they begin in the middle of a handoff, its time counts from there
 */
export function handoffsOf(happenings: readonly Happening[]): readonly Handoff[] {
  const handoffs: Followed[] = [];
  for (const happening of happenings) {
    const last = handoffs.at(-1);
    const begun = last === undefined || last.phase === "over" ? begin(happening) : undefined;
    if (begun !== undefined) handoffs.push(follow(begun, happening));
    else if (last !== undefined) handoffs.splice(-1, 1, follow(last, happening));
  }
  return handoffs.map(({ phase: _phase, waitsSince: _since, isRateable: _is, ...handoff }) => handoff);
}

function begin(happening: Happening): Followed | undefined {
  const { at, type } = happening;
  if (type !== "asked" && type !== "queued" && type !== "taken") return undefined;
  return {
    begun: at,
    ...(type === "asked" && { queue: happening.queue }),
    ...(type === "asked" && happening.reason !== undefined && { reason: happening.reason }),
    ...(type === "asked" && happening.intent !== undefined && { intent: happening.intent }),
    isLeft: false,
    stints: [],
    outcome: "open",
    phase: "waiting",
    waitsSince: at,
    isRateable: true,
  };
}

function follow(handoff: Followed, happening: Happening): Followed {
  const { at } = happening;
  if (handoff.phase === "over") return followAfter(handoff, happening);
  switch (happening.type) {
    case "asked":
      return happening.isLeft ? { ...handoff, isLeft: true, phase: "left" } : handoff;
    case "queued": {
      const isBack = handoff.phase === "left";
      return { ...ended(handoff, at), phase: "waiting", ...(isBack && { waitsSince: at }) };
    }
    case "taken":
      return taken(ended(handoff, at), happening.agent, at);
    case "snoozed":
      return { ...ended(handoff, at), phase: "snoozed" };
    case "wrote":
      return wrote(handoff, happening.agent, at);
    case "returned": {
      const isHad = handoff.phase === "assigned" || handoff.phase === "snoozed";
      const outcome = happening.isByAgent || isHad ? "handedBack" : "abandoned";
      return { ...ended(handoff, at), phase: "over", outcome, isRateable: false };
    }
    case "closed":
      return { ...ended(handoff, at), phase: "over", outcome: "resolved" };
    case "rated":
      return rated(handoff, happening.score);
  }
}

/** After it was resolved the customer says how it was; once the bot is back, a rating is about the bot. */
function followAfter(handoff: Followed, happening: Happening): Followed {
  if (happening.type === "rated" && handoff.isRateable) return rated(handoff, happening.score);
  return happening.type === "returned" ? { ...handoff, isRateable: false } : handoff;
}

function rated(handoff: Followed, score: number): Followed {
  return handoff.stints.length === 0 ? handoff : { ...handoff, score };
}

function taken(handoff: Followed, agent: ReportedAgent, at: Timestamp): Followed {
  const { stints, phase, waitsSince, queue } = handoff;
  const isWaitOver = stints.length === 0 && phase === "waiting" && queue !== undefined;
  return {
    ...handoff,
    phase: "assigned",
    ...(isWaitOver && { waitMs: length(waitsSince, at) }),
    stints: [...stints, { agent, begun: at, messages: 0 }],
  };
}

/** Whoever writes has it: that tells who they are, where the desk has assigned it by itself to somebody of that name. */
function wrote(handoff: Followed, agent: ReportedAgent, at: Timestamp): Followed {
  const { stints, phase, firstResponseMs } = handoff;
  const [first, last] = [stints[0], stints.at(-1)];
  if (first === undefined || last === undefined || phase !== "assigned") return handoff;
  const stint: Stint = {
    firstResponseMs: length(last.begun, at),
    ...last,
    agent,
    messages: last.messages + 1,
  };
  return {
    ...handoff,
    firstResponseMs: firstResponseMs ?? length(first.begun, at),
    stints: [...stints.slice(0, -1), stint],
  };
}

/** The agent who has it, if one has, has it no longer. */
function ended(handoff: Followed, at: Timestamp): Followed {
  const { stints, phase } = handoff;
  const last = stints.at(-1);
  if (last === undefined || phase !== "assigned") return handoff;
  const stint: Stint = { ...last, lastedMs: length(last.begun, at) };
  return { ...handoff, stints: [...stints.slice(0, -1), stint] };
}

/** The clocks of several processes differ: what comes next in the log may seem to be earlier. */
function length(from: Timestamp, to: Timestamp): Milliseconds {
  return Math.max(to - from, 0);
}
