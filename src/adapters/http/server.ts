import { type FastifyInstance, fastify } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { Log } from "../../runtime/ports.ts";
import { admitPages } from "./chat-guard.ts";
import { type DemoIdentity, demoIdentityRoute } from "./demo-identity-route.ts";
import { type DeskRouteOptions, deskRoutes } from "./desk-routes.ts";
import { replyWithErrors } from "./error-reply.ts";
import { type HealthRouteOptions, healthRoutes } from "./health-routes.ts";
import { type ImageRouteOptions, imageRoutes } from "./image-routes.ts";
import { type MetricsRouteOptions, metricsRoute } from "./metrics-route.ts";
import { sessionRoute } from "./session-route.ts";
import { type StaticRouteOptions, staticRoutes } from "./static-routes.ts";

interface HttpServerOptions
  extends ImageRouteOptions,
    HealthRouteOptions,
    MetricsRouteOptions,
    StaticRouteOptions {
  readonly log: Log;
  /** The agents' side; without it there is none. */
  readonly desk?: DeskRouteOptions;
  /** Whom visitors of the demo shop can be; nobody, when left out. */
  readonly demo?: DemoIdentity;
  /** Addresses of the reverse proxies whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies: readonly string[];
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** A request that has not come in whole by then will not. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP side of the server, not listening yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    trustProxy: [...options.trustedProxies],
  });
  app.addHook("onRequest", async (_, reply) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "strict-origin-when-cross-origin");
    reply.header("cross-origin-opener-policy", "same-origin");
  });
  replyWithErrors(app, options.log);
  await app.register(async (chat) => chatRoutes(chat, options));
  await app.register(healthRoutes, options);
  await app.register(metricsRoute, options);
  const { desk, demo } = options;
  if (demo !== undefined) await app.register(async (shop) => demoIdentityRoute(shop, demo));
  if (desk !== undefined) await app.register(async (side) => deskRoutes(side, desk));
  await app.register(staticRoutes, options);
  return app;
}

/** The customers' side; sockets are not among it. */
async function chatRoutes(app: FastifyInstance, options: ImageRouteOptions): Promise<void> {
  await admitPages(app, options);
  await app.register(sessionRoute, options);
  await app.register(imageRoutes, options);
}

/**
 * Starts to listen.
 *
 * @returns where it listens, such as `http://127.0.0.1:3000`
 * @throws PORT_UNAVAILABLE
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const reason = reasons.get(String(code));
    if (reason === undefined) throw error;
    throw new AppError(
      "PORT_UNAVAILABLE",
      `Cannot listen on ${host}:${port}: ${reason}`,
      { host, port },
      error,
    );
  }
}

const reasons = new Map([
  ["EADDRINUSE", "another program listens there already. Stop it, or set PORT to another number."],
  ["EACCES", "this user may not. Ports below 1024 are reserved; set PORT to a higher number."],
  [
    "EADDRNOTAVAIL",
    "this machine has no such address. Set HOST to one of its own, such as 127.0.0.1 or 0.0.0.0.",
  ],
  ["ENOTFOUND", "there is no such host name. Set HOST to an address of this machine, such as 127.0.0.1."],
]);
