import type { EventBody } from "../../src/protocol/event.ts";

/** What an event says, in one line of a transcript. */
export function words(body: EventBody): string {
  switch (body.type) {
    case "choice":
      return `[${body.label}]`;
    case "handoff":
      return body.status;
    case "desk":
      return body.action;
    case "rating":
      return String(body.score);
    default:
      return body.text;
  }
}
