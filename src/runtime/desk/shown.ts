import type { Ownership } from "../../desk/ownership.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { DeskRow as ShownRow } from "../../protocol/desk.ts";
import type { DeskEvent } from "../../protocol/event.ts";
import { maskPersonal } from "../../text/mask.ts";
import type { Looker } from "../bus.ts";
import { type DeskRow, EXCERPT_LENGTH } from "../desk-ports.ts";
import type { LoggedEvent } from "../ports.ts";
import { maskEvent } from "./mask-event.ts";

/** A conversation as it crosses the wire to agents: what is personal in its texts is hidden, and nothing else is added. */
export function shownRow(row: DeskRow, lookers: readonly Looker[]): ShownRow {
  const { id, customerId, identified, version, last, ownership, language, unread, tags } = row;
  const { latest, asksSince, blockedUntil, reason, intent, vip } = row;
  return {
    id,
    customerId,
    identified,
    version,
    last,
    language,
    unread,
    tags: [...tags],
    lookers: [...lookers],
    ...shownOwnership(ownership),
    ...(latest && { latest: { from: latest.from, at: iso(latest.at), text: maskExcerpt(latest.text) } }),
    ...(asksSince !== undefined && { asksSince: iso(asksSince) }),
    ...(blockedUntil !== undefined && { blockedUntil: iso(blockedUntil) }),
    ...(reason !== undefined && { reason: maskPersonal(reason) }),
    ...(intent !== undefined && { intent }),
    ...(vip && { vip }),
  };
}

/** What may be the beginning of a number, or of an address. */
const BEGUN = /(?:\p{N}[\p{N}\p{M}\p{Cf}\p{Pd}\s.()（）·]*|[^\s\p{Script=Han}]*[@＠][^\s\p{Script=Han}]*)$/u;

/** What was cut off in its middle is hidden as well: nobody can tell what it would have become. */
function maskExcerpt(text: string): string {
  const isCut = text.length >= EXCERPT_LENGTH && Array.from(text).length >= EXCERPT_LENGTH;
  return maskPersonal(isCut ? text.replace(BEGUN, "…") : text);
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

/** A logged event as agents see it: what is personal in its texts is hidden. */
export function deskEvent(event: LoggedEvent): DeskEvent {
  return maskEvent(unmaskedEvent(event));
}

/** A logged event as it was written. For nobody but `unmask`. */
export function unmaskedEvent({ seq, id, at, kind, from, body, cid, inside }: LoggedEvent): DeskEvent {
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

function iso(at: Timestamp): string {
  return new Date(at).toISOString();
}
