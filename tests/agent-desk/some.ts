import type { DeskRow } from "../../src/protocol/desk.ts";
import type { DeskEvent } from "../../src/protocol/event.ts";

/** When the tests play. */
export const START = Date.parse("2026-11-22T08:00:00Z");

export const iso = (ms: number) => new Date(ms).toISOString();

/** A row of the inbox: a customer who waits, unless said otherwise. */
export function row(id: string, more: Partial<DeskRow> = {}): DeskRow {
  return {
    id,
    customerId: `customer-${id}`,
    identified: false,
    version: 1,
    last: 1,
    phase: "waiting",
    language: "zh",
    unread: 0,
    tags: [],
    lookers: [],
    ...more,
  };
}

/** A message of the log: the customer's, unless said otherwise. One a minute. */
export function said(seq: number, more: Partial<DeskEvent> = {}): DeskEvent {
  return {
    seq,
    id: `e${seq}`,
    at: iso(START + seq * 60_000),
    kind: "message",
    from: "customer",
    body: { type: "text", text: `message ${seq}` },
    ...more,
  };
}
