import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { systemClock } from "../../../../src/adapters/clock/system-clock.ts";
import type { InstallmentsSettings } from "../../../../src/adapters/installments/client/installments-settings.ts";
import { openInstallments } from "../../../../src/adapters/installments/client/open-installments.ts";

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the shop does with a request: answers it, leaves it open, or hangs up. */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON, unless it is text or bytes already. */
      readonly body?: unknown;
      /** Held back until then. */
      readonly after?: Promise<unknown>;
    }
  | "hang"
  | "hang up";

export interface HttpShop {
  readonly url: string;
  /** Every request that came, in order. */
  readonly heard: readonly Heard[];
}

/** A shop on a port of this machine that answers as the test says, and is gone when the test is over. */
export async function httpShop(reply: (heard: Heard, number: number) => Reply): Promise<HttpShop> {
  const heard: Heard[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url: path = "", headers } = request;
    const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
    heard.push(one);
    const told = reply(one, heard.length);
    if (told === "hang") return;
    if (told === "hang up") {
      request.socket.destroy();
      return;
    }
    await told.after;
    const { status = 200, headers: more = {}, body = {} } = told;
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    // A client that has left in the middle is what some tests are about.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

/** Nobody waits in vain for this one. */
export const patient = () => ({ signal: new AbortController().signal });

interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A client of this shop that does not wait long before it asks again, and what it logs. */
export function connect({ url }: { readonly url: string }, settings: Partial<InstallmentsSettings> = {}) {
  const lines: LogLine[] = [];
  const write =
    (level: string) =>
    (message: string, fields: LogLine["fields"] = {}) =>
      void lines.push({ level, message, fields });
  const installments = openInstallments({
    url,
    authentication: { type: "none" },
    clock: systemClock,
    timers: systemClock,
    log: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") },
    ...settings,
    limits: { backoffMs: 1, ...settings.limits },
  });
  return { installments, lines };
}

export const limit = (available = 130_000) => ({
  total: 500_000,
  used: 500_000 - available,
  available,
  frozen: false,
});
