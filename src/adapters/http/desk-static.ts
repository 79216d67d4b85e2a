import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** What Vite puts into this folder has a hash in its name, so it never changes. */
const HASHED = /[/\\]assets[/\\].*-[\w-]{8}\.\w+$/u;

const HASHED_MAX_AGE_S = 31_536_000;

/**
 * The agents' page at `/desk/`.
 *
 * @param dist the folder that holds `desk/`
 */
export async function deskStatic(app: FastifyInstance, { dist }: { readonly dist: string }): Promise<void> {
  const root = path.join(dist, "desk");
  if (!existsSync(root)) return;
  app.addHook("onSend", async (request, reply) => {
    reply
      .header("content-security-policy", contentSecurityPolicy(request))
      .header("cross-origin-resource-policy", "same-origin")
      // Where an agent comes from is nobody's business whose link they follow.
      .header("referrer-policy", "same-origin");
  });
  await app.register(fastifyStatic, {
    root,
    prefix: "/desk",
    redirect: true,
    cacheControl: false,
    setHeaders(response, file) {
      const isHashed = HASHED.test(file);
      response.setHeader(
        "cache-control",
        isHashed ? `public, max-age=${HASHED_MAX_AGE_S}, immutable` : "no-cache",
      );
    },
  });
}

/**
 * Customers write what agents read: whatever slips through as markup loads nothing, runs nothing and sends nothing away.
 * `'self'` does not cover WebSockets in every browser, so they are named.
 */
function contentSecurityPolicy(request: FastifyRequest): string {
  // The header goes into ours: only what can be a host may.
  const host = /^[\w.:[\]-]+$/u.test(request.host) ? request.host : "";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}
