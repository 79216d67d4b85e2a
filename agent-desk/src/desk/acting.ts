import type { DeskRequest, DeskRequestName, DeskRow } from "../../../src/protocol/desk.ts";
import type { DeskEvent } from "../../../src/protocol/event.ts";
import { type Asker, colleagueWith } from "../model/deeds.ts";
import type { Connection } from "./connection.ts";
import { noticed } from "./notices.ts";
import type { DeskState } from "./state.ts";
import type { Store } from "./store.ts";

export interface ActingPorts {
  readonly store: Store<DeskState>;
  readonly me: Pick<Asker, "id">;
  readonly ask: Connection["ask"];
  /** A row came with an answer. */
  readonly arrived: (row: DeskRow) => void;
  readonly open: (id: string) => Promise<void>;
}

/** Requests that change who has a conversation or how it is kept. */
export type Act = Exclude<
  DeskRequestName,
  | "inbox"
  | "watch"
  | "unwatch"
  | "fetch"
  | "message"
  | "note"
  | "seen"
  | "typing"
  | "ping"
  | "pull"
  | "unmask"
>;

export interface Acting {
  /** Does it, and tells the agent in words when it was refused. @returns whether it was done */
  act<Name extends Act>(name: Name, payload: Partial<DeskRequest<Name>>): Promise<boolean>;
  /** Takes a conversation and opens it. */
  take(id: string, takesOver?: boolean): Promise<void>;
  /** Takes the next in line and opens it. */
  pull(): Promise<void>;
  /** An event with what is masked in it; tells the agent in words when that was refused. */
  unmask(id: string, seq: number): Promise<DeskEvent | undefined>;
  /** Whether the agent is taking a conversation by themselves at this moment: that one comes as no news. */
  isTaking(): boolean;
  setAvailability(availability: "online" | "away"): Promise<void>;
}

const NEWS_MS = 3_000;

/** What an agent does with conversations. */
export function createActing({ store, me, ask, arrived, open }: ActingPorts): Acting {
  let taking = 0;

  /** The news of it may come a moment after the answer. */
  async function whileTaking<Result>(work: Promise<Result>): Promise<Result> {
    taking += 1;
    setTimeout(() => {
      taking -= 1;
    }, NEWS_MS);
    return work;
  }

  function refused(code: string, id?: string): void {
    const { opened, inbox } = store.get();
    const row = id === undefined || opened?.id === id ? opened?.row : inbox.rows.get(id);
    const who = row && colleagueWith(row, me);
    noticed(store, { type: "refusal", code, ...(who !== undefined && { who }) });
  }

  async function act<Name extends Act>(name: Name, payload: Partial<DeskRequest<Name>>): Promise<boolean> {
    const ack = await ask<Act>(name, payload);
    if (!ack.ok) {
      refused(ack.error.code, "id" in payload ? String(payload.id) : undefined);
      return false;
    }
    if ("row" in ack) arrived(ack.row);
    return true;
  }

  return {
    act,
    isTaking: () => taking > 0,
    async take(id, takesOver = false) {
      const offers = store.get().offers.filter((offer) => offer.id !== id);
      if (!(await whileTaking(act("claim", { id, takesOver })))) return;
      store.patch({ offers });
      await open(id);
    },
    async pull() {
      const ack = await whileTaking(ask("pull", {}));
      if (!ack.ok) return refused(ack.error.code);
      if (ack.row === undefined) return noticed(store, { type: "nothingToPull" });
      arrived(ack.row);
      await open(ack.row.id);
    },
    async unmask(id, seq) {
      const ack = await ask("unmask", { id, seq });
      if (ack.ok) return ack.event;
      refused(ack.error.code, id);
      return undefined;
    },
    async setAvailability(availability) {
      const before = store.get().availability;
      store.patch({ availability });
      if (!(await act("availability", { availability }))) store.patch({ availability: before });
    },
  };
}
