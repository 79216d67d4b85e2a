import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { SourceFile } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";

const FOLDER = "tests/dialogs";
export const TEST_ENDING = ".test.yaml";

/**
 * Reads dialog tests: the named ones, or all in `tests/dialogs` beside the content.
 *
 * @throws FILE_UNREADABLE when a named file cannot be read
 */
export async function readTestFiles(dir: string, named: readonly string[]): Promise<readonly SourceFile[]> {
  const files =
    named.length > 0 ? named.map((file) => path.resolve(file)) : await allTestFiles(path.join(dir, FOLDER));
  return Promise.all(
    files.map(async (file) => ({ path: path.relative(process.cwd(), file), text: await read(file) })),
  );
}

/** The folders that the dialog tests lie in: those of the named ones, or `tests/dialogs` beside the content. */
export function testFolders(dir: string, named: readonly string[]): readonly string[] {
  const folders =
    named.length > 0 ? named.map((file) => path.dirname(path.resolve(file))) : [path.join(dir, FOLDER)];
  return [...new Set(folders)];
}

async function allTestFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(TEST_ENDING))
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    // No folder, no tests: the caller says where they are looked for.
    return [];
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("FILE_UNREADABLE", `${file} cannot be read: ${reason}`, { file }, error);
  }
}
