import type { Language } from "../../kernel/language.ts";
import { type BotGraph, type DialogNode, endings, type Lead } from "./bot-graph.ts";
import { countWords, spanWords } from "./count-words.ts";
import { lineLooks } from "./mermaid.ts";
import { mermaidName, mermaidText } from "./mermaid-text.ts";

const ARROWS: Readonly<Record<Lead["by"], string>> = { run: "==>", go: "-->", button: "-.->" };

/** A whole bot as a Mermaid flowchart: a frame for each topic, a node for each dialog, an arrow for each lead. */
export function mermaidOfBot({ topics, leads }: BotGraph, language: Language): string {
  return [
    "flowchart LR",
    ...topics.flatMap(({ name, dialogs }) => [
      `  subgraph ${mermaidName("topic", name)}[${mermaidText(name)}]`,
      ...dialogs.map(
        (node) => `    ${mermaidName("d", node.dialog.id)}[${mermaidText(...linesOf(node, language))}]`,
      ),
      "  end",
    ]),
    ...leads.map((lead) => {
      const { from, to, by } = lead;
      const label = [by === "run" ? "run" : "", countWords(lead)].filter((part) => part !== "").join(" ");
      const text = label === "" ? "" : `|${mermaidText(label)}|`;
      return `  ${mermaidName("d", from)} ${ARROWS[by]}${text} ${mermaidName("d", to)}`;
    }),
    ...lineLooks(leads),
    "",
  ].join("\n");
}

function linesOf({ dialog, ends, tested, said }: DialogNode, language: Language): readonly string[] {
  const { id, title, intents, phrases } = dialog;
  const starts = [...intents, ...(phrases.length > 0 ? [`${phrases.length} phrases`] : [])];
  const out = endings.filter((ending) => (ends[ending] ?? 0) > 0);
  return [
    title[language],
    id,
    starts.length === 0 ? "" : `from ${starts.join(", ")}`,
    out.length === 0 ? "" : `→ ${out.join(", ")}`,
    tested === undefined ? "" : `tests ${tested.reached} of ${tested.total}`,
    said === undefined ? "" : `said ${spanWords(said)}`,
  ];
}
