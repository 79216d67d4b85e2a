import { existsSync } from "node:fs";
import { mkdir, realpath, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { copyDataDir } from "../adapters/files/copy-data-dir.ts";
import { type Config, readConfig } from "../config.ts";
import { AppError } from "../kernel/errors.ts";
import { databaseFile } from "../publication.ts";
import { note, print, printJson, progress } from "./print.ts";
import { counted } from "./report/figures.ts";

/** `fenqi backup`: copies the data directory, database and all, while the server runs. */
export function registerBackup(program: Command): void {
  program
    .command("backup")
    .argument("<directory>", "where to put it: a directory that is not there yet")
    .description("copy the data directory, and check the copy, while the server runs")
    .option("--json", "print one JSON document")
    .action(async (directory: string, { json }: { readonly json?: true }) => {
      refusePostgres(process.env["DATABASE_URL"]);
      const config = readConfig(process.env);
      const target = path.resolve(directory);
      await checkTarget(config, target);
      const report = await untilStopped((signal) => backUp(config, target, signal));
      if (report === "stopped") {
        note("Stopped. Nothing is kept of this backup.");
        process.exitCode = 1;
      } else if (json) printJson(report);
      else print(describe(report, config));
    });
}

interface BackupReport {
  readonly directory: string;
  /** Of the database. */
  readonly bytes: number;
  readonly seconds: number;
  readonly conversations: number;
  readonly events: number;
  /** When the newest event was stored, by ISO 8601; null while there is none. */
  readonly newest: string | null;
  /** Whether the secret is in it that signs session tokens while SECRET_KEY is not set. */
  readonly secret: boolean;
}

/** Beside PostgreSQL a data directory holds no conversations, and its copy would only look like a backup. */
function refusePostgres(url: string | undefined): void {
  if (!url?.trim()) return;
  throw new AppError(
    "USAGE",
    `DATABASE_URL is set: the conversations are in PostgreSQL, which has its own tools for this. Copy them with
  pg_dump --format=custom --file=FILE "$DATABASE_URL"
and see docs/operating.md for how to restore them. For an SQLite database in DATA_DIR, unset DATABASE_URL.`,
  );
}

/** @throws USAGE when nothing can, or nothing should, be put there */
async function checkTarget({ DATA_DIR }: Config, target: string): Promise<void> {
  const refused = (reason: string): AppError => new AppError("USAGE", reason, { directory: target });
  const parent = path.dirname(target);
  if (!existsSync(parent)) {
    throw refused(
      `There is no directory ${parent} to put the backup into. Make it first: mkdir -p ${parent}`,
    );
  }
  if (existsSync(target)) {
    throw refused(`${target} is there already, and a backup overwrites nothing. Name another.`);
  }
  const isInside = async (dir: string): Promise<boolean> =>
    !path.relative(await realpath(dir), await realpath(parent)).startsWith("..");
  if (existsSync(DATA_DIR) && (await isInside(DATA_DIR))) {
    throw refused(
      `${target} would be lost together with ${path.resolve(DATA_DIR)}. Name a directory elsewhere.`,
    );
  }
}

/** Makes the copy under another name, which it keeps until it is complete and found sound. */
async function backUp(config: Config, target: string, signal: AbortSignal): Promise<BackupReport> {
  const started = performance.now();
  const partial = `${target}.partial`;
  await makePartial(partial);
  try {
    const { newest, ...copy } = await fill(partial, config, signal);
    await rename(partial, target);
    return {
      directory: target,
      ...copy,
      newest: newest === undefined ? null : new Date(newest).toISOString(),
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
      secret: existsSync(path.join(target, "secret")),
    };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw unwritable(error, partial);
  }
}

async function makePartial(partial: string): Promise<void> {
  try {
    await mkdir(partial, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(partial)) throw unwritable(error, partial);
    throw new AppError(
      "USAGE",
      `${partial} is there: another backup is writing it, or one was killed. If none is running, remove it: rm -r ${partial}`,
      { directory: partial },
      error,
    );
  }
}

/** Copies everything, the database last: what it refers to is there by then. */
async function fill(partial: string, config: Config, signal: AbortSignal) {
  const { copySqlite } = await import("../adapters/store/sqlite-backup.ts");
  await copyDataDir(path.resolve(config.DATA_DIR), partial);
  const file = databaseFile(config);
  let saidTenths = 0;
  return copySqlite(file, path.join(partial, path.basename(file)), {
    signal,
    onProgress(done) {
      const tenths = Math.floor(done * 10);
      if (done === 1) progress("Checking the copy…");
      else if (tenths > saidTenths) progress(`${tenths * 10} % of the database is copied`);
      saidTenths = tenths;
    },
  });
}

/** What the file system refuses, such as more than fits on a disk, is for the operator to mend. */
function unwritable(error: unknown, partial: string): unknown {
  if (error instanceof AppError || !(error instanceof Error && "syscall" in error)) return error;
  return new AppError(
    "DATA_DIR_UNWRITABLE",
    `The backup ${partial} cannot be written: ${error.message}`,
    { directory: partial },
    error,
  );
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Gives work a signal that Ctrl-C aborts; it then has the time to clean up. */
async function untilStopped<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | "stopped"> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (error === stop.signal.reason) return "stopped";
    throw error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}

function describe(report: BackupReport, { SECRET_KEY }: Config): string {
  const { directory, bytes, seconds, conversations, events, newest, secret } = report;
  const upTo = newest === null ? "" : `, the newest of ${newest}`;
  const signing =
    secret && SECRET_KEY === undefined
      ? "The secret that signs session tokens is in it: keep it as safe as the data itself."
      : "The key that signs session tokens is not in it: keep SECRET_KEY somewhere else as well.";
  return `${directory}: ${counted(conversations, "conversation")} with ${counted(events, "event")}${upTo}
${(bytes / 1e6).toFixed(1)} MB in ${seconds} s; the copy was checked and is sound.
${signing}
To restore it, stop the server, put a copy of it in the place of DATA_DIR, and start.`;
}
