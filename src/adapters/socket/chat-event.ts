import type { ChatEvent } from "../../protocol/event.ts";
import type { LoggedEvent } from "../../runtime/ports.ts";

/** A logged event as a customer may see it: without what stays inside. */
export function chatEvent({ seq, id, at, kind, from, body, cid }: LoggedEvent): ChatEvent {
  const shown = { seq, id, at: new Date(at).toISOString(), kind, from, body };
  return cid === undefined ? shown : { ...shown, cid };
}
