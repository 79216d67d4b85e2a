import { copyFile, mkdir, readdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * A database cannot be copied as a file while it is used; models are trained again in seconds; what ends in `.tmp` is
 * being written and will be renamed.
 */
const LEFT_OUT = /^fenqi\.sqlite|^models$|\.tmp$/;

/** Copies what a data directory holds beside the database and the models into a directory, while a server uses it. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  for (const name of await readdir(from).catch(noneIfGone)) {
    if (LEFT_OUT.test(name)) continue;
    await copy(path.join(from, name), path.join(to, name)).catch(noneIfGone);
  }
}

async function copy(from: string, to: string): Promise<void> {
  const found = await stat(from);
  if (found.isFile()) await copyFile(from, to);
  if (!found.isDirectory()) return;
  await mkdir(to, { mode: 0o700 });
  await copyDataDir(from, to);
}

/** The server removes versions of the content that no conversation is inside of any more. */
function noneIfGone(error: unknown): readonly [] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
