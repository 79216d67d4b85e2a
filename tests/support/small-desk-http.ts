import { type FastifyInstance, fastify } from "fastify";
import { onTestFinished } from "vitest";
import { deskRoutes } from "../../src/adapters/http/desk-routes.ts";
import { replyWithErrors } from "../../src/adapters/http/error-reply.ts";
import { addressReader } from "../../src/adapters/socket/address.ts";
import type { ConversationBrief, DeskSetup, SearchQuery } from "../../src/protocol/desk-http.ts";
import { FirstAdmin } from "../../src/runtime/account-first.ts";
import type { DeskReads } from "../../src/runtime/desk-reads.ts";
import { contentDir } from "./content-dir.ts";
import { silentLog } from "./silent-log.ts";
import { type emptyAccounts, PASSWORD, smallAccounts } from "./small-accounts.ts";

const setup: DeskSetup = { bot: { zh: "小助", en: "Helper" }, queues: [], intents: [], dialogs: [] };

const brief: ConversationBrief = {
  row: {
    id: "c1",
    customerId: "anonymous:1",
    identified: false,
    version: 1,
    last: 3,
    phase: "waiting",
    language: "zh",
    unread: 1,
    tags: [],
    lookers: [],
  },
  createdAt: "2026-01-01T00:00:00.000Z",
  facts: [],
  calls: [],
  ratings: [],
  handoffs: 1,
};

interface DeskHttpOptions {
  readonly publicUrl?: string;
  readonly trustedProxies?: readonly string[];
}

/** What the desk answers over HTTP, with accounts on SQLite, and one conversation "c1" to look up. */
export async function smallDeskHttp(options: DeskHttpOptions = {}) {
  const small = await smallAccounts();
  return { ...small, ...(await serveDesk(small, options)) };
}

/** The same with these accounts. */
export async function serveDesk(
  small: Awaited<ReturnType<typeof emptyAccounts>>,
  { publicUrl, trustedProxies = ["127.0.0.1"] }: DeskHttpOptions = {},
) {
  const asked: SearchQuery[] = [];
  const reads: DeskReads = {
    async search(_agent, query) {
      asked.push(query);
      return { rows: [brief.row] };
    },
    brief: async (_agent, id) => (id === brief.row.id ? brief : undefined),
    suggestions: async (_agent, id) => (id === brief.row.id ? { to: 0, replies: [] } : undefined),
    setup: async () => setup,
    team: async () => [],
  };
  const lines: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void lines.push(message) };
  const firstAdmin = new FirstAdmin({ ...small, log });
  const dist = await contentDir([
    { path: "desk/index.html", text: "<!doctype html><title>Desk</title>" },
    { path: "desk/assets/index-Bx3_9-kQ.js", text: "/* the desk */" },
    { path: "desk/favicon.svg", text: "<svg/>" },
    { path: "secret.txt", text: "not for anybody" },
  ]);
  const app = fastify({ trustProxy: [...trustedProxies] });
  replyWithErrors(app, silentLog);
  const readAddress = addressReader(trustedProxies);
  const { accounts, store: agents, clock } = small;
  await app.register(deskRoutes, {
    accounts,
    firstAdmin,
    agents,
    reads,
    clock,
    publicUrl,
    readAddress,
    dist,
  });
  onTestFinished(() => app.close());
  return { app, asked, brief, setup, firstAdmin, lines, browser: () => browserOf(app) };
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A browser that has opened the desk at http://localhost. */
function browserOf(app: FastifyInstance) {
  const jar = new Map<string, string>();
  const send = async (method: Method, url: string, payload?: unknown, headers: object = {}) => {
    const isRead = method === "GET";
    const response = await app.inject({
      method,
      url: `/api/desk${url}`,
      headers: {
        host: "localhost:3000",
        ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(!isRead && {
          origin: "http://localhost:3000",
          "sec-fetch-site": "same-origin",
          "x-fenqi-desk": "1",
        }),
        ...headers,
      },
      ...(payload !== undefined && { payload: payload as object }),
    });
    for (const { name, value } of response.cookies) {
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    jar,
    get: (url: string, headers?: object) => send("GET", url, undefined, headers),
    post: (url: string, payload: unknown = {}, headers?: object) => send("POST", url, payload, headers),
    put: (url: string, payload: unknown, headers?: object) => send("PUT", url, payload, headers),
    patch: (url: string, payload: unknown, headers?: object) => send("PATCH", url, payload, headers),
    remove: (url: string, headers?: object) => send("DELETE", url, undefined, headers),
    signIn: (login: string, password = PASSWORD, headers?: object) =>
      send("POST", "/sign-in", { login, password }, headers),
  };
}
