import { createHash, createHmac } from "node:crypto";
import { fastify, type InjectOptions } from "fastify";
import { onTestFinished } from "vitest";
import { type SandboxOptions, sandbox } from "../../../../src/adapters/installments/sandbox/sandbox.ts";
import { type HandClock, handClock } from "../../../support/hand-clock.ts";

export const START = Date.parse("2026-03-09T03:20:00Z");

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The body, read as JSON. */
  readonly json: () => Record<string, unknown>;
}

export interface OpenSandbox {
  readonly clock: HandClock;
  readonly ask: (request: InjectOptions) => Promise<Answer>;
  /** Asks about one of its customers. */
  readonly get: (path: string) => Promise<Answer>;
  readonly send: (method: "PUT" | "POST", path: string, body: object, key?: string) => Promise<Answer>;
}

/** A sandbox for the running test. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<OpenSandbox> {
  const app = fastify();
  const clock = handClock(START);
  await app.register(sandbox, { clock, ...options });
  onTestFinished(async () => app.close());
  const ask = async (request: InjectOptions): Promise<Answer> => {
    const { statusCode, body } = await app.inject(request);
    return { status: statusCode, text: body, json: () => JSON.parse(body) as Record<string, unknown> };
  };
  return {
    clock,
    ask,
    get: (path) => ask({ url: `/v1/customers/${path}` }),
    send: (method, path, payload, key) =>
      ask({
        method,
        url: `/v1/customers/${path}`,
        payload,
        headers: key === undefined ? {} : { "idempotency-key": key },
      }),
  };
}

interface Signed {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly seconds: number;
  readonly nonce: string;
}

/** The headers of a signed request, made from what docs/installments.md says and from nothing else. */
export function signed(
  key: { readonly id: string; readonly secret: string },
  { method, url, body = "", seconds, nonce }: Signed,
): Record<string, string> {
  const bodyHash = createHash("sha256").update(body, "utf8").digest("hex");
  const text = `${method}\n${url}\n${seconds}\n${nonce}\n${bodyHash}`;
  return {
    "fenqi-key-id": key.id,
    "fenqi-timestamp": String(seconds),
    "fenqi-nonce": nonce,
    "fenqi-signature": createHmac("sha256", key.secret).update(text, "utf8").digest("hex"),
  };
}
