import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SourceFile } from "../../src/content/source.ts";
import { scratchDir } from "./scratch.ts";

/** Writes content files into a directory of the running test and returns it. */
export async function contentDir(files: readonly SourceFile[]): Promise<string> {
  const dir = await scratchDir();
  await writeContent(dir, files);
  return dir;
}

export async function writeContent(dir: string, files: readonly SourceFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}
