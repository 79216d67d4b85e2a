import type { LinkPorts } from "./link.ts";
import type { OwnLink } from "./own-link.ts";
import type { Answered, Asked, TabMessage, Told, Welcome } from "./tab-message.ts";

/** Serves the other tabs over the connection of this one. */
export function serve(
  message: TabMessage,
  link: OwnLink,
  ports: LinkPorts,
  post: (message: TabMessage) => void,
): void {
  if ("told" in message) heed(message.told, link, ports);
  else if ("ask" in message) void answer(message, link, ports, post);
}

function heed([what, ...args]: Told, link: OwnLink, ports: LinkPorts): void {
  if (what === "read") {
    const [seq] = args as [number];
    ports.read(seq);
    link.read(seq);
  }
  if (what === "forget") {
    ports.forget();
    link.renew();
  }
}

async function answer(
  { from, count, ask, args }: Asked,
  link: OwnLink,
  ports: LinkPorts,
  post: (message: Answered) => void,
): Promise<void> {
  const call = { to: from, count };
  post({ ...call, type: "taken" });
  try {
    const reply = ask === "hello" ? welcome(args, ports) : await Reflect.apply(link[ask], link, args);
    post({ ...call, type: "reply", reply });
    if (ask !== "send" || reply.ok || !reply.error.retryable) return;
  } catch {
    post({ ...call, type: "failed" });
  }
  // Whoever asked may be closed by now: what it has stored is sent from here.
  if (ask === "send") ports.stray();
}

function welcome([after]: readonly unknown[], ports: LinkPorts): Welcome {
  const { session, timeline, link, owner, wait, seen } = ports.state();
  return {
    isIdentified: ports.isIdentified(),
    state: {
      // What is known here already is no news to a tab that joins.
      ...(session && { session: { ...session, last: Math.max(session.last, timeline.upTo) } }),
      link,
      owner,
      wait,
      seen,
    },
    events: timeline.events.filter(({ seq }) => seq > Number(after)),
  };
}
