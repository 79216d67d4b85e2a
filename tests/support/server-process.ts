import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { onTestFinished } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/**
 * Compiles the program as it is now, beside every other build, so that no test runs yesterday's code.
 *
 * @returns its main.js, and what removes it again
 */
export function compileProgram(): { readonly main: string; remove(): Promise<void> } {
  const out = path.join(root, "node_modules/.cache/fenqi", `server-${process.pid}`);
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "--incremental", "false", "--outDir", out], {
    cwd: root,
    encoding: "utf8",
  });
  if (stdout !== "") process.stderr.write(stdout);
  return { main: path.join(out, "main.js"), remove: () => rm(out, { recursive: true, force: true }) };
}

export interface ServerProcess {
  readonly child: ChildProcess;
  /** All it has printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended it, once it has ended. */
  readonly ended: Promise<number | string>;
  /** Settles when this stands on stdout or stderr. */
  prints(text: string): Promise<void>;
}

/** Runs a command of the compiled program; it is killed, if it still runs, when the test is over. */
export function runProgram(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ServerProcess {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [main, ...args], { cwd: root, env: { PATH, ...env } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | string>((resolve) =>
    child.once("close", (code, signal) => resolve(signal ?? code ?? -1)),
  );
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    child,
    ended,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    async prints(text) {
      const isThere = () => stdout.includes(text) || stderr.includes(text);
      const seen = new Promise<void>((resolve) => {
        const look = () => isThere() && resolve();
        child.stdout.on("data", look);
        child.stderr.on("data", look);
        look();
      });
      await Promise.race([seen, ended]);
      if (!isThere()) throw new Error(`The program ended without printing "${text}":\n${stdout}${stderr}`);
    },
  };
}

/** Where a server that has said it is ready listens. */
export async function urlOf(server: ServerProcess): Promise<string> {
  await server.prints("/demo/");
  const [, url] = /(http:\/\/\S+)\/demo\//.exec(server.stdout) ?? [];
  if (url === undefined) throw new Error(`No address in:\n${server.stdout}`);
  return url;
}
