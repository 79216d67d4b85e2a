import { existsSync, watch } from "node:fs";
import path from "node:path";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { watchContent } from "../adapters/files/watch-content.ts";
import { AppError } from "../kernel/errors.ts";
import { note, print } from "./print.ts";
import { stopOnSignal } from "./start.ts";

/** An editor writes a file in several steps. */
const SETTLE_MS = 200;

/** Puts the next run on top of an empty screen; what was there stays in the scrollback. */
const CLEAR = "\u001B[2J\u001B[H";

/**
 * Runs now, and again whenever content or tests have changed, until Ctrl-C. A file that is broken is told and waited out.
 *
 * @param dir     the folder of the content
 * @param folders where the tests lie
 */
export async function watchTests(
  dir: string,
  folders: readonly string[],
  run: () => Promise<void>,
): Promise<void> {
  let isRunning = false;
  let isStale = true;
  let cancel = (): void => {};

  const runWhileStale = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    while (isStale) {
      isStale = false;
      if (process.stdout.isTTY) process.stdout.write(CLEAR);
      await unlessBroken(run);
      print("Waiting for changes; Ctrl-C ends.");
    }
    isRunning = false;
  };
  const changed = (): void => {
    isStale = true;
    cancel();
    cancel = systemClock.after(SETTLE_MS, () => {
      runWhileStale().catch(fail);
    });
  };

  const closers = [
    watchContent(dir, changed),
    ...folders.filter(existsSync).map((at) => watchFolder(at, changed)),
  ];
  stopOnSignal(async () => {
    for (const close of closers) close();
  });
  await runWhileStale();
}

function watchFolder(folder: string, changed: () => void): () => void {
  const watcher = watch(path.resolve(folder), (_, name) => {
    if (name === null || name.endsWith(".yaml")) changed();
  });
  return () => watcher.close();
}

async function unlessBroken(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(error.message);
  }
}

/** What is no fault of a file will not pass by waiting. */
function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}
