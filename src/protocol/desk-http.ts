import * as z from "zod";
import { agentRef, deskRow } from "./desk.ts";

// The REST side of the desk, under /api/desk. Every answer is JSON; a refusal is `{error: {code, message, retryable}}`.
// All but signing in needs the session cookie, and everything that changes something the header `x-fenqi-desk: 1`.

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/u, "2 to 64 of a-z, 0-9, dot, dash, underscore and @");

/** OWASP and NIST SP 800-63B: length alone, and nothing that everybody uses. */
const password = z.string().min(12, "at least 12 characters").max(256, "at most 256 characters");

export const role = z.enum(["agent", "supervisor", "admin"]);

const queueName = z.string().min(1).max(64);

/** `POST /api/desk/sign-in` */
export const signInRequest = z.strictObject({ login, password: z.string().min(1).max(256) });

/** `POST /api/desk/first`: makes the first admin, with the token of the link that was printed at the first start. */
export const firstAdminRequest = z.strictObject({
  token: z.string().max(200),
  login,
  name: z.string().trim().min(1).max(40),
  password,
});

/** `POST /api/desk/password` */
export const passwordRequest = z.strictObject({ current: z.string().max(256), next: password });

/** `POST /api/desk/agents` */
export const newAgentRequest = z.strictObject({
  login,
  name: z.string().trim().min(1).max(40),
  role: role.default("agent"),
  queues: z.array(queueName).max(50).default([]),
  capacity: z.number().int().min(0).max(100).default(5),
  password,
});

/** `PATCH /api/desk/agents/:id` */
export const agentChange = z.strictObject({
  name: z.string().trim().min(1).max(40).optional(),
  role: role.optional(),
  queues: z.array(queueName).max(50).optional(),
  capacity: z.number().int().min(0).max(100).optional(),
  password: password.optional(),
  isDisabled: z.boolean().optional(),
});

/** An agent's account as `GET /api/desk/agents` and `/me` show it. */
export const agentAccount = z.strictObject({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role,
  queues: z.array(z.string()),
  capacity: z.number().int(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().optional(),
});

/** `GET /api/desk/current`: who is signed in, for anybody who asks. */
export const currentSession = z.strictObject({ agent: agentAccount.nullable() });

/** One entry of `GET /api/desk/team`: who works now. */
export const teamMember = agentRef.extend({
  availability: z.enum(["online", "away"]),
  load: z.number().int(),
  capacity: z.number().int(),
  queues: z.array(z.string()),
  role,
});

/** One entry of `GET /api/desk/sessions`: a browser that is signed in. */
export const agentSession = z.strictObject({
  id: z.string(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  address: z.string(),
  browser: z.string(),
  isThisOne: z.boolean(),
});

/** Query of `GET /api/desk/conversations`. */
export const searchQuery = z.strictObject({
  text: z.string().trim().max(100).optional(),
  customer: z.string().trim().max(200).optional(),
  tag: z.string().max(64).optional(),
  intent: z.string().max(100).optional(),
  agent: z.string().max(64).optional(),
  phase: deskRow.shape.phase.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** `next` of the page before. */
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const searchReply = z.strictObject({ rows: z.array(deskRow), next: z.string().optional() });

/** `GET /api/desk/conversations/:id`: what an agent is told beside the transcript. */
export const conversationBrief = z.strictObject({
  row: deskRow,
  createdAt: z.iso.datetime(),
  /** Why a person was asked for, the last time. */
  reason: z.string().optional(),
  care: z.string().optional(),
  /** The customer's question that led to it, in their own words. */
  question: z.string().optional(),
  /** Slots and remedies, by name. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** What was asked of the shop's systems, and what it came to. */
  calls: z.array(z.strictObject({ action: z.string(), outcome: z.string(), ms: z.number() })),
  /** What the customer has before their eyes in the host app. */
  page: z.string().optional(),
  order: z.string().optional(),
  /** The dialog that the bot was in. */
  dialog: z.string().optional(),
  /** How the customer rated before, newest first. */
  ratings: z.array(
    z.strictObject({ at: z.iso.datetime(), score: z.number(), comment: z.string().optional() }),
  ),
  /** How often a person was asked for. */
  handoffs: z.number().int(),
});

/** `GET /api/desk/conversations/:id/suggestions`: what the bot would answer to what the customer wrote last, likeliest first. */
export const suggestedReplies = z.strictObject({
  /** The seq of the event that they answer; 0 when the customer has written nothing. */
  to: z.number().int().nonnegative(),
  replies: z
    .array(
      z.strictObject({ intent: z.string(), title: z.string(), confidence: z.number(), text: z.string() }),
    )
    .max(3),
});

/** `GET /api/desk/setup`: what the desk offers for choice. */
export const deskSetup = z.strictObject({
  bot: z.strictObject({ zh: z.string(), en: z.string() }),
  queues: z.array(
    z.strictObject({
      id: z.string(),
      zh: z.string(),
      en: z.string(),
      /** How long customers are to wait in line at most, and for an answer of an agent's; in milliseconds. */
      takeWithinMs: z.number().int().positive(),
      answerWithinMs: z.number().int().positive(),
    }),
  ),
  /** By their titles: what customers come with. */
  intents: z.array(z.strictObject({ id: z.string(), zh: z.string(), en: z.string() })),
  dialogs: z.array(z.strictObject({ id: z.string(), zh: z.string(), en: z.string() })),
});

/** A canned reply: `GET`, `PUT` and `DELETE /api/desk/replies/:id`. */
export const cannedReply = z.strictObject({
  id: z.string().min(1).max(64),
  shortcut: z.string().regex(/^[\p{L}\p{N}_-]{1,32}$/u, "1 to 32 letters, digits, dashes"),
  text: z.strictObject({ zh: z.string().max(4000), en: z.string().max(4000) }),
  queue: queueName.optional(),
});

export type SignInRequest = z.infer<typeof signInRequest>;
export type AgentAccount = z.infer<typeof agentAccount>;
export type CurrentSession = z.infer<typeof currentSession>;
export type TeamMember = z.infer<typeof teamMember>;
export type AgentSession = z.infer<typeof agentSession>;
export type SearchQuery = z.infer<typeof searchQuery>;
export type SearchReply = z.infer<typeof searchReply>;
export type ConversationBrief = z.infer<typeof conversationBrief>;
export type SuggestedReplies = z.infer<typeof suggestedReplies>;
export type DeskSetup = z.infer<typeof deskSetup>;
export type CannedReply = z.infer<typeof cannedReply>;
export type Role = z.infer<typeof role>;
