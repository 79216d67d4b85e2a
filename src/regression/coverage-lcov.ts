import type { Coverage, Reached } from "./coverage.ts";
import { goalKey } from "./coverage-goals.ts";

/**
 * A coverage in the format of lcov: a record for each content file, with its dialogs as functions, its steps as lines and
 * its ways as branches of the step's line.
 *
 * @param pathOf how a reader of the report finds a content file
 * @see geninfo(1), "Tracefile format"
 */
export function lcov(coverage: Coverage, pathOf: (file: string) => string): string {
  const files = [...new Set([...coverage.steps, ...coverage.edges].map(({ at }) => at.file))].sort();
  return files.map((file) => recordOf(coverage, file, pathOf(file))).join("");
}

function recordOf(coverage: Coverage, file: string, path: string): string {
  const steps = coverage.steps.filter(({ at }) => at.file === file);
  const edges = coverage.edges.filter(({ at }) => at.file === file);
  const functions = functionsOf(steps);
  const lines = linesOf(steps);
  return `${[
    "TN:",
    `SF:${path}`,
    ...functions.map(({ dialog, line }) => `FN:${line},${dialog}`),
    ...functions.map(({ dialog, times }) => `FNDA:${times},${dialog}`),
    `FNF:${functions.length}`,
    `FNH:${functions.filter(({ times }) => times > 0).length}`,
    ...branchesOf(steps, edges),
    `BRF:${edges.length}`,
    `BRH:${edges.filter(({ times }) => times > 0).length}`,
    ...lines.map(([line, times]) => `DA:${line},${times}`),
    `LF:${lines.length}`,
    `LH:${lines.filter(([, times]) => times > 0).length}`,
    "end_of_record",
  ].join("\n")}\n`;
}

/** The dialogs of a file, each at its first step, as often as the step of it that was come to most. */
function functionsOf(steps: readonly Reached[]) {
  const dialogs = [...new Set(steps.map(({ dialog }) => dialog))];
  return dialogs.map((dialog) => {
    const own = steps.filter((step) => step.dialog === dialog);
    return { dialog, line: own[0]?.at.line ?? 1, times: Math.max(...own.map(({ times }) => times)) };
  });
}

/** Several steps may come from one written step; its line is as good as the one that was come to most. */
function linesOf(steps: readonly Reached[]): readonly (readonly [line: number, times: number])[] {
  const lines = new Map<number, number>();
  for (const { at, times } of steps) lines.set(at.line, Math.max(lines.get(at.line) ?? 0, times));
  return [...lines].sort(([one], [other]) => one - other);
}

/** A block for each step, numbered within the file; a way of a step that was never come to is `-`. */
function branchesOf(steps: readonly Reached[], edges: readonly Reached[]): readonly string[] {
  const times = new Map(steps.map((step) => [goalKey(step), step.times]));
  const blocks = new Map<string, number>();
  const places = new Map<string, number>();
  return edges.map((edge) => {
    const { dialog, step, at } = edge;
    const block = goalKey({ dialog, ...(step === undefined ? {} : { step }) });
    if (!blocks.has(block)) blocks.set(block, blocks.size);
    const place = places.get(block) ?? 0;
    places.set(block, place + 1);
    const isCome = step === undefined || (times.get(block) ?? 0) > 0;
    return `BRDA:${at.line},${blocks.get(block)},${place},${isCome ? edge.times : "-"}`;
  });
}
