import { readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { ContentVersions } from "../../runtime/ports.ts";
import { makeDir } from "./make-dir.ts";

const SUFFIX = ".json";

/** Beyond these the oldest go, though a customer may have left a dialog in them open months ago. */
const MOST_VERSIONS = 100;

/** Somebody may be about to publish it, whose decision the one who tidies up has not read yet. */
const YOUNG_MS: Milliseconds = 3_600_000;

const storedFiles = z.array(z.object({ path: z.string(), text: z.string() }));

/** Keeps versions of the content in a folder, one file each, named by its hash. A file is never changed. */
export function contentVersionsIn(dir: string): ContentVersions {
  const fileOf = (hash: string): string => path.join(dir, `${hash}${SUFFIX}`);
  const read = (hash: string): Promise<string | undefined> =>
    readFile(fileOf(hash), "utf8").catch(() => undefined);
  return {
    async save(hash, files) {
      const text = JSON.stringify(files.map((file) => ({ path: file.path, text: file.text })));
      if ((await read(hash)) === text) {
        // As young as what it takes the place of, or going back to it would make it the oldest.
        const now = new Date();
        return utimes(fileOf(hash), now, now);
      }
      await makeDir(path.resolve(dir));
      const unfinished = `${fileOf(hash)}.${process.pid}.tmp`;
      await writeFile(unfinished, text);
      await rename(unfinished, fileOf(hash));
    },
    async load(hash) {
      const text = await read(hash);
      try {
        return text === undefined ? undefined : storedFiles.parse(JSON.parse(text));
      } catch {
        return undefined;
      }
    },
    async keepOnly(hashes) {
      const names = (await listed(dir)).filter((name) => name.endsWith(SUFFIX));
      const unused = names.filter((name) => !hashes.has(name.slice(0, -SUFFIX.length)));
      const used = await newestFirst(
        names.filter((name) => !unused.includes(name)).map((name) => path.join(dir, name)),
      );
      const old = await olderThan(
        Date.now() - YOUNG_MS,
        unused.map((name) => path.join(dir, name)),
      );
      await Promise.all([...old, ...used.slice(MOST_VERSIONS)].map((file) => rm(file, { force: true })));
    },
  };
}

async function olderThan(time: Timestamp, files: readonly string[]): Promise<readonly string[]> {
  const dated = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  return dated.flatMap(({ file, at }) => (at < time ? [file] : []));
}

async function newestFirst(files: readonly string[]): Promise<readonly string[]> {
  const dated = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  return dated.sort((one, other) => other.at - one.at).map(({ file }) => file);
}

function listed(dir: string): Promise<readonly string[]> {
  return readdir(dir).catch(() => []);
}
