import * as z from "zod";
import type { DeskEvent } from "./event.ts";
import type { Refusal } from "./reply.ts";

// What the agents' browsers and the server say to each other on the namespace `/desk`. The REST side is desk-http.ts.

/** What every database can tell from another: no NUL, no half of a character. */
const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\0\p{Cs}]+$/u);

const text = z.string().trim().min(1).max(4000);
const conversation = { id: name };
const cid = name;
const why = z.string().trim().max(500).optional();

/** The lists of the inbox; `left` are messages that were left while nobody was there. */
export const inboxView = z.enum(["waiting", "mine", "left", "snoozed", "all"]);

/** Most rows of a list that one browser is kept up to date on; further ones are asked for by scrolling on. */
const MOST_ROWS = 500;

/** A request each of which takes an ack; see `DeskRequests`. */
export const deskRequests = {
  /** Shows a list, and keeps it up to date by `inbox` from then on. */
  inbox: z.strictObject({
    view: inboxView,
    queue: name.optional(),
    limit: z.number().int().min(1).max(MOST_ROWS).default(100),
  }),
  /** Opens a conversation: what is stored after `after` is pushed, and then whatever comes. */
  watch: z.strictObject({ ...conversation, after: z.number().int().nonnegative().default(0) }),
  unwatch: z.strictObject(conversation),
  fetch: z.strictObject({
    ...conversation,
    after: z.number().int().nonnegative().optional(),
    before: z.number().int().positive().optional(),
    limit: z.number().int().min(1).max(200).default(200),
  }),
  /** Takes a conversation; supervisors may take it over from a colleague. */
  claim: z.strictObject({ ...conversation, takesOver: z.boolean().default(false) }),
  /** Takes the one that is next in the agent's queues. */
  pull: z.strictObject({}),
  /** Does not take what is offered. */
  pass: z.strictObject(conversation),
  release: z.strictObject({ ...conversation, why }),
  transfer: z.strictObject({
    ...conversation,
    to: z.union([z.strictObject({ queue: name }), z.strictObject({ agent: name })]),
    why,
  }),
  /** Hands the customer back to the bot: where it stood, or at the beginning of a dialog. */
  handBack: z.strictObject({ ...conversation, dialog: name.optional(), why }),
  snooze: z.strictObject({ ...conversation, until: z.iso.datetime(), why }),
  resolve: z.strictObject({ ...conversation, why }),
  prioritize: z.strictObject({
    ...conversation,
    urgency: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  }),
  /** Shows one event with what is masked in it; noted in the audit trail. */
  unmask: z.strictObject({ ...conversation, seq: z.number().int().positive() }),
  /** Takes nothing more from the customer until then; from now on again, when left out. */
  block: z.strictObject({ ...conversation, until: z.iso.datetime().optional(), why }),
  tag: z.strictObject({ ...conversation, tags: z.array(name).max(20) }),
  /** A text, or an image that was uploaded before. */
  message: z.union([
    z.strictObject({ ...conversation, cid, text }),
    z.strictObject({ ...conversation, cid, image: name }),
  ]),
  note: z.strictObject({ ...conversation, cid, text }),
  /** The agent has seen everything up to here. */
  seen: z.strictObject({ ...conversation, seq: z.number().int().nonnegative() }),
  typing: z.strictObject({ ...conversation, on: z.boolean() }),
  /** Whether the agent gets new conversations. */
  availability: z.strictObject({ availability: z.enum(["online", "away"]) }),
  ping: z.strictObject({}),
} as const;

export type DeskRequestName = keyof typeof deskRequests;
export type DeskRequest<Name extends DeskRequestName> = z.infer<(typeof deskRequests)[Name]>;

export const agentRef = z.strictObject({ id: z.string(), name: z.string() });
const at = z.iso.datetime();

/** Who has a conversation, as the desk shows it. Times are ISO 8601, UTC. */
export const deskRow = z.strictObject({
  id: z.string(),
  customerId: z.string(),
  identified: z.boolean(),
  /** Raised by every change of owner: of two rows the higher is the newer. */
  version: z.number().int(),
  last: z.number().int(),
  phase: z.enum(["bot", "waiting", "assigned", "snoozed", "offline", "closed"]),
  queue: z.string().optional(),
  urgency: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  wantsCall: z.literal(true).optional(),
  /** Since when it has been in line, or was. */
  since: at.optional(),
  agent: agentRef.optional(),
  /** Whom it is offered to or kept for while it waits. */
  offer: z.strictObject({ agent: agentRef, until: at }).optional(),
  keptFor: agentRef.optional(),
  until: at.optional(),
  language: z.enum(["zh", "en"]),
  latest: z.strictObject({ at, from: z.string(), text: z.string() }).optional(),
  unread: z.number().int().nonnegative(),
  /** When the customer wrote first of what no agent has answered yet. */
  asksSince: at.optional(),
  tags: z.array(z.string()),
  reason: z.string().optional(),
  /** The intent that the bot last helped with. */
  intent: z.string().optional(),
  /** The shop holds this customer dear. */
  vip: z.literal(true).optional(),
  /** Until when nothing is taken from the customer. */
  blockedUntil: at.optional(),
  /** The colleagues who look at it at this moment. */
  lookers: z.array(agentRef.extend({ isTyping: z.boolean() })),
});

export type DeskRow = z.infer<typeof deskRow>;
export type InboxView = z.infer<typeof inboxView>;
export type AgentRef = z.infer<typeof agentRef>;

/** How many conversations each list has. */
export type InboxCounts = Readonly<Record<InboxView, number>>;

/** A list as it is now: all of its ids in order, up to the limit, and the rows that are new or have changed since. */
export interface InboxUpdate {
  readonly view: InboxView;
  readonly ids: readonly string[];
  readonly rows: readonly DeskRow[];
  readonly counts: InboxCounts;
}

export type StoredAck = { readonly ok: true; readonly seq: number; readonly at: string } | Refusal;
export type PlainAck = { readonly ok: true } | Refusal;

/** What each request's ack holds. */
export interface DeskAcks extends Record<DeskRequestName, PlainAck> {
  inbox: ({ readonly ok: true } & InboxUpdate) | Refusal;
  watch: { readonly ok: true; readonly row: DeskRow; readonly customerRead: number } | Refusal;
  fetch: { readonly ok: true; readonly events: readonly DeskEvent[]; readonly last: number } | Refusal;
  claim: { readonly ok: true; readonly row: DeskRow } | Refusal;
  pull: { readonly ok: true; readonly row?: DeskRow } | Refusal;
  unmask: { readonly ok: true; readonly event: DeskEvent } | Refusal;
  message: StoredAck;
  note: StoredAck;
}

/** What a client of `/desk` may emit. */
export type DeskToServer = {
  [Name in DeskRequestName]: (request: unknown, ack: (reply: DeskAcks[Name]) => void) => void;
};

/** What the server pushes on `/desk`. */
export interface ServerToDesk {
  /** On every connection: who is signed in, and whether they get conversations. */
  me(state: {
    readonly agent: AgentRef;
    readonly role: string;
    readonly availability: "online" | "away";
  }): void;
  inbox(update: InboxUpdate): void;
  /** The row of a watched conversation has changed. */
  row(row: DeskRow): void;
  event(pushed: { readonly id: string; readonly event: DeskEvent }): void;
  typing(state: {
    readonly id: string;
    readonly from: "customer" | "bot" | "agent";
    readonly on: boolean;
  }): void;
  /** The customer has seen everything up to here. */
  read(state: { readonly id: string; readonly seq: number }): void;
  /** What the agent must hear of. */
  alert(alert: DeskAlert): void;
  /** The session is over: sign in again. */
  signedOut(): void;
  leave(notice: { readonly withinMs: number }): void;
  /** Conversations cannot be given to agents at present, or can be again. */
  trouble(state: { readonly on: boolean }): void;
}

/**
 * A conversation was assigned, offered or taken away; a customer of the agent's has written; has soon waited too long for an
 * answer, or has; or somebody is in line whom the agent could take, or has soon been there too long.
 */
export interface DeskAlert {
  readonly kind: "assigned" | "offered" | "taken" | "wrote" | "soon" | "overdue" | "waiting" | "waitingSoon";
  readonly id: string;
  /** Until when an offer stands. */
  readonly until?: string;
  /** Who has taken it. */
  readonly by?: AgentRef;
}
