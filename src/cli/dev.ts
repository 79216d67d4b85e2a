import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { watchContent } from "../adapters/files/watch-content.ts";
import type { App } from "../app.ts";
import { type Config, readConfig } from "../config.ts";
import { AppError } from "../kernel/errors.ts";
import { contentDir, packageRoot } from "../publication.ts";
import { print } from "./print.ts";
import { announce, startApp, stopOnSignal } from "./start.ts";

/** `fenqi dev`: serves, and answers with changed content and changed code at once. */
export function registerDev(program: Command): void {
  program
    .command("dev")
    .description("serve, and reload content and code when they change")
    .option("--content-only", "do not compile and restart when the code changes")
    .action(async ({ contentOnly }: { readonly contentOnly?: true }) => {
      const config = readConfig(process.env);
      if (contentOnly || !existsSync(compiler)) await serveReloading(config);
      else restartOnNewCode();
    });
}

const compiler = path.join(packageRoot, "node_modules/typescript/bin/tsc");

/** Compiles whatever changes, and has Node run this command again whenever a compiled file did. */
function restartOnNewCode(): void {
  const compiling = run([
    compiler,
    "-p",
    "tsconfig.json",
    "--incremental",
    "false",
    "--watch",
    "--preserveWatchOutput",
  ]);
  const serving = run(["--watch", "--watch-preserve-output", "bin/fenqi.js", "dev", "--content-only"]);
  stopOnSignal(async () => {
    await Promise.all([compiling, serving].map(end));
  });
}

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: packageRoot, stdio: ["ignore", "inherit", "inherit"] });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Serves, and takes up changed content; broken content is complained of, and what was there goes on answering. */
async function serveReloading(config: Config): Promise<void> {
  let app: App | undefined;
  let busy = Promise.resolve();

  const takeUp = async (): Promise<void> => {
    try {
      if (app === undefined) {
        // Who edits a dialog wants to see it changed in the conversation they are having.
        app = await startApp(config, { moveAfterMs: 0, followsFiles: true });
        announce(app, config);
      } else if (await app.reloadContent()) {
        print("The content changed; answers come from it now.");
      }
    } catch (error) {
      if (!(error instanceof AppError) || !authorErrors.has(error.code)) throw error;
      console.error(error.message);
      console.error(
        app === undefined ? "Waiting for it to be mended." : "What was there before goes on answering.",
      );
    }
  };

  await takeUp();
  const unwatch = watchContent(contentDir(config), () => {
    busy = busy.then(takeUp).catch((error: unknown) => console.error(error));
  });
  stopOnSignal(async () => {
    unwatch();
    await app?.close();
  });
}

const authorErrors: ReadonlySet<string> = new Set(["CONTENT_INVALID", "FILE_UNREADABLE"]);
