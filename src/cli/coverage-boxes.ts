import type { Bot } from "../content/bot.ts";
import type { Reached } from "../regression/coverage.ts";
import type { DialogMap, MappedStep } from "../regression/coverage-map.ts";
import { wordsOfStep, wordsOfTarget, wordsOfWay } from "../regression/coverage-words.ts";
import { wrapped } from "./coverage-fit.ts";

/** How wide boxes are, in pixels: they fit a phone, and the arrows beside them are scrolled to. */
export const WIDTH = 302;
/** Around the drawing. */
export const MARGIN = 2;
/** The heights of a box's first line and of each after it. */
export const HEAD = 26;
export const ROW = 19;
const PADDING = 6;
const GAP = 16;

/** A box of the drawing: a step, or how the dialog starts. */
export interface Box {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** What it does, in the lines that it takes. */
  readonly text: readonly string[];
  readonly times: number;
  readonly rows: readonly Row[];
  readonly top: number;
  readonly height: number;
}

export interface Row {
  readonly goal: Reached;
  readonly words: string;
  /** Where it leads, when no arrow can show it. */
  readonly leads: string;
  /** The step of this dialog that an arrow leads to. */
  readonly to: string | undefined;
}

/** The boxes of a dialog, from top to bottom. */
export function boxesOf(bot: Bot, { dialog, starts, steps }: DialogMap): readonly Box[] {
  const own = new Set(steps.map(({ step }) => step.id));
  const boxes: Box[] = [];
  const add = (box: Omit<Box, "top" | "height">): void => {
    const before = boxes.at(-1);
    const top = before === undefined ? MARGIN : before.top + before.height + GAP;
    const lines = box.rows.length + box.text.length;
    boxes.push({ ...box, top, height: HEAD + lines * ROW + (lines === 0 ? 0 : PADDING) });
  };
  if (starts.length > 0) {
    const rows = starts.map((goal) => ({ goal, words: "", leads: "", to: dialog.first }));
    const times = starts.reduce((sum, start) => sum + start.times, 0);
    add({ id: "", title: "starts", kind: "", text: [], times, rows });
  }
  for (const mapped of steps) {
    const { step, times } = mapped;
    const rows = mapped.ways.map((goal) => rowOf(bot, mapped, goal, own));
    // The tests of branches stand at the branches.
    const text = step.verb === "when" ? [] : wrapped(wordsOfStep(step), WIDTH - 24);
    add({ id: step.id, title: step.id, kind: step.verb, text, times, rows });
  }
  return boxes;
}

function rowOf(bot: Bot, { step }: MappedStep, goal: Reached, own: ReadonlySet<string>): Row {
  const { dialog, way = "", target } = goal;
  const words = wordsOfWay(step, way);
  const isOwn = target?.to === "step" && target.dialog === dialog && own.has(target.step);
  if (isOwn) return { goal, words, leads: "", to: target.step };
  return {
    goal,
    words,
    leads: target === undefined ? "" : wordsOfTarget(bot, dialog, target),
    to: undefined,
  };
}

/** Where the row of a way has its middle. */
export function middleOf(box: Box, index: number): number {
  return box.top + HEAD + (box.text.length + index) * ROW + ROW / 2;
}
