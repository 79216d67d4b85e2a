import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ModelCache } from "../../runtime/publisher.ts";
import { makeDir } from "./make-dir.ts";

const SUFFIX = ".model";

/** The one in use, and those of the last few edits, in case an author goes back. */
const MODELS_KEPT = 5;

/** Keeps trained models in a folder, one file each; the oldest are dropped. */
export function modelCacheIn(dir: string): ModelCache {
  const fileOf = (name: string): string => path.join(dir, `${name}${SUFFIX}`);
  return {
    async load(name) {
      try {
        return await readFile(fileOf(name));
      } catch {
        // Whatever is wrong with the file, training again mends it.
        return undefined;
      }
    },
    async save(name, bytes) {
      await makeDir(path.resolve(dir));
      const unfinished = `${fileOf(name)}.${process.pid}.tmp`;
      await writeFile(unfinished, bytes);
      await rename(unfinished, fileOf(name));
      await dropOldest(dir);
    },
  };
}

async function dropOldest(dir: string): Promise<void> {
  const models = (await readdir(dir))
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => path.join(dir, name));
  const dated = await Promise.all(models.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const newestFirst = dated.sort((one, other) => other.at - one.at);
  await Promise.all(newestFirst.slice(MODELS_KEPT).map(({ file }) => rm(file, { force: true })));
}
