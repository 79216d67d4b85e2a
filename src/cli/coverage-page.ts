import type { Bot } from "../content/bot.ts";
import type { Coverage } from "../regression/coverage.ts";
import { type Gap, gapsOf } from "../regression/coverage-gaps.ts";
import { type Dimension, dimensions, intentOf } from "../regression/coverage-goals.ts";
import { shareOf, type Tally, tallies, worstFirst } from "../regression/coverage-tally.ts";
import { type TrafficCoverage, trafficAt } from "../regression/coverage-traffic.ts";
import { wordsOfGoal } from "../regression/coverage-words.ts";
import { countsOf, exactly } from "../regression/graph/counts.ts";
import { dialogGraph } from "../regression/graph/dialog-graph.ts";
import { drawDialog } from "./drawing/dialog-drawing.ts";
import { bar, count, counted, percent } from "./report/figures.ts";
import { html, intentName, type Markup } from "./report/markup.ts";
import { type Fact, page, type Section, type Tile } from "./report/page.ts";

export interface CoveragePage {
  readonly bot: Bot;
  readonly coverage: Coverage;
  readonly traffic?: TrafficCoverage | undefined;
  /** What was measured, as names and values. */
  readonly facts: readonly Fact[];
}

/** Of the dialogs that lack something, so many are unfolded. */
const UNFOLDED = 5;

const MEANINGS: Readonly<Record<Dimension, readonly [label: string, meaning: string]>> = {
  steps: ["Steps", "Messages, questions, calls and branches that a test came to."],
  edges: ["Edges", "Ways out of steps, and starts of dialogs by an intent or by a phrase, that a test took."],
  outcomes: ["Outcomes", "Outcomes of calls, ends of dialogs, and persons called."],
  options: ["Options", "Answers to questions: each option, each value that fills a slot."],
  intents: ["Intents", "Intents that start something, understood for certain in a customer's words."],
};

/** What tests go through of every dialog, as one HTML page that needs nothing beside it. */
export function coveragePage(of: CoveragePage): string {
  const { bot, coverage, traffic, facts } = of;
  const head = { title: `What the dialog tests of ${bot.name.en} go through`, summary: summaryOf(of), facts };
  return page(head, tilesOf(of), [
    dialogTable(coverage),
    ...(traffic === undefined ? [] : [trafficSection(of, traffic)]),
    unreached(of),
    ...drawings(of),
  ]);
}

function summaryOf({ coverage, traffic }: CoveragePage): string {
  const { steps, edges } = tallies(coverage);
  const gaps = gapsOf(coverage);
  const missed = steps.total - steps.reached;
  const steady =
    missed === 0 && edges.reached === edges.total
      ? "The tests go through everything there is."
      : `${counted(edges.total - edges.reached, "edge")} of ${count(edges.total)} ${edges.total - edges.reached === 1 ? "is" : "are"} never taken and ${counted(missed, "step")} never come to, in ${counted(gaps.length, "dialog")}.`;
  if (traffic === undefined || traffic.edges.total === 0) return steady;
  return `${steady} Of the ways that customers went, the tests take ${percent(shareOf(traffic.edges))}.`;
}

function tilesOf({ coverage, traffic }: CoveragePage): readonly Tile[] {
  const all = tallies(coverage);
  const tiles = dimensions.map((dimension): Tile => {
    const [label, meaning] = MEANINGS[dimension];
    return {
      label,
      figure: percent(shareOf(all[dimension])),
      meaning: `${ofAll(all[dimension])}. ${meaning}`,
    };
  });
  if (traffic === undefined) return tiles;
  const meaning = `Of ${counted(traffic.edges.total, "way")} that customers went, the share that a test takes.`;
  return [...tiles, { label: "Traffic", figure: percent(shareOf(traffic.edges)), meaning }];
}

function dialogTable(coverage: Coverage): Section {
  return {
    id: "dialogs",
    title: "Dialog by dialog",
    intro: "Those that lack most first. A name leads to the drawing.",
    content: html`<div class="scroll"><table class="rows">
<thead><tr><th scope="col">dialog</th><th scope="col">steps</th><th scope="col">edges</th><th scope="col">outcomes</th><th scope="col">options</th></tr></thead>
<tbody>${worstFirst(coverage).map((dialog) => {
      const { steps, edges, outcomes, options } = tallies(coverage, dialog);
      return html`<tr><th scope="row"><a href="#dialog-${dialog}">${intentName(dialog)}</a></th><td class="minor">${barOf(steps)}</td><td>${barOf(edges)}</td><td class="minor">${barOf(outcomes)}</td><td class="minor">${barOf(options)}</td></tr>\n`;
    })}</tbody>
</table></div>`,
  };
}

function trafficSection({ bot, coverage }: CoveragePage, traffic: TrafficCoverage): Section {
  const { edges, missed, unknown } = traffic;
  const most = 20;
  return {
    id: "traffic",
    title: "What customers do",
    intro: `The tests take ${percent(shareOf(tallies(coverage).edges))} of the edges, and ${percent(shareOf(edges))} of the ways that customers went. Below is what customers do and no test does.`,
    content: html`<div class="scroll"><table class="rows">
<thead><tr><th scope="col" class="number">customers</th><th scope="col">share</th><th scope="col">dialog</th><th scope="col">way</th><th scope="col">place</th></tr></thead>
<tbody>${missed.slice(0, most).map((goal) => html`<tr><td class="number">${count(goal.count)}</td><td>${percent(goal.count / edges.total)}</td><th scope="row">${intentName(goal.dialog)}</th><td lang="zh">${wordsOfGoal(bot, goal)}</td><td>${goal.at.file}:${goal.at.line}</td></tr>\n`)}</tbody>
</table></div>${missed.length > most ? html`<p class="note">and ${count(missed.length - most)} more.</p>` : null}${unknown === 0 ? null : html`<p class="note">${counted(unknown, "visit")} of the file belong to nothing the bot has.</p>`}`,
  };
}

function unreached({ bot, coverage, traffic }: CoveragePage): Section {
  const gaps = gapsOf(coverage);
  const silent = coverage.intents.filter(({ times }) => times === 0);
  return {
    id: "unreached",
    title: "What was not reached",
    intro:
      "Every step that no test came to, and every way out of the others that none took. A step stands for its ways.",
    content: html`${gaps.length === 0 ? html`<p>Nothing: the tests go through all of it.</p>` : null}${gaps.map(
      ({
        dialog,
        gaps: own,
      }) => html`<details><summary><span class="name">${dialog}</span> <span class="number">${counted(own.length, "gap")}</span></summary>
<ul class="mistakes">${own.map((gap) => gapMarkup(bot, gap, traffic))}</ul></details>
`,
    )}${
      silent.length === 0
        ? null
        : html`<h3>Intents that no test understands</h3><ul class="mistakes">${silent.map((goal) => html`<li><span class="name">${intentName(intentOf(goal))}</span><span class="about">starts <b>${goal.dialog}</b></span></li>`)}</ul>`
    }`,
  };
}

function gapMarkup(bot: Bot, gap: Gap, traffic: TrafficCoverage | undefined): Markup {
  const times = traffic === undefined ? 0 : trafficAt(traffic, gap);
  const notes = [
    `${gap.at.file}:${gap.at.line}`,
    ...(gap.ways === undefined || gap.ways < 2 ? [] : [`${gap.ways} ways go untried with it`]),
    ...(times === 0 ? [] : [`customers: ${count(times)}`]),
  ];
  return html`<li><span lang="zh">${wordsOfGoal(bot, gap)}</span><span class="about">${notes.join(" · ")}</span></li>\n`;
}

function drawings({ bot, coverage, traffic }: CoveragePage): readonly Section[] {
  const worst = worstFirst(coverage);
  const lacking = new Set(gapsOf(coverage).map(({ dialog }) => dialog));
  const open = new Set(worst.filter((dialog) => lacking.has(dialog)).slice(0, UNFOLDED));
  const isPattern = (dialog: string): boolean => bot.dialogs.get(dialog)?.kind === "pattern";
  const drawn = (dialogs: readonly string[]): Markup =>
    html`<div class="ways">${dialogs.map((id) => dialogMarkup({ bot, coverage, traffic, facts: [] }, id, open.has(id)))}</div>`;
  const key = html`<ul class="key"><li><svg class="drawing" width="18" height="14" aria-hidden="true"><rect x="1" y="1" width="16" height="12" rx="3" class="box reached" stroke-width="1.5"/></svg> reached, and how often</li><li><svg class="drawing" width="18" height="14" aria-hidden="true"><rect x="1" y="1" width="16" height="12" rx="3" class="box missed" stroke-width="1.5" stroke-dasharray="4 3"/></svg> not reached</li>${traffic === undefined ? null : html`<li>(12) how often customers went there</li>`}</ul>`;
  const intro =
    "Each box is a step, with its ways under its first words. Arrows lead from a way to its step; what leads out of the dialog is written out.";
  return [
    {
      id: "drawn",
      title: "The dialogs, drawn",
      intro,
      content: html`${key}${drawn(worst.filter((id) => !isPattern(id)))}`,
    },
    {
      id: "patterns",
      title: "The patterns, drawn",
      intro: "What is true everywhere. What has no count is quoted: the engine says its words and goes on.",
      content: drawn(worst.filter(isPattern)),
    },
  ];
}

/** Boxes of this width fit a phone, and the arrows beside them are scrolled to. In pixels. */
const BOX_WIDTH = 302;

function dialogMarkup({ bot, coverage, traffic }: CoveragePage, id: string, isOpen: boolean): Markup | null {
  const customers = traffic === undefined ? undefined : { counts: exactly(traffic.counts) };
  const graph = dialogGraph(bot, id, countsOf(coverage, customers));
  if (graph === undefined) return null;
  const { steps, edges } = tallies(coverage, id);
  const { title, at } = graph.dialog;
  const { markup, width, height } = drawDialog(bot, graph, {
    width: BOX_WIDTH,
    language: "zh",
    namesSteps: false,
  });
  return html`<details id="dialog-${id}"${isOpen ? html` open` : null}>
<summary><span class="name">${intentName(id)}</span>${bar(shareOf(edges.total === 0 ? steps : edges))}<span class="does">${ofAll(steps)} steps, ${ofAll(edges)} edges</span></summary>
<p class="intro"><span lang="zh">${title.zh}</span> · ${title.en} · ${at.file}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${id}"><svg role="img" aria-label="${id}, drawn" class="drawing" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${markup}</svg></div>
</details>
`;
}

function ofAll({ reached, total }: Tally): string {
  return `${count(reached)} of ${count(total)}`;
}

function barOf(tally: Tally): Markup {
  return tally.total === 0 ? html`–` : bar(shareOf(tally));
}
