import type { FetchAck, MessageAck, SuggestAck } from "../../../src/protocol/chat.ts";
import { newCid } from "./cid.ts";
import type { LinkPorts } from "./link.ts";
import type { OwnLink } from "./own-link.ts";
import type { Answered, Asked, TabMessage, Told, Welcome } from "./tab-message.ts";

interface Pending {
  resolve(reply: unknown): void;
  reject(error: Error): void;
  /** Nobody takes it, or nobody answers. */
  late: ReturnType<typeof setTimeout>;
}

interface Following extends Omit<OwnLink, "identify"> {
  /** Another tab has said something. */
  hear(message: TabMessage): void;
}

/** A tab that is awake takes a message at once, even when it is in the background. */
const TAKEN_MS = 5_000;
/** Longer than the upload of an image and its message may take. */
const ANSWERED_MS = 75_000;

/**
 * The link of a tab that follows another one.
 *
 * @param post tells the other tabs
 * @param takeLead called when the tab that leads does not answer, or knows less
 */
export function follow(ports: LinkPorts, post: (message: Asked) => void, takeLead: () => void): Following {
  const own = newCid();
  const pending = new Map<number, Pending>();
  let asked = 0;

  function heed([what, ...args]: Told): void {
    if (what === "lead") return greet();
    if (what === "down" || what === "opened") giveUp();
    Reflect.apply(ports[what], ports, args);
  }

  function take(answer: Answered): void {
    const waiting = pending.get(answer.count);
    if (waiting === undefined) return;
    clearTimeout(waiting.late);
    if (answer.type === "taken") {
      waiting.late = setTimeout(takeLead, ANSWERED_MS);
      return;
    }
    pending.delete(answer.count);
    if (answer.type === "reply") waiting.resolve(answer.reply);
    else waiting.reject(new Error("the tab that is connected could not do it"));
  }

  function request(ask: Asked["ask"], ...args: readonly unknown[]): Promise<unknown> {
    asked += 1;
    const count = asked;
    return new Promise((resolve, reject) => {
      pending.set(count, { resolve, reject, late: setTimeout(takeLead, TAKEN_MS) });
      post({ from: own, count, ask, args });
    });
  }

  /** Another tab leads now: what the one before it was asked is asked anew. */
  function greet(): void {
    giveUp();
    request("hello", ports.after()).then(
      (reply) => join(reply as Welcome),
      () => {},
    );
  }

  function join({ isIdentified, state, events }: Welcome): void {
    if (!isIdentified && ports.isIdentified()) return takeLead();
    const { session, link, owner, wait, seen } = state;
    if (session === undefined) return;
    ports.opened(session);
    ports.presence({ owner, ...wait });
    ports.seen(seen);
    for (const event of events) ports.event(event);
    if (link === "online") ports.up();
    else ports.down();
  }

  function giveUp(): void {
    for (const { late, reject } of pending.values()) {
      clearTimeout(late);
      reject(new Error("another tab is connected now"));
    }
    pending.clear();
  }

  // The tab that leads may have been frozen without a word.
  function look(): void {
    if (document.visibilityState === "visible") greet();
  }
  const stopped = new AbortController();
  document.addEventListener("visibilitychange", look, { signal: stopped.signal });
  greet();

  return {
    hear(message) {
      if ("told" in message) heed(message.told);
      else if ("to" in message && message.to === own) take(message);
    },
    send: (item) => request("send", item) as Promise<MessageAck>,
    fetch: (after, limit) => request("fetch", after, limit) as Promise<FetchAck>,
    suggest: (text) => request("suggest", text) as Promise<SuggestAck>,
    typing: (isOn) => void request("typing", isOn).catch(() => {}),
    context: (context) => void request("context", context).catch(() => {}),
    // Every tab hears of these anyway.
    read() {},
    renew() {},
    stop() {
      giveUp();
      stopped.abort();
    },
  };
}
