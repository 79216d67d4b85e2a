import type { Bot } from "../content/bot.ts";
import type { Language } from "../kernel/language.ts";
import { wordsOfStep, wordsOfWay } from "../regression/coverage-words.ts";
import { botGraph } from "../regression/graph/bot-graph.ts";
import type { Counts } from "../regression/graph/counts.ts";
import { dialogGraph } from "../regression/graph/dialog-graph.ts";

/** What is drawn, as a value for `--json`: dialogs with their steps and ways, and which leads to which. */
export function graphReport(bot: Bot, ids: readonly string[], counts: Counts, language: Language) {
  const { topics, leads } = botGraph(bot, counts);
  return {
    dialogs: ids.flatMap((id) => dialogReport(bot, id, counts, language) ?? []),
    topics: topics.map(({ name, dialogs }) => ({
      name,
      dialogs: dialogs.map(({ dialog, ...node }) => ({ id: dialog.id, ...node })),
    })),
    leads,
  };
}

function dialogReport(bot: Bot, id: string, counts: Counts, language: Language) {
  const graph = dialogGraph(bot, id, counts);
  if (graph === undefined) return undefined;
  const { dialog, starts, steps } = graph;
  return {
    id,
    kind: dialog.kind,
    title: dialog.title,
    file: dialog.at.file,
    line: dialog.at.line,
    starts,
    steps: steps.map(({ step, ways, ...counted }) => ({
      id: step.id,
      verb: step.verb,
      words: wordsOfStep(step, language),
      line: step.at.line,
      ...counted,
      ways: ways.map((way) => ({ ...way, words: wordsOfWay(step, way.way, language) })),
    })),
  };
}
