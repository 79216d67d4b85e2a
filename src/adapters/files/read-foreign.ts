import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../kernel/errors.ts";
import type { ForeignFile } from "../../regression/draft/draft.ts";

/** A bot of another product has hundreds of files at most; a folder with more is the wrong folder. */
const MOST_FILES = 5000;
const MOST_BYTES = 100_000_000;

/** Folders that hold no content, whatever the product. */
const skipped = new Set(["node_modules", ".git", ".botpress", ".rasa", "__pycache__", "models"]);

/**
 * Reads a file, or all files below a folder, in the order of their paths. Links are not followed.
 *
 * @throws USAGE when there is nothing at the path, it is an archive, or it is larger than any bot
 * @throws FILE_UNREADABLE when a file cannot be read
 */
export async function readForeign(place: string): Promise<readonly ForeignFile[]> {
  if (/\.(?:tgz|tar|gz|zip|rar|7z)$/iu.test(place)) {
    const message = `${place} is an archive. Unpack it first, and name the folder.`;
    throw new AppError("USAGE", message, { file: place });
  }
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) throw new AppError("USAGE", `There is no ${place}.`, { file: place });
  const names = found.isDirectory() ? await filesBelow(place) : [path.basename(place)];
  const folder = found.isDirectory() ? place : path.dirname(place);
  let bytes = 0;
  const files: ForeignFile[] = [];
  for (const name of names) {
    bytes += (await stat(path.join(folder, name))).size;
    if (bytes > MOST_BYTES) throw tooLarge(place, `more than ${MOST_BYTES / 1_000_000} MB`);
    files.push({ path: name, bytes: await read(path.join(folder, name)) });
  }
  return files;
}

async function filesBelow(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  const open = [""];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) open.push(name);
      if (entry.isFile()) files.push(name);
      if (files.length > MOST_FILES) throw tooLarge(root, `more than ${MOST_FILES} files`);
    }
  }
  return files.sort();
}

function tooLarge(place: string, what: string): AppError {
  return new AppError("USAGE", `${place} has ${what} in it. Name the folder of the bot alone.`, {
    file: place,
  });
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("FILE_UNREADABLE", `${file} cannot be read: ${reason}`, { file }, error);
  }
}
