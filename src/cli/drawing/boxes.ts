import type { Bot } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import { wordsOfStep, wordsOfTarget, wordsOfWay } from "../../regression/coverage-words.ts";
import type { Counted, DialogGraph, GraphStep, GraphWay } from "../../regression/graph/dialog-graph.ts";
import { wrapped } from "./fit.ts";

/** How a dialog is drawn. */
export interface DrawingOptions {
  /** How wide boxes are, in pixels. */
  readonly width: number;
  /** Of the authors' words. */
  readonly language: Language;
  /** Whether a way says which step of the dialog it leads to, beside the arrow that shows it. */
  readonly namesSteps: boolean;
}

/** Around the drawing. */
export const MARGIN = 2;
/** The heights of a box's first line and of each after it. */
export const HEAD = 26;
export const ROW = 19;
const PADDING = 6;
const GAP = 16;

/** A box of the drawing: a step, or how the dialog starts. */
export interface Box extends Counted {
  readonly id: string;
  readonly title: string;
  /** The verb of a step. */
  readonly kind: string;
  /** What it does, in the lines that it takes. */
  readonly text: readonly string[];
  readonly rows: readonly Row[];
  readonly top: number;
  readonly height: number;
}

export interface Row {
  readonly way: GraphWay;
  readonly words: string;
  /** Where it leads, when no arrow shows it or names are wanted. */
  readonly leads: string;
  /** The step of this dialog that an arrow leads to. */
  readonly to: string | undefined;
}

/** The boxes of a dialog, from top to bottom. */
export function boxesOf(
  bot: Pick<Bot, "dialogs">,
  { dialog, starts, steps }: DialogGraph,
  options: DrawingOptions,
): readonly Box[] {
  const { width, language } = options;
  const boxes: Box[] = [];
  const add = (box: Omit<Box, "top" | "height">): void => {
    const before = boxes.at(-1);
    const top = before === undefined ? MARGIN : before.top + before.height + GAP;
    const lines = box.rows.length + box.text.length;
    boxes.push({ ...box, top, height: HEAD + lines * ROW + (lines === 0 ? 0 : PADDING) });
  };
  if (starts.length > 0) {
    const rows = starts.map((way) => ({ way, words: "", leads: "", to: dialog.first }));
    const tested = starts.flatMap(({ times }) => times ?? []);
    const sum = tested.length === 0 ? {} : { times: tested.reduce((total, times) => total + times, 0) };
    add({ id: "", title: "starts", kind: "", text: [], rows, ...sum });
  }
  for (const { step, ways, ...counted } of steps) {
    const rows = ways.map((way) => rowOf(bot, dialog.id, step, way, options));
    // The tests of branches stand at the branches.
    const text = step.verb === "when" ? [] : wrapped(wordsOfStep(step, language), width - 24);
    add({ id: step.id, title: step.id, kind: step.verb, text, rows, ...counted });
  }
  return boxes;
}

function rowOf(
  bot: Pick<Bot, "dialogs">,
  dialog: string,
  step: GraphStep["step"],
  way: GraphWay,
  { language, namesSteps }: DrawingOptions,
): Row {
  const words = wordsOfWay(step, way.way, language);
  const { target } = way;
  const to = target.to === "step" && target.dialog === dialog ? target.step : undefined;
  const leads = to === undefined || namesSteps ? wordsOfTarget(bot, dialog, target) : "";
  return { way, words, leads, to };
}

/** Where the row of a way has its middle. */
export function middleOf(box: Box, index: number): number {
  return box.top + HEAD + (box.text.length + index) * ROW + ROW / 2;
}
