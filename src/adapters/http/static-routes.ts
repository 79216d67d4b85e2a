import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Origins } from "../../runtime/origins.ts";
import { chatPageRoute } from "./chat-page-route.ts";

const LOADER = "widget.js";

/** A chunk has a hash in its name, so it never changes. */
const CHUNK = /-[\w-]{6}\.js(?:\.br|\.gz)?$/u;
const CHUNK_MAX_AGE_S = 31_536_000;

/** How long a browser may use the loader without asking: a new release is everywhere within minutes. */
const OTHER_MAX_AGE_S = 300;

export interface StaticRouteOptions {
  /** The folder that holds `widget/` and `demo/`. */
  readonly dist: string;
  /** Of the pages that may hold the chat's page in a frame. */
  readonly origins: Origins;
}

/** The widget's files at `/widget.js` and `/widget/`, the chat as a page at `/chat`, the demo shop at `/demo/`. */
export async function staticRoutes(
  app: FastifyInstance,
  { dist, origins }: StaticRouteOptions,
): Promise<void> {
  app.get("/", async (_, reply) => reply.redirect("/demo/"));
  await app.register(chatPageRoute, { framedBy: origins.allowed });
  await app.register(async (widget) => widgetRoutes(widget, path.join(dist, "widget")));
  await app.register(async (demo) => demoRoutes(demo, path.join(dist, "demo")));
}

async function widgetRoutes(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(root)) return;
  // Any shop's page may load the widget; what it may do with it, the origin list decides.
  app.addHook("onSend", async (_, reply) => {
    reply
      .header("access-control-allow-origin", "*")
      .header("cross-origin-resource-policy", "cross-origin")
      .header("vary", "accept-encoding");
  });
  await app.register(fastifyStatic, {
    root,
    prefix: "/widget/",
    // Beside each file lie smaller copies: on a slow line the chat is there in half the time.
    preCompressed: true,
    cacheControl: false,
    index: false,
    setHeaders(response, file) {
      const cache = CHUNK.test(path.basename(file))
        ? `max-age=${CHUNK_MAX_AGE_S}, immutable`
        : `max-age=${OTHER_MAX_AGE_S}`;
      response.setHeader("cache-control", `public, ${cache}`);
    },
  });
  app.get(`/${LOADER}`, async (_, reply) => reply.sendFile(LOADER));
}

async function demoRoutes(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(root)) return;
  app.addHook("onSend", async (request, reply) => {
    reply
      .header("content-security-policy", contentSecurityPolicy(request))
      .header("cache-control", "no-cache");
  });
  await app.register(fastifyStatic, { root, prefix: "/demo/", redirect: true, cacheControl: false });
}

/**
 * The demo page loads nothing that is not its own and runs nothing inline. `'self'` does not cover WebSockets in
 * every browser, so they are named.
 */
function contentSecurityPolicy(request: FastifyRequest): string {
  // The header goes into ours: only what can be a host may.
  const host = /^[\w.:[\]-]+$/.test(request.host) ? request.host : "";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}
