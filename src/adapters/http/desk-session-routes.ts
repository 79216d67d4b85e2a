import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import {
  type AgentAccount,
  type AgentSession,
  type CurrentSession,
  firstAdminRequest,
  passwordRequest,
  signInRequest,
} from "../../protocol/desk-http.ts";
import type { FirstAdmin } from "../../runtime/account-first.ts";
import type { SignedIn, Whence } from "../../runtime/account-sessions.ts";
import type { Accounts } from "../../runtime/accounts.ts";
import { accountOf } from "./desk-account.ts";
import { checkConfidential, clearSessionCookie, sessionCookieOf, setSessionCookie } from "./desk-cookie.ts";
import { admitAgents, byAgent } from "./desk-guard.ts";
import { parse } from "./desk-parse.ts";

/** Tells whom a request counts for, by the peer of its connection and what proxies say. */
export type ReadAddress = (
  from: Pick<FastifyRequest, "headers"> & { readonly peer: string | undefined },
) => string;

export interface DeskSessionOptions {
  readonly accounts: Accounts;
  readonly firstAdmin: Pick<FirstAdmin, "claim">;
  readonly readAddress: ReadAddress;
}

/** Whom a request counts for. */
export function addressOf({ headers, socket }: FastifyRequest, readAddress: ReadAddress): string {
  return readAddress({ headers, peer: socket.remoteAddress });
}

/** Signing in and out, which nobody has to be signed in for. */
export async function deskDoor(app: FastifyInstance, options: DeskSessionOptions): Promise<void> {
  const { accounts, firstAdmin, readAddress } = options;
  const whence = (request: FastifyRequest): Whence => ({
    address: addressOf(request, readAddress),
    browser: request.headers["user-agent"] ?? "",
  });
  const letIn = (
    request: FastifyRequest,
    reply: FastifyReply,
    { agent, token }: SignedIn & { readonly token: string },
  ): AgentAccount => {
    setSessionCookie(request, reply, token);
    return accountOf(agent);
  };
  const presentAt = async ({ headers }: FastifyRequest): Promise<SignedIn | undefined> => {
    const token = sessionCookieOf(headers);
    return token === undefined ? undefined : unlessSignedOut(accounts.check(token));
  };
  const currentAt = async (request: FastifyRequest): Promise<CurrentSession> => {
    const present = await presentAt(request);
    return { agent: present === undefined ? null : accountOf(present.agent) };
  };
  const leave = async (request: FastifyRequest): Promise<void> => {
    const present = await presentAt(request);
    if (present !== undefined) await accounts.signOut(present);
  };

  // That nobody is signed in is no failure to a page that asks who is: /me refuses, and every visit would show an error.
  app.get("/current", (request) => currentAt(request));

  app.post("/sign-in", async (request, reply): Promise<AgentAccount> => {
    checkConfidential(request);
    const opened = await accounts.signIn(parse(signInRequest, request.body), whence(request));
    // Nobody goes on under a session of before, which may be another agent's.
    await leave(request);
    return letIn(request, reply, opened);
  });

  app.post("/first", async (request, reply): Promise<AgentAccount> => {
    checkConfidential(request);
    const { token, ...given } = parse(firstAdminRequest, request.body);
    const agent = await firstAdmin.claim(token, given);
    return letIn(request, reply, await accounts.welcome(agent, whence(request)));
  });

  app.post("/sign-out", async (request, reply) => {
    await leave(request);
    clearSessionCookie(request, reply);
    return reply.status(204).send();
  });
}

/** What an agent sees and does about themselves. */
export async function deskSelf(app: FastifyInstance, { accounts }: DeskSessionOptions): Promise<void> {
  admitAgents(app, accounts);

  app.get(
    "/me",
    byAgent(async ({ agent }): Promise<AgentAccount> => accountOf(agent)),
  );

  app.post(
    "/password",
    byAgent(async (caller, request, reply) => {
      checkConfidential(request);
      const { current, next } = parse(passwordRequest, request.body);
      await accounts.changePassword(caller, current, next);
      return reply.status(204).send();
    }),
  );

  app.get(
    "/sessions",
    byAgent(async ({ agent, session }): Promise<readonly AgentSession[]> => {
      const sessions = await accounts.sessionsOf(agent.id);
      return sessions.map(({ id, createdAt, seenAt, address, browser }) => ({
        id,
        createdAt: new Date(createdAt).toISOString(),
        seenAt: new Date(seenAt).toISOString(),
        address,
        browser,
        isThisOne: id === session.id,
      }));
    }),
  );

  app.delete(
    "/sessions/:id",
    byAgent(async (caller, { params }, reply) => {
      await accounts.revoke(caller, parse(sessionParams, params).id);
      return reply.status(204).send();
    }),
  );
}

async function unlessSignedOut(checking: Promise<SignedIn>): Promise<SignedIn | undefined> {
  try {
    return await checking;
  } catch (error) {
    if (error instanceof AppError && error.code === "SIGNED_OUT") return undefined;
    throw error;
  }
}

const sessionParams = z.strictObject({ id: z.string().min(1).max(100) });
