import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { SourceFile } from "../content/source.ts";
import type { TextChange } from "../regression/text-change.ts";
import type { Updated } from "../regression/update-texts.ts";

/** Writes the test files that an update has changed. */
export async function writeUpdate(before: readonly SourceFile[], { sources }: Updated): Promise<void> {
  const changed = sources.filter((source, index) => source.text !== before[index]?.text);
  await Promise.all(changed.map((source) => writeFile(path.resolve(source.path), source.text)));
}

/** What an update rewrites and what it cannot, as lines for a terminal. */
export function updateLines({ changes, refused }: Updated): readonly string[] {
  return [
    ...inOrder(changes).map((change) => changeLines(change)),
    ...inOrder(refused).map((change) =>
      changeLines(change, "Not rewritten: the cases of a table share these words. Change them by hand."),
    ),
  ];
}

function changeLines({ at, case: name, step, old, new: fresh }: TextChange, remark?: string): string {
  const lines = [
    `${at.file}:${at.line} ${name} (${step})`,
    ...old.split("\n").map((line) => `  - ${line}`),
    ...fresh.split("\n").map((line) => `  + ${line}`),
    ...(remark === undefined ? [] : [`  ${remark}`]),
  ];
  return lines.join("\n");
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  return [...changes].sort((one, other) => {
    if (one.at.file !== other.at.file) return one.at.file < other.at.file ? -1 : 1;
    return one.at.line - other.at.line;
  });
}
