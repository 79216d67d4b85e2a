import type { Evaluation } from "../../nlu/index.ts";
import { bar, count } from "./figures.ts";
import { html, intentName, type Markup } from "./markup.ts";

/** How many rows are shown at once; the others are folded away. */
const UNFOLDED = 50;

interface Row {
  readonly name: string;
  readonly figures: Evaluation["perIntent"][string];
}

/** Precision, recall and F1 of every labelled intent, the weakest first. */
export function intentTable({ perIntent, confusions }: Pick<Evaluation, "perIntent" | "confusions">): Markup {
  const rows = Object.entries(perIntent)
    .map(([name, figures]): Row => ({ name, figures }))
    .filter(({ figures }) => figures.n > 0)
    .sort((one, other) => (one.figures.f1 ?? 0) - (other.figures.f1 ?? 0));
  const folded = rows.slice(UNFOLDED);
  return html`${tableOf(rows.slice(0, UNFOLDED), confusions)}${
    folded.length === 0
      ? null
      : html`<details><summary>The ${count(folded.length)} strongest intents</summary>${tableOf(folded, confusions)}</details>`
  }`;
}

function tableOf(rows: readonly Row[], confusions: Evaluation["confusions"]): Markup {
  return html`<div class="scroll"><table class="rows">
<thead><tr><th scope="col">intent</th><th scope="col" class="number">questions</th><th scope="col">F1</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">most often mistaken for</th></tr></thead>
<tbody>${rows.map((row) => rowMarkup(row, confusions))}</tbody>
</table></div>`;
}

function rowMarkup({ name, figures }: Row, confusions: Evaluation["confusions"]): Markup {
  const { n, precision, recall, f1 } = figures;
  const first = confusions.find(({ intent }) => intent === name);
  return html`<tr><th scope="row">${intentName(name)}</th><td class="number">${count(n)}</td><td>${bar(f1)}</td><td class="minor">${bar(precision)}</td><td class="minor">${bar(recall)}</td><td>${first === undefined ? "" : `${first.predicted} (${first.n})`}</td></tr>
`;
}
