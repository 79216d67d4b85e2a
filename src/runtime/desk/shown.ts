import type { Ownership } from "../../desk/ownership.ts";
import type { AgentRef, DeskRow as ShownRow } from "../../protocol/desk.ts";
import type { DeskEvent } from "../../protocol/event.ts";
import type { DeskRow } from "../desk-ports.ts";
import type { LoggedEvent } from "../ports.ts";

/** A colleague who has a conversation open. */
export interface Looker extends AgentRef {
  readonly isTyping: boolean;
}

/** A conversation as it crosses the wire to agents. */
export function shownRow(row: DeskRow, lookers: readonly Looker[]): ShownRow {
  const { ownership, latest, asksSince, customerRead: _read, seen: _seen, tags, ...rest } = row;
  return {
    ...rest,
    ...shownOwnership(ownership),
    ...(latest && { latest: { ...latest, at: iso(latest.at) } }),
    ...(asksSince !== undefined && { asksSince: iso(asksSince) }),
    tags: [...tags],
    lookers: [...lookers],
  };
}

function shownOwnership(ownership: Ownership) {
  const { phase } = ownership;
  if (!("ticket" in ownership)) return { phase };
  const { queue, since, urgency, wantsCall } = ownership.ticket;
  const line = { phase, queue, since: iso(since), urgency, ...(wantsCall && { wantsCall }) };
  switch (ownership.phase) {
    case "waiting": {
      const { offer, keptFor } = ownership;
      return {
        ...line,
        ...(offer && { offer: { agent: offer.agent, until: iso(offer.until) } }),
        ...(keptFor && { keptFor }),
      };
    }
    case "assigned":
      return { ...line, agent: ownership.agent };
    case "snoozed":
      return { ...line, agent: ownership.agent, until: iso(ownership.until) };
    case "offline":
      return line;
  }
}

/** A logged event as agents see it. */
export function deskEvent({ seq, id, at, kind, from, body, cid, inside }: LoggedEvent): DeskEvent {
  const { by, did, origin } = inside ?? {};
  return {
    seq,
    id,
    at: iso(at),
    kind,
    from,
    body,
    ...(cid !== undefined && { cid }),
    ...(by && { by }),
    ...(did && { did }),
    ...(origin && { origin: { dialog: origin.dialog, step: origin.step } }),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
