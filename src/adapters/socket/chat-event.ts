import { type ChatEvent, chatEvent as schema } from "../../protocol/event.ts";
import type { LoggedEvent } from "../../runtime/ports.ts";

const VISIBLE: ReadonlySet<string> = new Set(schema.shape.kind.options);

/** A logged event as a customer may see it: without what stays inside. Undefined when it is none of theirs. */
export function chatEvent(event: LoggedEvent): ChatEvent | undefined {
  if (!isVisible(event)) return undefined;
  const { seq, id, at, kind, from, body, cid } = event;
  const shown = { seq, id, at: new Date(at).toISOString(), kind, from, body };
  return cid === undefined ? shown : { ...shown, cid };
}

function isVisible(event: LoggedEvent): event is LoggedEvent & Pick<ChatEvent, "kind" | "body"> {
  return VISIBLE.has(event.kind);
}
