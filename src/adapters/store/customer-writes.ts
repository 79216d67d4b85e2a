import { sql } from "kysely";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { Identity, Session } from "../../runtime/credential-ports.ts";
import type { ConversationRecord, HostContext } from "../../runtime/ports.ts";
import { decodeConversation, encodeContext } from "./rows.ts";
import { type Connection, type Place, Statement } from "./statement.ts";

// What is known of a customer beside what they say. Each of these counts in a turn, so each makes a new version.

/** See `Store.setContext`. */
export async function setContext(
  connection: Connection,
  id: ConversationId,
  context: HostContext,
): Promise<void> {
  await connection.run(updateContext, { id, context: encodeContext(context) });
}

const updateContext = new Statement((db, place: Place<{ id: string; context: string | null }>) =>
  db
    .updateTable("conversations")
    .set({ context: place("context"), version: sql<number>`version + 1` })
    .where("id", "=", place("id"))
    .where(sql<boolean>`context is distinct from ${place("context")}`),
);

/**
 * Notes what the host app has said of its customer now: whether the shop holds them dear, and when it proved who they are,
 * unless it did so later already.
 *
 * @returns undefined, having changed nothing, when all that is noted already
 */
export async function markProven(
  connection: Connection,
  id: ConversationId,
  { provenAt, vip }: Pick<ConversationRecord, "provenAt" | "vip">,
): Promise<ConversationRecord | undefined> {
  const [row] = await connection.run(updateProof, { id, provenAt: provenAt ?? 0, vip: vip ? 1 : 0 });
  return row === undefined ? undefined : decodeConversation(row);
}

interface Proof {
  readonly id: string;
  readonly provenAt: Timestamp;
  readonly vip: number;
}

const updateProof = new Statement((db, place: Place<Proof>) => {
  const isLater = sql<boolean>`coalesce(proven_at, 0) < ${place("provenAt")}`;
  return db
    .updateTable("conversations")
    .set({
      proven_at: sql<number | null>`case when ${isLater} then ${place("provenAt")} else proven_at end`,
      vip: place("vip"),
      version: sql<number>`version + 1`,
    })
    .where("id", "=", place("id"))
    .where(sql<boolean>`(${isLater} or vip <> ${place("vip")})`)
    .returningAll();
});

/**
 * See `Store.adopt`. Of two at once for one customer, the index refuses the second, which is then written again and finds
 * nothing to do.
 */
export async function adoptConversation(
  connection: Connection,
  { conversationId, customerId }: Session,
  identity: Identity,
): Promise<ConversationRecord | undefined> {
  const [row] = await connection.run(takeOver, {
    id: conversationId,
    anonymous: customerId,
    customer: identity.customerId,
    provenAt: identity.provenAt,
    vip: identity.vip ? 1 : 0,
  });
  return row === undefined ? undefined : decodeConversation(row);
}

interface TakeOver {
  readonly id: string;
  readonly anonymous: string;
  readonly customer: string;
  readonly provenAt: Timestamp;
  readonly vip: number;
}

const takeOver = new Statement((db, place: Place<TakeOver>) =>
  db
    .updateTable("conversations")
    .set({
      customer_id: place("customer"),
      identified: 1,
      proven_at: place("provenAt"),
      vip: place("vip"),
      version: sql<number>`version + 1`,
    })
    .where("id", "=", place("id"))
    .where("customer_id", "=", place("anonymous"))
    .where("identified", "=", 0)
    .where(
      sql<boolean>`not exists (select 1 from conversations as theirs where theirs.customer_id = ${place("customer")})`,
    )
    .returningAll(),
);
