import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { SourceFile } from "../../content/source.ts";
import { AppError } from "../../kernel/errors.ts";

/** Where a bot's content lies, relative to its folder, and how the names of the files in each folder end. */
export const contentPaths = {
  head: "bot.yaml",
  folders: { intents: ".yaml", "intents/entities": ".yaml", dialogs: ".yaml", knowledge: ".md" },
} as const;

/**
 * Reads the content files of a bot, sorted by path. What is missing is for `loadBot` to say.
 *
 * @throws FILE_UNREADABLE when something is there and cannot be read
 */
export async function readContent(dir: string): Promise<readonly SourceFile[]> {
  const found = await Promise.all(
    Object.entries(contentPaths.folders).map(([folder, ending]) => filesIn(dir, folder, ending)),
  );
  const files = await Promise.all([contentPaths.head, ...found.flat()].map((file) => readSource(dir, file)));
  return files.filter((file) => file !== undefined);
}

async function filesIn(dir: string, folder: string, ending: string): Promise<readonly string[]> {
  const entries = await unlessMissing(path.join(dir, folder), (at) => readdir(at, { withFileTypes: true }));
  return (entries ?? [])
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => `${folder}/${entry.name}`)
    .sort();
}

async function readSource(dir: string, file: string): Promise<SourceFile | undefined> {
  const text = await unlessMissing(path.join(dir, file), (at) => readFile(at, "utf8"));
  return text === undefined ? undefined : { path: file, text };
}

async function unlessMissing<Result>(
  at: string,
  read: (at: string) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await read(at);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("FILE_UNREADABLE", `${at} cannot be read: ${reason}`, { file: at }, error);
  }
}
