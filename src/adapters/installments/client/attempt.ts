import type { Milliseconds } from "../../../kernel/time.ts";
import type { Timers } from "../../../runtime/ports.ts";
import type { Authorize, Outgoing } from "./authorize.ts";
import { dropBody, readBody } from "./read-body.ts";

/** One request, and what came of it. */
export type Attempt =
  /** JSON, with a status below 500. */
  | { readonly type: "answered"; readonly status: number; readonly value: unknown }
  /** Not now: 429, 502, 503 or 504. */
  | { readonly type: "busy"; readonly status: number; readonly retryAfter: string | null }
  /** Any other 5xx. */
  | { readonly type: "broken"; readonly status: number }
  | { readonly type: "unreachable"; readonly why: string }
  /** What came is no answer of the shop's. */
  | { readonly type: "strange"; readonly why: string }
  | { readonly type: "unauthorized" }
  /** It took too long, or nobody waits for it any more. */
  | { readonly type: "late" };

interface AttemptSettings {
  readonly authorize: Authorize;
  readonly timers: Timers;
  readonly attemptMs: Milliseconds;
}

export interface Repeated extends Outgoing {
  readonly idempotencyKey?: string;
}

/** Makes requests, each with its deadline, and follows no redirect: what is sent is for the shop alone. Never throws. */
export function createAttempt({ authorize, timers, attemptMs }: AttemptSettings) {
  const send = async (request: Repeated, signal: AbortSignal): Promise<Attempt> => {
    const first = await sendOnce(request, signal);
    return first.type === "unauthorized" && first.isRenewable ? await sendOnce(request, signal) : first;
  };

  const sendOnce = async (
    request: Repeated,
    signal: AbortSignal,
  ): Promise<Attempt & { readonly isRenewable?: boolean }> => {
    const proof = await authorize(request);
    if (proof === undefined) return { type: "strange", why: "no access token" };
    const { method, url, body, idempotencyKey } = request;
    const response = await fetch(url, {
      method,
      redirect: "manual",
      signal,
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
        ...proof.headers,
      },
      ...(body !== undefined && { body }),
    });
    if (response.status !== 401) return await read(response);
    await dropBody(response);
    proof.refused();
    return { type: "unauthorized", isRenewable: proof.isRenewable };
  };

  return async (request: Repeated, signal: AbortSignal): Promise<Attempt> => {
    const late = new AbortController();
    const give = () => late.abort();
    const cancel = timers.after(attemptMs, give);
    signal.addEventListener("abort", give, { once: true });
    const isOver = new Promise<Attempt>((resolve) => {
      late.signal.addEventListener("abort", () => resolve({ type: "late" }), { once: true });
    });
    try {
      if (signal.aborted) return { type: "late" };
      // A token that is fetched for many does not stop when one of them has to.
      return await Promise.race([isOver, send(request, late.signal)]);
    } catch (error) {
      return late.signal.aborted ? { type: "late" } : { type: "unreachable", why: codeOf(error) };
    } finally {
      cancel();
      signal.removeEventListener("abort", give);
    }
  };
}

async function read(response: Response): Promise<Attempt> {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    await dropBody(response);
    return { type: "strange", why: "redirect" };
  }
  if (status === 429 || status >= 500) {
    await dropBody(response);
    const isPassing = status === 429 || (status >= 502 && status <= 504);
    return isPassing
      ? { type: "busy", status, retryAfter: headers.get("retry-after") }
      : { type: "broken", status };
  }
  const body = await readBody(response);
  return "wrong" in body
    ? { type: "strange", why: body.wrong }
    : { type: "answered", status, value: body.value };
}

/** What kind of failure it was. Its message stays unsaid: it may quote what was sent. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
  return cause instanceof Error ? cause.name : "unknown";
}
