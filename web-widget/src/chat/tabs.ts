import type { Link, LinkPorts } from "./link.ts";
import { createOwnLink, type OwnLink } from "./own-link.ts";
import type { TabMessage, Told } from "./tab-message.ts";

/** What comes over the one connection is told to every tab, in the order it came. */
const TOLD = ["opened", "up", "down", "event", "typing", "seen", "presence"] as const;

/**
 * Connects this tab, or has it follow the one that leads: whoever holds the lock. A tab that goes to sleep gives it up,
 * one that is closed or crashes loses it, and the next in line leads. Where a browser knows no locks, every tab leads.
 */
export function joinTabs(ports: LinkPorts): Link {
  const name = ports.storageKey;
  const locks = typeof BroadcastChannel === "function" ? globalThis.navigator?.locks : undefined;
  let channel: BroadcastChannel | undefined;
  let link: Omit<OwnLink, "identify"> | undefined;
  let own: OwnLink | undefined;
  // Counts what this tab has tried to be: of a lock that comes too late, nothing is made.
  let turn = 0;
  let hear: (message: TabMessage) => unknown = () => {};
  let giveUp = () => {};
  let whenLeading = () => {};
  let waiting = new AbortController();
  const stopped = new AbortController();

  function wake(): void {
    if (link || channel) return;
    if (!locks) return void lead();
    channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => hear(data));
    void take({ ifAvailable: true });
  }

  /** Settles when this tab leads no more, or not at all. */
  async function take(options: LockOptions): Promise<void> {
    turn += 1;
    const mine = turn;
    try {
      await locks?.request(name, options, (lock) => (mine === turn ? (lock ? lead() : follow()) : undefined));
    } catch (error) {
      if (mine !== turn) return;
      // Another tab has taken the lead; or the page may not have locks, and is on its own.
      if ((error as Error).name === "AbortError") await follow();
      else void lead();
    }
  }

  const takeLead = () => void take({ steal: true });

  function lead(): Promise<void> {
    end();
    const telling = TOLD.map((what) => [
      what,
      (...args: never[]) => {
        Reflect.apply(ports[what], ports, args);
        tell(what, ...args);
      },
    ]);
    const mine: OwnLink = createOwnLink({ ...ports, ...Object.fromEntries(telling) });
    link = own = mine;
    hear = async (message) => {
      const { serve } = await import("./leading.ts");
      if (mine === own) serve(message, mine, ports, post);
    };
    tell("lead");
    whenLeading();
    whenLeading = () => {};
    return new Promise((resolve) => {
      giveUp = resolve;
    });
  }

  async function follow(): Promise<void> {
    end();
    const mine = turn;
    const chunk = await import("./following.ts").catch(() => undefined);
    if (mine !== turn || !channel) return;
    // Without the code for it, this tab is on its own.
    if (!chunk) return void lead();
    link = { hear } = chunk.follow(ports, post, takeLead);
    waiting = new AbortController();
    void take({ signal: waiting.signal });
  }

  function end(): void {
    waiting.abort();
    giveUp();
    if (!link) return;
    link.stop();
    hear = () => {};
    link = own = undefined;
    ports.down();
  }

  function rest(): void {
    turn += 1;
    end();
    channel?.close();
    channel = undefined;
  }

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  const post = (message: TabMessage) => channel?.postMessage(message);
  const tell = (...told: Told) => post({ told });

  // Such as a phone that is locked, and a page that the browser keeps in case the customer goes back to it: neither
  // can hold a connection, and a page that holds a lock is not kept.
  const { signal } = stopped;
  addEventListener("pagehide", rest, { signal });
  document.addEventListener("freeze", rest, { signal });
  addEventListener("pageshow", wake, { signal });
  document.addEventListener("resume", wake, { signal });
  wake();

  return {
    send: async (item) => current().send(item),
    fetch: async (after, limit) => current().fetch(after, limit),
    suggest: async (text) => current().suggest(text),
    typing: (isOn) => link?.typing(isOn),
    context: (context) => link?.context(context),
    read(seq) {
      link?.read(seq);
      tell("read", seq);
    },
    forget() {
      tell("forget");
      link?.renew();
    },
    async identify(who) {
      // The host app's code for it is in this tab.
      if (!own)
        await new Promise<void>((resolve) => {
          const before = whenLeading;
          whenLeading = () => {
            before();
            resolve();
          };
          takeLead();
        });
      return own?.identify(who);
    },
    stop() {
      stopped.abort();
      rest();
    },
  };

  function current(): Omit<OwnLink, "identify"> {
    if (!link) throw new Error("there is no connection to send over yet");
    return link;
  }
}
