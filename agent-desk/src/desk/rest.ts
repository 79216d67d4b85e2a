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
  /** Sends a file as it is. `told` hears how much of it has gone, from 0 to 1. */
  upload<Reply>(path: string, file: Blob, told: (share: number) => void, signal: AbortSignal): Promise<Reply>;
}

const DEADLINE_MS = 15_000;
/** A megabyte or two may go over a slow line. */
const UPLOAD_DEADLINE_MS = 90_000;

/** Another site can send a form here, and no header of its own. */
const OURS = { "x-fenqi-desk": "1" };

export function createRest(root = "/api/desk"): Rest {
  async function request<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(root + path, {
      method,
      credentials: "same-origin",
      headers: { ...OURS, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    }).catch((cause: unknown) => {
      throw new RequestFailed("UNREACHABLE", cause);
    });
    const reply: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new RequestFailed(codeOf(reply));
    return reply as Reply;
  }
  return {
    get: (path) => request("GET", path),
    send: request,
    upload: (path, file, told, signal) => uploadTo(root + path, file, told, signal),
  };
}

// `fetch` does not tell how far it has come.
function uploadTo<Reply>(
  address: string,
  file: Blob,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(OURS)) request.setRequestHeader(name, value);
    request.setRequestHeader("content-type", file.type);
    request.timeout = UPLOAD_DEADLINE_MS;
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => told(total > 0 ? loaded / total : 0));
    request.addEventListener("loadend", () => {
      const { status, response } = request;
      if (status >= 200 && status < 300) resolve(response as Reply);
      else reject(new RequestFailed(status === 0 ? "UNREACHABLE" : codeOf(response)));
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
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
