import { request } from "node:http";
import { text } from "node:stream/consumers";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Question {
  readonly method?: string;
  /** The path as it goes over the wire: a URL would be tidied up. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The customer's address, of this machine's own: any in 127.0.0.0/8. */
  readonly from?: string;
}

/** Asks over HTTP on a connection of its own. */
export async function ask(
  url: string,
  { method = "GET", path, headers = {}, body = "", from = "127.0.0.1" }: Question,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request(
      { hostname, port, method, path, headers, localAddress: from, agent: false },
      (response) => {
        text(response).then(
          (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
          reject,
        );
      },
    );
    // What is refused for its size is refused while it is still being sent.
    asking.on("error", reject).end(body);
  });
}

/** Asks for a new session. */
export const askSession = (
  url: string,
  { body = "{}", headers = {}, ...rest }: Omit<Question, "path" | "method"> = {},
): Promise<Answer> =>
  ask(url, {
    ...rest,
    method: "POST",
    path: "/api/chat/sessions",
    body,
    headers: {
      "content-type": "application/json",
      "content-length": `${Buffer.byteLength(body)}`,
      ...headers,
    },
  });

const SOCKETS = "/socket.io/?EIO=4&transport=polling";

/** Begins long polling, as engine.io does, and returns what it is told: its `sid`, and how often it is pinged. */
export async function beginPolling(
  url: string,
  from?: string,
): Promise<{ readonly sid: string; readonly pingInterval: number; readonly pingTimeout: number }> {
  const { status, body } = await ask(url, { path: SOCKETS, ...(from && { from }) });
  if (status !== 200) throw new Error(`Polling was answered with ${status}: ${body}`);
  return JSON.parse(body.slice(1)) as Awaited<ReturnType<typeof beginPolling>>;
}

/** Goes on polling: sends a packet. 200 from the server that knows the `sid`, 400 from every other. */
export const goOnPolling = async (url: string, sid: string, from?: string): Promise<number> =>
  (await ask(url, { method: "POST", path: `${SOCKETS}&sid=${sid}`, body: "3", ...(from && { from }) }))
    .status;
