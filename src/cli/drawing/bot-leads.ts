import { groupBy } from "../../content/group-by.ts";
import type { Lead } from "../../regression/graph/bot-graph.ts";
import { countWords } from "../../regression/graph/count-words.ts";
import { greatestOf, lineWidth } from "../../regression/graph/line-width.ts";
import { html, type Markup } from "../report/markup.ts";
import { type BotRow, ROW_HEIGHT } from "./bot-rows.ts";
import { hueOf } from "./drawing-styles.ts";
import { lanesOf, type Trunk } from "./lanes.ts";
import { standingOf } from "./standing.ts";

/** Room for arrowheads between the rows and the lanes, from lane to lane, and behind the last one. */
const BESIDE = 20;
const LANE = 9;
const BEHIND = 14;

const DASHES: Readonly<Record<Lead["by"], string>> = { run: "", go: "", button: "2 3" };

/**
 * The arrows from dialog to dialog, through lanes beside their rows, and how far to the right they reach. All that lead
 * to one dialog share its lane.
 *
 * @param right where the rows end
 */
export function leadsBeside(
  rows: readonly BotRow[],
  right: number,
): { readonly markup: Markup; readonly right: number } {
  const arrows = arrowsOf(rows);
  const lanes = lanesOf(trunksOf(arrows));
  const x = (target: string): number => right + BESIDE + (lanes.get(target) ?? 0) * LANE;
  // Beside the colours of tests, those of lanes would say nothing.
  const isTested = arrows.some(({ lead }) => lead.times !== undefined);
  const colour = (target: string): string => (isTested ? "plain" : hueOf(lanes.get(target) ?? 0));
  const markup = arrows.map((arrow) => arrowMarkup(arrow, right, x(arrow.lead.to), colour(arrow.lead.to)));
  return {
    markup: html`${markup}`,
    right: right + BESIDE + LANE * Math.max(0, ...[...lanes.values()].map((lane) => lane + 1)) + BEHIND,
  };
}

interface Arrow {
  readonly lead: Lead;
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
}

function arrowsOf(rows: readonly BotRow[]): readonly Arrow[] {
  const tops = new Map(rows.map(({ node, top }) => [node.dialog.id, top]));
  const greatest = greatestOf(rows.flatMap(({ leads }) => leads));
  return rows.flatMap(({ top, leads }) =>
    leads.flatMap((lead, index): readonly Arrow[] => {
      const target = tops.get(lead.to);
      if (target === undefined) return [];
      // They come in above the middle, and go out below it.
      const from = top + ROW_HEIGHT * (0.42 + (0.5 * (index + 0.5)) / leads.length);
      return [{ lead, from, to: target + ROW_HEIGHT * 0.24, thickness: lineWidth(lead.customers, greatest) }];
    }),
  );
}

function trunksOf(arrows: readonly Arrow[]): readonly Trunk[] {
  return [...groupBy(arrows, ({ lead }) => lead.to)].map(([target, same]) => {
    const ends = same.flatMap(({ from, to }) => [from, to]);
    return { target, from: Math.min(...ends), to: Math.max(...ends) };
  });
}

function arrowMarkup({ lead, from, to, thickness }: Arrow, right: number, x: number, lane: string): Markup {
  const turn = to > from ? 4 : -4;
  const path = `M${right} ${round(from)}H${x - 4}Q${x} ${round(from)} ${x} ${round(from + turn)}V${round(to - turn)}Q${x} ${round(to)} ${x - 4} ${round(to)}H${right + 6}`;
  const head = `M${right + 8} ${round(to - 4)}v8l-7 -4z`;
  const standing = standingOf(lead);
  const colour = standing === "plain" ? lane : standing;
  const dashes = standing === "missed" ? "4 3" : DASHES[lead.by];
  const width = lead.by === "run" ? thickness + 1 : thickness;
  return html`<g class="lead"><title>${wordsOfLead(lead)}</title><path d="${path}" class="line ${colour}" fill="none" stroke-width="${width}"${dashes === "" ? null : html` stroke-dasharray="${dashes}"`}/><path d="${head}" class="head ${colour}"/></g>
`;
}

/** A lead in words: how, where from, where to, and how often. */
function wordsOfLead(lead: Lead): string {
  const { from, to, by, steps } = lead;
  const counts = countWords(lead);
  return `${from} → ${to}: ${by} at ${steps.join(", ")}${counts === "" ? "" : `, ${counts}`}`;
}

/** To a tenth, so that no file depends on how a machine adds. */
function round(position: number): number {
  return Math.round(position * 10) / 10;
}
