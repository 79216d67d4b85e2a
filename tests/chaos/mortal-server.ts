import path from "node:path";
import { runProgram, type ServerProcess, urlOf } from "../support/server-process.ts";

/** A real server in a process of its own, that dies where it is told to. */
export interface MortalServer {
  /** Has one that stands by begin. */
  begin(): void;
  /** Settles when it listens, with its port; with nothing when it died before. */
  readonly ready: Promise<number | undefined>;
  /** How it ended, once it has: an exit code or a signal. */
  readonly ended: Promise<number | string>;
  /** What it has logged. */
  readonly stderr: string;
  kill(): void;
  /** Asks it to stop in good order. */
  stop(): void;
  /** Has it do nothing at all, as on a machine that hangs, until `thaw`. */
  freeze(): void;
  thaw(): void;
}

interface MortalServerOptions {
  /** The main.js of the compiled program. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  /** The moment it dies at, such as `committed:17`; none when left out. */
  readonly faultAt?: string;
  /** Load the code, and wait for `begin`. */
  readonly standsBy?: boolean;
}

const ENTRY = path.join(import.meta.dirname, "mortal-main.js");

/** Starts a server on a free port; it is killed, if it still runs, when the test is over. */
export function startMortalServer({ main, env, faultAt, standsBy }: MortalServerOptions): MortalServer {
  const server = runProgram(ENTRY, [path.dirname(main)], {
    PORT: "0",
    LOG_LEVEL: "warn",
    ...env,
    ...(faultAt === undefined ? {} : { FAULT_AT: faultAt }),
    ...(standsBy ? { STAND_BY: "1" } : {}),
  });
  return {
    begin: () => void server.child.stdin?.write("begin\n"),
    ready: portOf(server),
    ended: server.ended,
    get stderr() {
      return server.stdout + server.stderr;
    },
    kill: () => void server.child.kill("SIGKILL"),
    stop: () => void server.child.kill("SIGTERM"),
    freeze: () => void server.child.kill("SIGSTOP"),
    thaw: () => void server.child.kill("SIGCONT"),
  };
}

/** @throws what it printed, when it ended otherwise than by being killed */
async function portOf(server: ServerProcess): Promise<number | undefined> {
  try {
    return Number(new URL(await urlOf(server)).port);
  } catch (error) {
    if ((await server.ended) === "SIGKILL") return undefined;
    throw error;
  }
}
