import type { Bot } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import { botGraph } from "../../regression/graph/bot-graph.ts";
import type { Counts } from "../../regression/graph/counts.ts";
import { type DialogGraph, dialogGraph } from "../../regression/graph/dialog-graph.ts";
import { mermaidOfDialog } from "../../regression/graph/mermaid.ts";
import { mermaidOfBot } from "../../regression/graph/mermaid-bot.ts";
import { counted } from "../report/figures.ts";
import { drawBot } from "./bot-drawing.ts";
import { drawDialog } from "./dialog-drawing.ts";
import { svgFile } from "./svg-file.ts";

/** Something that can be drawn in one way or another. */
export interface Drawing {
  /** What a file of it is called, without its ending. */
  readonly name: string;
  readonly mermaid: () => string;
  readonly svg: () => string;
}

/** How wide the boxes of a file are: most sentences fit in two lines. In pixels. */
const BOX_WIDTH = 440;

/** The drawing of one dialog. */
export function dialogDrawing(bot: Bot, graph: DialogGraph, counts: Counts, language: Language): Drawing {
  const { id, title, at } = graph.dialog;
  const ways = graph.steps.reduce((sum, step) => sum + step.ways.length, 0);
  const about = [at.file, counted(graph.steps.length, "step"), `${counted(ways, "way")} out of them`];
  const head = {
    title: graph.dialog.kind === "pattern" ? id : `${title[language]} ${id}`,
    about: [...about, ...keyOf(counts)].join(" · "),
  };
  return {
    name: id,
    mermaid: () => mermaidOfDialog(bot, graph, language),
    svg: () => svgFile(head, drawDialog(bot, graph, { width: BOX_WIDTH, language, namesSteps: true })),
  };
}

/** The drawing of a whole bot. */
export function botDrawing(bot: Bot, counts: Counts, language: Language): Drawing {
  const graph = botGraph(bot, counts);
  const about = [
    counted(bot.dialogs.size, "dialog"),
    "a figure says how many steps lead to a person or end so",
    "solid arrows: goes there or runs it",
    "dotted: has a button for it",
  ];
  return {
    // No dialog's file is written over.
    name: bot.dialogs.has("whole") ? "_whole" : "whole",
    mermaid: () => mermaidOfBot(graph, language),
    svg: () =>
      svgFile(
        { title: bot.name[language], about: [...about, ...keyOf(counts)].join(" · ") },
        drawBot(graph, language),
      ),
  };
}

/** Every dialog and pattern, and the whole. */
export function allDrawings(bot: Bot, counts: Counts, language: Language): readonly Drawing[] {
  const graphs = [...bot.dialogs.keys()].flatMap((id) => dialogGraph(bot, id, counts) ?? []);
  return [
    ...graphs.map((graph) => dialogDrawing(bot, graph, counts, language)),
    botDrawing(bot, counts, language),
  ];
}

/** What the counts in a drawing mean. */
function keyOf({ times, customers }: Counts): readonly string[] {
  const tests = times === undefined ? [] : ["3×: tests", "red: no test"];
  const seen = customers === undefined ? [] : [times === undefined ? "3: customers" : "(3): customers"];
  return [...tests, ...seen];
}
