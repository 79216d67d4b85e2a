import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { Role } from "../../../src/protocol/desk-http.ts";

/** What an agent can do with a conversation. */
export type Deed =
  | "take"
  | "takeOver"
  | "write"
  | "release"
  | "transfer"
  | "handBack"
  | "snooze"
  | "resolve"
  | "prioritize"
  | "unmask"
  | "block";

/** Who asks. */
export interface Asker {
  readonly id: string;
  readonly role: Role;
}

/**
 * What the desk offers for a conversation as it is now. The server decides; this only keeps buttons away that it would
 * refuse.
 */
export function deedsFor(row: DeskRow, me: Asker, now: number): ReadonlySet<Deed> {
  const isSupervisor = me.role !== "agent";
  const mayMove = row.agent === undefined || row.agent.id === me.id || isSupervisor;
  const deeds = new Set<Deed>();
  if (isTakeable(row, me, isSupervisor, now)) deeds.add("take");
  if (row.phase === "assigned" && row.agent?.id !== me.id && isSupervisor) deeds.add("takeOver");
  if (isMine(row, me)) for (const deed of ["write", "release", "snooze"] as const) deeds.add(deed);
  if (row.phase === "assigned" && isSupervisor) deeds.add("release");
  if (isSupervisor || row.agent?.id === me.id)
    for (const deed of ["unmask", "block"] as const) deeds.add(deed);
  const hasTicket = row.phase !== "bot" && row.phase !== "closed";
  if (hasTicket && mayMove) {
    for (const deed of ["transfer", "handBack", "resolve", "prioritize"] as const) deeds.add(deed);
  }
  return deeds;
}

export function isMine({ phase, agent }: DeskRow, me: Pick<Asker, "id">): boolean {
  return phase === "assigned" && agent?.id === me.id;
}

/** The colleague who has the conversation, is asked to take it, or has it kept for them: their name. */
export function colleagueWith({ agent, offer, keptFor }: DeskRow, me: Pick<Asker, "id">): string | undefined {
  const holder = agent ?? offer?.agent ?? keptFor;
  return holder?.id === me.id ? undefined : holder?.name;
}

function isTakeable(row: DeskRow, me: Asker, isSupervisor: boolean, now: number): boolean {
  if (row.phase === "assigned") return false;
  if (row.phase !== "waiting" || isSupervisor) return true;
  const { offer, keptFor } = row;
  if (offer !== undefined && Date.parse(offer.until) > now) return offer.agent.id === me.id;
  return keptFor === undefined || keptFor.id === me.id;
}
