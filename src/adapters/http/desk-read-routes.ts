import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type ConversationId, conversationId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import {
  type CannedReply,
  type ConversationBrief,
  cannedReply,
  type DeskSetup,
  type SearchReply,
  type SuggestedReplies,
  searchQuery,
  type TeamMember,
} from "../../protocol/desk-http.ts";
import type { Accounts } from "../../runtime/accounts.ts";
import type { Agent, AgentStore, Reply } from "../../runtime/desk-ports.ts";
import type { DeskReads } from "../../runtime/desk-reads.ts";
import { admitAgents, byAgent, requireRole } from "./desk-guard.ts";
import { parse } from "./desk-parse.ts";

export interface DeskReadOptions {
  readonly accounts: Accounts;
  readonly reads: DeskReads;
  readonly agents: Pick<
    AgentStore,
    "replies" | "saveReply" | "removeReply" | "preferences" | "savePreferences" | "audit"
  >;
  readonly clock: Clock;
}

/** More than a team can keep in its head, and the desk loads them all at once. */
const MOST_REPLIES = 1000;

const PREFERENCES_BYTES = 16 * 1024;

/** What every agent looks up: the team, conversations, what the desk offers for choice. */
export async function deskLookups(app: FastifyInstance, { accounts, reads }: DeskReadOptions): Promise<void> {
  admitAgents(app, accounts);

  app.get("/team", async (): Promise<readonly TeamMember[]> => reads.team());
  app.get("/setup", async (): Promise<DeskSetup> => reads.setup());

  app.get(
    "/conversations",
    byAgent(
      async ({ agent }, { query }): Promise<SearchReply> => reads.search(agent, parse(searchQuery, query)),
    ),
  );

  app.get(
    "/conversations/:id",
    byAgent(async ({ agent }, { params }): Promise<ConversationBrief> => {
      const id = conversationId(parse(named, params).id);
      return found(id, await reads.brief(agent, id));
    }),
  );

  app.get(
    "/conversations/:id/suggestions",
    byAgent(async ({ agent }, { params }): Promise<SuggestedReplies> => {
      const id = conversationId(parse(named, params).id);
      return found(id, await reads.suggestions(agent, id));
    }),
  );
}

/** The texts that agents send again and again: all read them, supervisors write them. */
export async function deskReplies(app: FastifyInstance, options: DeskReadOptions): Promise<void> {
  const { accounts, agents, clock } = options;
  admitAgents(app, accounts);
  const onRequest = requireRole("supervisor");
  const note = (by: Agent, action: string, about: Readonly<Record<string, string>>) =>
    agents.audit({ at: clock.now(), agentId: by.id, action, about });

  app.get("/replies", async (): Promise<readonly CannedReply[]> => (await agents.replies()).map(shown));

  app.put(
    "/replies/:id",
    { onRequest },
    byAgent(async ({ agent }, { params, body }): Promise<CannedReply> => {
      const reply = replyOf(parse(named, params).id, body);
      const others = (await agents.replies()).filter(({ id }) => id !== reply.id);
      if (others.length >= MOST_REPLIES)
        throw new AppError("NOT_NOW", `There are ${MOST_REPLIES} replies already. Remove one first.`);
      await agents.saveReply(reply);
      await note(agent, "save reply", { reply: reply.id, shortcut: reply.shortcut });
      return shown(reply);
    }),
  );

  app.delete(
    "/replies/:id",
    { onRequest },
    byAgent(async ({ agent }, { params }, reply) => {
      const { id } = parse(named, params);
      await agents.removeReply(id);
      await note(agent, "remove reply", { reply: id });
      return reply.status(204).send();
    }),
  );
}

/** What an agent has set for themselves: whatever JSON the desk's page makes of it. */
export async function deskPreferences(
  app: FastifyInstance,
  { accounts, agents }: DeskReadOptions,
): Promise<void> {
  admitAgents(app, accounts);

  app.get(
    "/preferences",
    byAgent(async ({ agent }, _, reply) => {
      const json = await agents.preferences(agent.id);
      return reply.type("application/json; charset=utf-8").send(json ?? "{}");
    }),
  );

  app.put(
    "/preferences",
    { bodyLimit: PREFERENCES_BYTES },
    byAgent(async ({ agent }, { body }, reply) => {
      const json = JSON.stringify(parse(preferences, body));
      // A body may be shorter than what it is written as here: 1e20 has twenty more digits.
      if (Buffer.byteLength(json) > PREFERENCES_BYTES)
        throw new AppError("MESSAGE_INVALID", `Preferences are larger than ${PREFERENCES_BYTES} bytes.`);
      await agents.savePreferences(agent.id, json);
      return reply.status(204).send();
    }),
  );
}

function found<Read>(id: ConversationId, read: Read | undefined): Read {
  if (read === undefined) throw new AppError("NOT_FOUND", `There is no conversation ${id}.`);
  return read;
}

const named = z.strictObject({ id: z.string().min(1).max(64) });

const preferences = z.record(z.string(), z.unknown());

function replyOf(id: string, body: unknown): Reply {
  const { queue, ...given } = parse(cannedReply, body);
  if (given.id === id) return { ...given, ...(queue !== undefined && { queue }) };
  throw new AppError("MESSAGE_INVALID", `The reply's id is not "${id}", as in the address.`);
}

function shown({ id, shortcut, text: { zh, en }, queue }: Reply): CannedReply {
  return { id, shortcut, text: { zh, en }, ...(queue !== undefined && { queue }) };
}
