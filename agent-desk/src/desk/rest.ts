import type { ReplyError } from "../../../src/protocol/reply.ts";

/** A request that was refused, or never arrived. `code` is one of docs/errors.md, or `UNREACHABLE`. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`the desk's request failed: ${code}`, { cause });
    this.code = code;
  }
}

/** The REST side of the desk. Every method throws `RequestFailed`. */
export interface Rest {
  get<Reply>(path: string): Promise<Reply>;
  send<Reply>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Reply>;
}

const DEADLINE_MS = 15_000;

export function createRest(root = "/api/desk"): Rest {
  async function request<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(root + path, {
      method,
      credentials: "same-origin",
      // Another site can send a form here, and no header of its own.
      headers: { "x-fenqi-desk": "1", ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    }).catch((cause: unknown) => {
      throw new RequestFailed("UNREACHABLE", cause);
    });
    const reply: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new RequestFailed(codeOf(reply));
    return reply as Reply;
  }
  return { get: (path) => request("GET", path), send: request };
}

/** The code of whatever a request was rejected with. */
export function codeOfFailure(failure: unknown): string {
  return failure instanceof RequestFailed ? failure.code : "INTERNAL";
}

// A proxy in between answers with a page of its own.
function codeOf(reply: unknown): string {
  const { error } = (reply ?? {}) as { readonly error?: Partial<ReplyError> };
  return error?.code ?? "INTERNAL";
}
