import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a directory and those above it, for this user alone; one that is there already is left as it is.
 *
 * `mkdir` with `recursive` tries for ever where a parent exists but takes no children, as /proc does.
 */
export async function makeDir(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST" && (await stat(dir)).isDirectory()) return;
    const parent = path.dirname(dir);
    if (code !== "ENOENT" || parent === dir || (await exists(parent))) throw error;
    await makeDir(parent);
    await makeDir(dir);
  }
}

async function exists(dir: string): Promise<boolean> {
  return stat(dir).then(
    () => true,
    () => false,
  );
}
