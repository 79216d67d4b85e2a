import type { DeskAlert, DeskRow } from "../../../src/protocol/desk.ts";

/** A conversation that this agent is asked to take. */
export interface Offer {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The offers after an alert of the server. */
export function heardOffer(offers: readonly Offer[], alert: DeskAlert): readonly Offer[] {
  const others = offers.filter(({ id }) => id !== alert.id);
  if (alert.kind !== "offered" || alert.until === undefined) return isOver(alert) ? others : offers;
  return [...others, { id: alert.id, until: Date.parse(alert.until) }];
}

/** The offers that a row, newer than they are, leaves or brings. */
export function offersAfter(offers: readonly Offer[], row: DeskRow, me: string): readonly Offer[] {
  const mine = row.phase === "waiting" && row.offer?.agent.id === me ? row.offer : undefined;
  const known = offers.find(({ id }) => id === row.id);
  if (mine === undefined) return known === undefined ? offers : offers.filter((offer) => offer !== known);
  const until = Date.parse(mine.until);
  return known?.until === until
    ? offers
    : [...offers.filter((offer) => offer !== known), { id: row.id, until }];
}

/** The offers that still stand. */
export function openOffers(offers: readonly Offer[], now: number): readonly Offer[] {
  return offers.filter(({ until }) => until > now);
}

function isOver({ kind }: DeskAlert): boolean {
  return kind === "assigned" || kind === "taken";
}
