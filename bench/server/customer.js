/**
 * One customer: a session, a socket, and one message at a time.
 *
 * @typedef {{ seq: number, option: string }} Choice
 * @typedef {{ text: string } | { choice: Choice }} Message
 * @typedef {{ token: string, conversationId: string, after?: number, wayBack?: Choice } | undefined} Admission `after` is
 *   the last event that the customer has, `wayBack` the button that leads from a person to the bot
 */
import { Agent, request } from "node:http";
import { io } from "socket.io-client";

const connections = new Agent({ keepAlive: true, maxSockets: 64 });

/** Whoever has no answer by then has none. */
const ANSWER_WITHIN_MS = 20_000;

/** The proxy's word for where a customer comes from: nearly everybody has an address of their own. @param {number} number */
function forwarded(number) {
  return { "x-forwarded-for": `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}` };
}

/** Opens a session as the widget does. @param {string} url @param {number} number of the customer @returns {Promise<NonNullable<Admission>>} */
export function openSession(url, number) {
  const body = JSON.stringify({ locale: "zh-CN" });
  return new Promise((resolve, reject) => {
    const post = request(
      `${url}/api/chat/sessions`,
      {
        method: "POST",
        agent: connections,
        headers: {
          ...forwarded(number),
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => {
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`No session: ${response.statusCode} ${text}`));
        });
      },
    );
    post.on("error", reject);
    post.end(body);
  });
}

export class Customer {
  #socket;
  #messages = 0;
  /** @type {{ cid: string, seq?: number, answered: (isAnswered: boolean) => void } | undefined} */
  #waiting;
  /** @type {Choice | undefined} */
  #wayBack;
  #name;
  #admission;
  #last = 0;

  /** @param {string} url @param {number} number of the customer @param {Admission} [admission] */
  constructor(url, number, admission) {
    this.#name = `${process.pid}-${number}`;
    this.#admission = admission;
    this.#last = admission?.after ?? 0;
    this.#wayBack = admission?.wayBack;
    this.#socket = io(`${url}/chat`, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      extraHeaders: forwarded(number),
      auth: { token: admission?.token, after: this.#last },
    });
    this.#socket.on("event", (event) => this.#hear(event));
  }

  /** @returns {Promise<void>} */
  connect() {
    return new Promise((resolve, reject) => {
      this.#socket.once("connect", () => resolve());
      this.#socket.once("connect_error", reject);
      this.#socket.connect();
    });
  }

  /**
   * Says something and waits for the first event of the answer. A customer who was handed to a person first goes back
   * to the bot instead: a person is not what is measured.
   *
   * @param {string} text
   * @returns {Promise<boolean>} whether there was an answer
   */
  say(text) {
    const wayBack = this.#wayBack;
    this.#wayBack = undefined;
    return this.#send(wayBack === undefined ? { text } : { choice: wayBack });
  }

  leave() {
    this.#socket.disconnect();
  }

  /** To connect again as the same customer. @returns {Admission} */
  get admission() {
    if (this.#admission === undefined) return undefined;
    const { token, conversationId } = this.#admission;
    return { token, conversationId, after: this.#last, ...(this.#wayBack && { wayBack: this.#wayBack }) };
  }

  /** @param {Message} message @returns {Promise<boolean>} */
  #send(message) {
    const cid = `${this.#name}-${this.#messages++}`;
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => answered(false), ANSWER_WITHIN_MS);
      /** @param {boolean} isAnswered */
      const answered = (isAnswered) => {
        clearTimeout(giveUp);
        this.#waiting = undefined;
        resolve(isAnswered);
      };
      this.#waiting = { cid, answered };
      this.#socket.emit("message", { cid, ...message }, (/** @type {any} */ ack) => {
        if (ack?.ok === false) answered(false);
      });
    });
  }

  /** @param {any} event as in docs/protocol.md; the echo's has the `cid` it answers */
  #hear({ seq, cid, from, body }) {
    this.#last = Math.max(this.#last, seq ?? 0);
    if (body?.options?.some((/** @type {any} */ { id }) => id === "bot"))
      this.#wayBack = { seq, option: "bot" };
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    if (from === "customer") {
      if (cid === waiting.cid) waiting.seq = seq;
    } else if (cid === waiting.cid || (waiting.seq !== undefined && seq > waiting.seq))
      waiting.answered(true);
  }
}
