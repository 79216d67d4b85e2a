import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { type Chance, chance } from "./chance.ts";

/** A TCP proxy with a network of its own between the two sides, as bad as it is told to be. */
export interface FaultProxy {
  readonly port: number;
  /** Connections open at present. */
  readonly size: number;
  /** What was drawn for each connection so far. */
  readonly drawn: readonly Fault[];
  /** Where new connections are led to from now on, in turn; those that refuse are passed over. */
  lead(ports: readonly number[]): void;
  /** No more faults; a connection that suffers from one is reset. */
  calm(): void;
  /** Resets every connection and refuses new ones, until `mend`. */
  cut(): void;
  /** Swallows everything on every connection, new ones included, until `mend`: nobody is told. */
  swallow(): void;
  mend(): void;
  close(): Promise<void>;
}

/**
 * What becomes of a connection:
 * - `reset`: both sides get an RST, in the middle of whatever they are saying
 * - `delayed`: everything comes late, in order
 * - `halfOpen`: one side is closed, the other stays open and is never told
 * - `swallowed`: both sides stay open, and nothing arrives any more
 */
export type Fault = "none" | "reset" | "delayed" | "halfOpen" | "swallowed";

export interface FaultProxyOptions {
  readonly upstreams?: readonly number[];
  /** Decides the fault of the first connection, the second … and when it comes. */
  readonly seed?: number;
  /** How often each fault is; none at all when left out. */
  readonly faults?: Readonly<Record<Fault, number>>;
  /** A fault comes at the latest so many milliseconds after the connection is made. */
  readonly withinMs?: number;
}

/** What mobile networks do to sockets, much more often than they do it. */
export const badNetwork: Readonly<Record<Fault, number>> = {
  none: 4,
  reset: 3,
  delayed: 2,
  halfOpen: 1,
  swallowed: 1,
};

const LONGEST_DELAY_MS = 150;
const LONGEST_BEFORE_RESET_BYTES = 4000;

/** Starts a proxy on a free port of this machine. */
export async function faultProxy(options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const { seed = 0, faults, withinMs = 4000 } = options;
  const draws = chance(seed);
  const links = new Set<Link>();
  const drawn: Fault[] = [];
  let upstreams = options.upstreams ?? [];
  let turn = 0;
  let state: "faulty" | "calm" | "cut" | "swallowing" = faults === undefined ? "calm" : "faulty";
  const before = { state };

  const server = createServer({ allowHalfOpen: true }, (near) => {
    near.on("error", () => {});
    if (state === "cut") {
      near.resetAndDestroy();
      return;
    }
    const fate = state === "faulty" && faults !== undefined ? drawFate(draws, faults, withinMs) : noFault;
    turn += 1;
    const tries = upstreams.map((_, index) => upstreams[(turn + index) % upstreams.length] ?? 0);
    const link = openLink(near, tries, fate, () => links.delete(link));
    links.add(link);
    drawn.push(fate.fault);
    if (state === "swallowing") link.swallow();
    link.start();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const settle = (to: typeof state): void => {
    if (state === "faulty" || state === "calm") before.state = state;
    state = to;
  };
  return {
    port: (server.address() as AddressInfo).port,
    drawn,
    get size() {
      return links.size;
    },
    lead: (ports) => void (upstreams = ports),
    calm() {
      settle("calm");
      for (const link of links) link.heal();
    },
    cut() {
      settle("cut");
      for (const link of links) link.reset();
    },
    swallow() {
      settle("swallowing");
      for (const link of links) link.swallow();
    },
    mend() {
      state = before.state;
      // What was swallowed is gone: a connection with a hole in it would say something that nobody said.
      for (const link of links) if (link.isSwallowed) link.reset();
    },
    async close() {
      server.close();
      for (const link of links) link.reset();
      await once(server, "close");
    },
  };
}

interface Fate {
  readonly fault: Fault;
  readonly afterMs: number;
  readonly afterBytes: number;
  readonly delayMs: number;
  /** The side that a half-open connection is closed on. */
  readonly closes: "near" | "far";
}

const noFault: Fate = { fault: "none", afterMs: 0, afterBytes: 0, delayMs: 0, closes: "near" };

function drawFate(draws: Chance, faults: Readonly<Record<Fault, number>>, withinMs: number): Fate {
  // Every fate takes the same number of draws, so that the next connection's does not depend on this one's.
  const fault = draws.weighted(faults);
  const afterMs = draws.whole(0, withinMs);
  const bytes = draws.whole(0, LONGEST_BEFORE_RESET_BYTES);
  const byBytes = draws.isLucky(0.5);
  const delayMs = draws.whole(1, LONGEST_DELAY_MS);
  const closes = draws.oneOf(["near", "far"]);
  return { fault, afterMs, afterBytes: byBytes ? bytes : Number.POSITIVE_INFINITY, delayMs, closes };
}

/** One connection from the near side to an upstream. */
interface Link {
  readonly isSwallowed: boolean;
  start(): void;
  reset(): void;
  swallow(): void;
  /** Ends what the fault does to it. */
  heal(): void;
}

function openLink(near: Socket, ports: readonly number[], fate: Fate, onEnd: () => void): Link {
  let far: Socket | undefined;
  let isSwallowed = false;
  let isHalfOpen = false;
  let isOver = false;
  let isHealed = false;
  let isJoined = false;
  /** The fault came before there were two sides to tell apart. */
  let isDue = false;
  let bytes = 0;
  const delayMs = fate.fault === "delayed" ? fate.delayMs : 0;
  let timer: NodeJS.Timeout | undefined;
  near.pause();

  function connectFar([port, ...others]: readonly number[]): void {
    if (isOver) return;
    if (port === undefined) return reset();
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    far = socket;
    const refused = () => connectFar(others);
    socket.once("error", refused);
    socket.once("connect", () => {
      socket.off("error", refused);
      if (isOver || near.destroyed) {
        socket.resetAndDestroy();
        return leave();
      }
      carry(near, socket);
      carry(socket, near);
      isJoined = true;
      if (isDue) strike();
    });
  }

  function carry(from: Socket, to: Socket): void {
    from.on("error", () => {});
    from.on("data", (chunk) => {
      bytes += chunk.length;
      if (fate.fault === "reset" && bytes > fate.afterBytes && !isHealed) return reset();
      if (isSwallowed) return;
      later(() => {
        if (isSwallowed || to.destroyed) return;
        if (!to.write(chunk)) {
          from.pause();
          to.once("drain", () => from.resume());
        }
      });
    });
    from.on("end", () => later(() => !isSwallowed && to.end()));
    from.on("close", (hadError) => {
      if (isSwallowed || isHalfOpen || isOver) return leave();
      later(() => {
        if (hadError) to.resetAndDestroy();
        else to.destroy();
        leave();
      });
    });
    from.resume();
  }

  // Timers of one length ring in the order they were set, so what is late stays in order.
  function later(act: () => void): void {
    if (delayMs === 0) act();
    else setTimeout(act, delayMs);
  }

  function strike(): void {
    if (fate.fault === "reset") return reset();
    swallow();
    if (fate.fault !== "halfOpen") return;
    isDue = true;
    if (!isJoined) return;
    isHalfOpen = true;
    (fate.closes === "near" ? near : far)?.resetAndDestroy();
  }

  function swallow(): void {
    isSwallowed = true;
  }

  function reset(): void {
    isOver = true;
    clearTimeout(timer);
    near.resetAndDestroy();
    far?.resetAndDestroy();
    onEnd();
  }

  function leave(): void {
    if (!near.destroyed || far?.destroyed === false) return;
    isOver = true;
    clearTimeout(timer);
    onEnd();
  }

  return {
    get isSwallowed() {
      return isSwallowed;
    },
    start() {
      const strikes = fate.fault !== "none" && fate.fault !== "delayed";
      if (strikes) timer = setTimeout(strike, fate.afterMs);
      connectFar(ports);
    },
    reset,
    swallow,
    heal() {
      clearTimeout(timer);
      isHealed = true;
      // Late is no harm, and in the middle of a connection it cannot be made up for without mixing up the order.
      if (isSwallowed) reset();
    },
  };
}
