import type { FastifyInstance } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import { type DeskAgentOptions, deskAgents } from "./desk-agent-routes.ts";
import { refuseForeignPages } from "./desk-guard.ts";
import { type DeskImageOptions, deskImages } from "./desk-image-routes.ts";
import { type DeskReadOptions, deskLookups, deskPreferences, deskReplies } from "./desk-read-routes.ts";
import { type DeskReportOptions, deskReports } from "./desk-report-routes.ts";
import { addressOf, type DeskSessionOptions, deskDoor, deskSelf } from "./desk-session-routes.ts";
import { deskStatic } from "./desk-static.ts";

export interface DeskRouteOptions extends DeskSessionOptions, DeskAgentOptions, DeskReadOptions {
  readonly agents: DeskAgentOptions["agents"] & DeskReadOptions["agents"];
  /** What supervisors are told of past days; nothing, when left out. */
  readonly reports?: DeskReportOptions["reports"];
  /** Where agents' images are kept; they send none, when left out. */
  readonly images?: Pick<DeskImageOptions, "images" | "store">;
  /** Where browsers reach the server, when that is behind a proxy. */
  readonly publicUrl: string | undefined;
  /** The folder that holds `desk/`. */
  readonly dist: string;
}

/** For each address: an office of a hundred agents, each of whom looks something up every two seconds. */
const ADDRESS_LIMIT = { burst: 500, perSecond: 50 };

/** The agents' desk: its page at `/desk/`, and what it asks for under `/api/desk`. Sockets are not among it. */
export async function deskRoutes(app: FastifyInstance, options: DeskRouteOptions): Promise<void> {
  await app.register(deskStatic, options);
  await app.register(async (api) => deskApi(api, options), { prefix: "/api/desk" });
}

async function deskApi(app: FastifyInstance, options: DeskRouteOptions): Promise<void> {
  app.addHook("onRequest", async (_, reply) => void reply.header("cache-control", "no-store"));
  limitAddresses(app, options);
  refuseForeignPages(app, options.publicUrl);
  await app.register(deskDoor, options);
  await app.register(deskSelf, options);
  await app.register(deskAgents, options);
  await app.register(deskLookups, options);
  await app.register(deskReplies, options);
  await app.register(deskPreferences, options);
  const { accounts, reports, images, clock } = options;
  if (reports !== undefined) await app.register(deskReports, { accounts, reports });
  if (images !== undefined) await app.register(deskImages, { accounts, clock, ...images });
}

/** Before anything is looked up for anybody. */
function limitAddresses(app: FastifyInstance, { readAddress, clock }: DeskRouteOptions): void {
  const gate = new FloodGate<string>(ADDRESS_LIMIT);
  app.addHook("onRequest", async (request) => {
    if (gate.admits(addressOf(request, readAddress), clock.now())) return;
    throw new AppError("TOO_MANY_REQUESTS", "Too much is asked from this address. Try again in a moment.");
  });
}
