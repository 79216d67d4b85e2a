import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of this run, removed at its end. */
export const scratch = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));

process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** @type {Set<() => Promise<void>>} */
const leftToDo = new Set();

/** Has something put away when the run is broken off, too. @param {() => Promise<void>} putAway */
export function whenBrokenOff(putAway) {
  leftToDo.add(putAway);
  return () => leftToDo.delete(putAway);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    void Promise.allSettled([...leftToDo].map((putAway) => putAway())).then(() => process.exit(130));
  });
}
