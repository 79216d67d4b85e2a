import type { Bot, Dialog } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import type { Counts } from "../../regression/graph/counts.ts";
import { dialogGraph } from "../../regression/graph/dialog-graph.ts";
import { mermaidOfDialog } from "../../regression/graph/mermaid.ts";
import { topicsOf } from "../../regression/graph/topics.ts";
import { showUnseen } from "../../text/unseen.ts";
import { counted } from "../report/figures.ts";
import { botDrawing } from "./drawings.ts";

/** Dialogs are never called like this, so that no page is written over. */
const PATTERNS = "_patterns.md";

/** A bot's dialogs as pages of Markdown with Mermaid in them, by file name: the same bytes for the same content. */
export function dialogPages(bot: Bot, counts: Counts, language: Language): ReadonlyMap<string, string> {
  const whole = botDrawing(bot, counts, language);
  const all = [...bot.dialogs.values()];
  const dialogs = all.filter(({ kind }) => kind === "dialog");
  const patterns = all.filter(({ kind }) => kind === "pattern");
  return new Map([
    ["README.md", indexPage(bot, `${whole.name}.svg`)],
    [`${whole.name}.svg`, whole.svg()],
    ...dialogs.map((dialog) => {
      const text = [`# ${titleOf(dialog)}`, ...sectionOf(bot, dialog, counts, language), BACK];
      return [`${dialog.id}.md`, `${text.join("\n\n")}\n`] as const;
    }),
    [PATTERNS, patternsPage(bot, patterns, counts, language)],
  ]);
}

const BACK = "[All dialogs](README.md)";
const WRITTEN = "Written by `fenqi graph --format markdown`; what is changed here by hand is lost.";

function indexPage(bot: Bot, picture: string): string {
  const topics = topicsOf(bot.dialogs.values()).filter(({ name }) => name !== "patterns");
  const text = [
    "# The dialogs, drawn",
    "Each dialog with its steps and every way out of them, and below which dialog leads to which. " + WRITTEN,
    "A box with slanted sides asks, one with points decides, one with double sides looks something up or runs another dialog.",
    ...topics.flatMap(({ name, dialogs }) => [
      `## ${markdownText(name)}`,
      ["| dialog | | steps |", "| --- | --- | ---: |", ...dialogs.map(rowOf)].join("\n"),
    ]),
    "## Patterns",
    `What is true everywhere, such as cancelling or asking for a person: [the patterns](${PATTERNS}).`,
    "## The whole",
    `![Every dialog in a row of its own, with arrows to those it leads to](${picture})`,
  ];
  return `${text.join("\n\n")}\n`;
}

function rowOf({ id, title, steps }: Dialog): string {
  return `| [${id}](${id}.md) | ${markdownText(title.zh)} · ${markdownText(title.en)} | ${steps.size} |`;
}

function patternsPage(bot: Bot, patterns: readonly Dialog[], counts: Counts, language: Language): string {
  const text = [
    "# The patterns, drawn",
    WRITTEN,
    ...patterns.flatMap((pattern) => [
      `## ${markdownText(pattern.id)}`,
      ...sectionOf(bot, pattern, counts, language),
    ]),
    BACK,
  ];
  return `${text.join("\n\n")}\n`;
}

function sectionOf(bot: Bot, { id, at }: Dialog, counts: Counts, language: Language): readonly string[] {
  const graph = dialogGraph(bot, id, counts);
  if (graph === undefined) return [];
  return [
    `\`${at.file}:${at.line}\`, ${counted(graph.steps.length, "step")}.`,
    `\`\`\`mermaid\n${mermaidOfDialog(bot, graph, language)}\`\`\``,
  ];
}

function titleOf({ title }: Dialog): string {
  return [...new Set([title.zh, title.en])].map(markdownText).join(" · ");
}

/** A text that Markdown shows just as it is, in a heading or in a table. */
function markdownText(text: string): string {
  return showUnseen(text)
    .replace(/\s+/gu, " ")
    .replace(/[!-/:-@[-`{-~]/gu, (sign) => (/[,.'-]/u.test(sign) ? sign : `\\${sign}`))
    .replace(/\\([&<>])/gu, (_, sign: string) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign);
}
