import { sql } from "kysely";
import type { CustomerId } from "../../kernel/ids.ts";
import type { ConversationRecord, Store } from "../../runtime/ports.ts";
import type { Access } from "./access.ts";
import { beat, claimAlarms, claimOwed, findClaimed, findNextAlarm, resign } from "./claims.ts";
import { adoptConversation, markProven, setContext } from "./customer-writes.ts";
import { createImageStore } from "./image-store.ts";
import {
  findContentInUse,
  findConversation,
  findConversationOf,
  findEvents,
  findLasts,
  findNextTurn,
  findPositions,
} from "./log-reads.ts";
import { commitTurn, dropAlarm, markRead, openConversation, receiveEvent, release } from "./log-writes.ts";
import type { Seat } from "./seat.ts";

/** The store on any database: the same queries, and the same promises. */
export function createLogStore(access: Access, seat: Seat): Store {
  const { reader, db, read, write, writeApart } = access;
  return {
    isShared: seat.isShared,
    get waiting() {
      return access.waiting;
    },
    open: (customer, fresh) => openAs(access, customer, fresh),
    find: (id) => read(() => findConversation(reader, id)),
    setContext: (id, context) => write(id, (connection) => setContext(connection, id, context)),
    adopt: (session, identity) => adoptAs(access, session, identity),
    receive: (id, event, owesTurn) =>
      write(id, (connection) => receiveEvent(connection, seat, id, event, owesTurn)),
    commitTurn: (id, turn) => write(id, (connection) => commitTurn(connection, seat, id, turn)),
    nextTurn: (id) => read(() => findNextTurn(reader, seat, id)),
    claimOwed: (limit) => writeApart((own) => claimOwed(own, seat, limit)),
    claimed: (page) => read(() => findClaimed(db, seat, page)),
    claimAlarms: (now, limit) => writeApart((own) => claimAlarms(own, seat, now, limit)),
    nextAlarm: () => read(() => findNextAlarm(db, seat)),
    release: (id) => write(id, (connection) => release(connection, seat, id)),
    dropAlarm: (alarm) => write(alarm.conversationId, (connection) => dropAlarm(connection, alarm)),
    markRead: (id, seq) => write(id, (connection) => markRead(connection, id, seq)),
    events: (id, range) => read(() => findEvents(reader, id, range)),
    lasts: (ids) => read(() => findLasts(db, ids)),
    beat: async () => (seat.isShared ? await writeApart((own) => beat(own, seat)) : 0),
    resign: async () => {
      if (seat.isShared) await writeApart((own) => resign(own, seat));
    },
    images: createImageStore(access),
    positions: (page) => read(() => findPositions(db, page)),
    contentInUse: () => read(() => findContentInUse(db)),
    check: async () => void (await read(() => sql`select 1`.execute(db))),
    close: () => access.close(),
  };
}

/** See `Store.open`. */
async function openAs(
  { reader, read, write }: Access,
  customer: CustomerId,
  fresh: Parameters<Store["open"]>[1],
): Promise<ConversationRecord> {
  const record =
    (await read(() => findConversationOf(reader, customer))) ??
    // Two processes that open for the same customers wait for each other, and so keep one order, by customer.
    (await write(customer, (connection) => openConversation(connection, customer, fresh)));
  // Only the host app knows, and only of those whom it vouches for.
  if (!fresh.identified || tellsNothingNew(fresh, record)) return record;
  const { id } = record;
  const marked = await write(id, (connection) => markProven(connection, id, fresh));
  return marked ?? (await read(() => findConversation(reader, id))) ?? record;
}

function tellsNothingNew(fresh: Marks, known: Marks): boolean {
  return fresh.vip === known.vip && (fresh.provenAt ?? 0) <= (known.provenAt ?? 0);
}

type Marks = Pick<ConversationRecord, "vip" | "provenAt">;

/** See `Store.adopt`. Most who come have a conversation already: for them nothing is written. */
async function adoptAs(
  { reader, read, writeAlone }: Access,
  ...[session, identity]: Parameters<Store["adopt"]>
): ReturnType<Store["adopt"]> {
  if ((await read(() => findConversationOf(reader, identity.customerId))) !== undefined) return undefined;
  return await writeAlone((connection) => adoptConversation(connection, session, identity));
}
