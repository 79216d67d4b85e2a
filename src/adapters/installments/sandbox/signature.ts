import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Clock, Timestamp } from "../../../kernel/time.ts";
import { Refusal } from "./refusal.ts";

/** Who may ask: the id of a key, and the secret it stands for. */
export interface SigningKey {
  readonly id: string;
  readonly secret: string;
}

/** Remembers which nonces were used; `false` when one was used before. */
export type UseNonce = (nonce: string, at: Timestamp) => boolean;

/** How far the clock of the caller may be off. */
export const TOLERANCE_MS = 5 * 60_000;

/**
 * Refuses a request whose signature does not hold, that is too old, or that was seen before.
 *
 * @throws {Refusal} unauthorized
 */
export function checkSignature(request: FastifyRequest, key: SigningKey, clock: Clock, use: UseNonce): void {
  const keyId = header(request, "fenqi-key-id");
  const timestamp = header(request, "fenqi-timestamp");
  const nonce = header(request, "fenqi-nonce");
  const now = clock.now();

  if (!/^\d{1,12}$/u.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > TOLERANCE_MS)
    throw new Refusal("unauthorized", "fenqi-timestamp is not within five minutes of now.");
  if (!/^[\w-]{16,64}$/u.test(nonce)) throw new Refusal("unauthorized", "fenqi-nonce is not a nonce.");

  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signed = [request.method, request.raw.url, timestamp, nonce, sha256(body)].join("\n");
  const expected = createHmac("sha256", key.secret).update(signed).digest("hex");
  // Both are checked, always: the time it takes tells neither which was wrong nor how much of it.
  const holds = [isSame(keyId, key.id), isSame(header(request, "fenqi-signature"), expected)].every(Boolean);
  if (!holds) throw new Refusal("unauthorized", "fenqi-signature does not hold.");

  // Only of requests that are genuine, or anybody could use up the nonces of others.
  if (!use(nonce, now)) throw new Refusal("unauthorized", "fenqi-nonce was used before.");
}

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}

/** Compares digests, which are of one length whatever was sent. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(expected)));
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
