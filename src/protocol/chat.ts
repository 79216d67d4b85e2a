import * as z from "zod";
import type { ChatEvent } from "./event.ts";
import type { Refusal } from "./reply.ts";
import type { Owner } from "./session.ts";

/** `auth` of the `/chat` namespace: the session token, and the last seq the client already has. */
export const chatAuth = z.object({
  token: z.string().max(4096),
  after: z.number().int().nonnegative().default(0),
});

/** What every database can tell from another: no NUL, no half of a character. */
const cid = z
  .string()
  .max(64)
  .regex(/^[^\0\p{Cs}]+$/u);

/** Longest customer message, in UTF-16 units: a page of text; more is a paste by mistake. */
const MAX_TEXT_LENGTH = 4000;

/** Client to server `message`: a text, a pressed button, or an image. */
export const messageRequest = z.union([
  z.strictObject({ cid, text: z.string().trim().min(1).max(MAX_TEXT_LENGTH) }),
  z.strictObject({
    cid,
    choice: z.strictObject({ seq: z.number().int().positive(), option: z.string().min(1).max(100) }),
  }),
  /** What a button of the page around the chat asks for: the name of an intent. */
  z.strictObject({ cid, intent: z.string().min(1).max(100) }),
  /** The id of an image that was uploaded before: `POST /api/chat/images`. */
  z.strictObject({ cid, image: z.string().min(1).max(64) }),
]);

/** Most events one `fetch` returns. */
const MAX_FETCH = 200;

export const fetchRequest = z.strictObject({
  after: z.number().int().nonnegative().optional(),
  before: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(MAX_FETCH).default(MAX_FETCH),
});

export const readRequest = z.strictObject({ seq: z.number().int().nonnegative() });
/** What the customer has before their eyes in the host app. */
export const contextRequest = z.strictObject({
  page: z.string().max(2048).optional(),
  order: z.string().max(64).optional(),
});
export const typingRequest = z.strictObject({ on: z.boolean() });
export const suggestRequest = z.strictObject({ text: z.string().max(200) });
export const rateRequest = z.strictObject({
  score: z.number().int().min(1).max(5),
  comment: z.string().trim().max(1000).optional(),
  cid: cid.optional(),
});
export const humanRequest = z.strictObject({ cid: cid.optional() });
export const pingRequest = z.strictObject({});

export type MessageRequest = z.infer<typeof messageRequest>;

export type MessageAck = { readonly ok: true; readonly seq: number; readonly at: string } | Refusal;
export type FetchAck =
  | { readonly ok: true; readonly events: readonly ChatEvent[]; readonly last: number }
  | Refusal;
export type SuggestAck = { readonly ok: true; readonly suggestions: readonly string[] } | Refusal;
export type PlainAck = { readonly ok: true } | Refusal;

/** What a client of `/chat` may emit. Every event takes an ack except the volatile `typing`. */
export interface ClientToServer {
  message(request: unknown, ack: (reply: MessageAck) => void): void;
  fetch(request: unknown, ack: (reply: FetchAck) => void): void;
  read(request: unknown, ack?: (reply: PlainAck) => void): void;
  typing(request: unknown): void;
  context(request: unknown): void;
  suggest(request: unknown, ack: (reply: SuggestAck) => void): void;
  rate(request: unknown, ack: (reply: MessageAck) => void): void;
  human(request: unknown, ack: (reply: MessageAck) => void): void;
  /** Any ack at all says that the connection is alive. */
  ping(request: unknown, ack: (reply: PlainAck) => void): void;
}

/** Who answers the customer at this moment, and what there is to know of the wait for it. */
export interface CustomerPresence {
  readonly owner: Owner;
  /** The name of the agent who has them. */
  readonly agent?: string;
  /** Their place in line, counted from 1. */
  readonly place?: number;
  /** How long it will probably be, in milliseconds. */
  readonly waitMs?: number;
}

/** What the server pushes on `/chat`. */
export interface ServerToClient {
  event(event: ChatEvent): void;
  /** Somebody other than the customer is writing an answer. */
  typing(state: { readonly from: "bot" | "agent"; readonly on: boolean }): void;
  presence(state: CustomerPresence): void;
  /** An agent has seen everything up to here. */
  seen(state: { readonly seq: number }): void;
  /** Something wants a fresher proof of who the customer is: have the host app say it again, open the session anew, connect with it. */
  renew(): void;
  /** This server is about to stop: connect anew at a random moment within so many milliseconds, to another one if there is one. */
  leave(notice: { readonly withinMs: number }): void;
}
