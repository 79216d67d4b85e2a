import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { agentId } from "../../kernel/ids.ts";
import { type AgentAccount, agentChange, newAgentRequest } from "../../protocol/desk-http.ts";
import type { Accounts } from "../../runtime/accounts.ts";
import type { AgentStore, Audited, AuditPage } from "../../runtime/desk-ports.ts";
import { accountOf } from "./desk-account.ts";
import { checkConfidential } from "./desk-cookie.ts";
import { admitAgents, byAgent, requireRole } from "./desk-guard.ts";
import { parse } from "./desk-parse.ts";

export interface DeskAgentOptions {
  readonly accounts: Accounts;
  readonly agents: Pick<AgentStore, "auditTrail">;
}

/** What admins do: the accounts of all agents, and what was done by whom. */
export async function deskAgents(
  app: FastifyInstance,
  { accounts, agents }: DeskAgentOptions,
): Promise<void> {
  admitAgents(app, accounts);
  app.addHook("onRequest", requireRole("admin"));

  app.get("/agents", async (): Promise<readonly AgentAccount[]> => (await accounts.list()).map(accountOf));

  app.post(
    "/agents",
    byAgent(async ({ agent }, request, reply): Promise<AgentAccount> => {
      checkConfidential(request);
      const added = await accounts.add(agent, parse(newAgentRequest, request.body));
      reply.status(201);
      return accountOf(added);
    }),
  );

  app.patch(
    "/agents/:id",
    byAgent(async ({ agent }, request): Promise<AgentAccount> => {
      checkConfidential(request);
      const { id } = parse(agentParams, request.params);
      return accountOf(await accounts.change(agent, agentId(id), parse(agentChange, request.body)));
    }),
  );

  app.get("/audit", async ({ query }) => {
    const { before, limit } = parse(auditQuery, query);
    return (await agents.auditTrail({ limit, ...(before && { before }) })).map(shown);
  });
}

const agentParams = z.strictObject({ id: z.string().min(1).max(64) });

/** `before` is the last entry of the page before: its `at` in milliseconds since 1970, a dot, and its `id`. */
const auditQuery = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,15}\.\d{1,15}$/u)
    .transform(placeOf)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

function placeOf(written: string): NonNullable<AuditPage["before"]> {
  const [at, id] = written.split(".");
  return { at: Number(at), id: Number(id) };
}

function shown({ at, ...rest }: Audited & { readonly id: number }) {
  return { at: new Date(at).toISOString(), ...rest };
}
