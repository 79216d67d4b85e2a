import { existsSync, watch } from "node:fs";
import path from "node:path";
import { contentPaths } from "./read-content.ts";

/** An editor writes a file in several steps, and a checkout many files at once. */
const SETTLE_MS = 200;

/** Calls `changed` whenever content files have changed and been left alone for a moment. Returns what stops it. */
export function watchContent(dir: string, changed: () => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  const notice = (name: string | null, ending: string): void => {
    if (name !== null && !name.endsWith(ending)) return;
    clearTimeout(settling);
    settling = setTimeout(changed, SETTLE_MS);
  };
  // The folder is watched and not bot.yaml itself: editors replace files, and a watch on the old one goes blind.
  const watchers = [
    watch(dir, (_, name) => name === contentPaths.head && notice(name, contentPaths.head)),
    ...Object.entries(contentPaths.folders)
      .map(([folder, ending]) => [path.join(dir, folder), ending] as const)
      .filter(([folder]) => existsSync(folder))
      .map(([folder, ending]) => watch(folder, (_, name) => notice(name, ending))),
  ];
  return () => {
    clearTimeout(settling);
    for (const watcher of watchers) watcher.close();
  };
}
