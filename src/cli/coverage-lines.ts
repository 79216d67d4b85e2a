import type { Bot } from "../content/bot.ts";
import type { Coverage } from "../regression/coverage.ts";
import { type DialogGaps, type Gap, gapsOf } from "../regression/coverage-gaps.ts";
import { dimensions, intentOf } from "../regression/coverage-goals.ts";
import { type Shortfall, shareOf, type Tally, tallies, worstFirst } from "../regression/coverage-tally.ts";
import { type TrafficCoverage, trafficAt } from "../regression/coverage-traffic.ts";
import { wordsOfGoal } from "../regression/coverage-words.ts";
import { count, counted, percent } from "./report/figures.ts";

/** How many dialogs, and how many gaps, a terminal shows without `--all`. */
const MOST_DIALOGS = 10;
const MOST_GAPS = 25;

const MOST_INTENTS = 4;

/** How much of the traffic that no test takes is listed. */
const MOST_MISSED = 5;

/** Dialogs have no intents to understand: those are the bot's. */
const columns = dimensions.filter((dimension) => dimension !== "intents");

interface CoverageView {
  readonly bot: Bot;
  readonly coverage: Coverage;
  readonly traffic?: TrafficCoverage | undefined;
  readonly shortfalls: readonly Shortfall[];
  /** How a reader finds a content file. */
  readonly pathOf: (file: string) => string;
}

/** A coverage as lines for a terminal: the worst dialogs, the sum, and what was not reached. */
export function coverageLines(
  view: CoverageView,
  { all = false }: { readonly all?: boolean },
): readonly string[] {
  const { coverage, traffic, shortfalls } = view;
  const gaps = gapsOf(coverage);
  return [
    "",
    ...tableLines(coverage, gaps, all),
    ...(traffic === undefined ? [] : ["", ...trafficLines(view, traffic)]),
    ...(gaps.length === 0 ? [] : ["", "not reached, the worst dialog first", ...gapLines(view, gaps, all)]),
    ...(shortfalls.length === 0 ? [] : [""]),
    ...shortfalls.map(
      ({ dimension, wanted, missing, ...tally }) =>
        `✗ ${dimension}: ${percent(shareOf(tally))} of them were reached, ${wanted}% are asked for: ${count(missing)} more`,
    ),
  ];
}

function tableLines(coverage: Coverage, gaps: readonly DialogGaps[], all: boolean): readonly string[] {
  const incomplete = new Set(gaps.map(({ dialog }) => dialog));
  const worst = worstFirst(coverage).filter((dialog) => all || incomplete.has(dialog));
  const shown = all ? worst : worst.slice(0, MOST_DIALOGS);
  const whole = worstFirst(coverage).length - worst.length;
  const more = [
    ...(worst.length > shown.length ? [`${worst.length - shown.length} more that lack something`] : []),
    ...(whole > 0 ? [`${counted(whole, "dialog")} gone through entirely`] : []),
  ];
  const width = Math.max(10, ...shown.map((dialog) => dialog.length)) + 2;
  const row = (name: string, of: ReturnType<typeof tallies>): string =>
    `  ${name.padEnd(width)}${columns.map((column) => cell(of[column])).join("")}`;
  const sums = tallies(coverage);
  return [
    `${"coverage".padEnd(width + 2)}${columns.map((column) => column.padStart(CELL)).join("")}`,
    ...shown.map((dialog) => row(dialog, tallies(coverage, dialog))),
    ...(more.length === 0 ? [] : [`  and ${more.join(", and ")}`]),
    row("all", sums),
    `  ${"intents".padEnd(width)}${cell(sums.intents)}${notUnderstood(coverage, all)}`,
  ];
}

function notUnderstood({ intents }: Coverage, all: boolean): string {
  const names = intents.filter(({ times }) => times === 0).map(intentOf);
  if (names.length === 0) return "";
  const shown = all ? names : names.slice(0, MOST_INTENTS);
  return `  without ${shown.join(", ")}${names.length > shown.length ? " …" : ""}`;
}

const CELL = 18;

function cell(tally: Tally): string {
  if (tally.total === 0) return "–".padStart(CELL);
  const share = percent(shareOf(tally)).padStart(7);
  return `${tally.reached}/${tally.total}${share}`.padStart(CELL);
}

function trafficLines({ bot, coverage, pathOf }: CoverageView, traffic: TrafficCoverage): readonly string[] {
  const { edges, missed, unknown } = traffic;
  if (edges.total === 0) return ["traffic  The file speaks of nothing the bot has."];
  const share = percent(shareOf(tallies(coverage).edges));
  const rest = missed.length === 0 ? "." : "; the rest is mostly";
  return [
    `traffic  The tests take ${share} of the edges, but ${percent(shareOf(edges))} of the ways customers went${rest}`,
    ...missed
      .slice(0, MOST_MISSED)
      .map(
        (goal) =>
          `  ${percent(goal.count / edges.total).padStart(6)}  ${placeOf(goal, pathOf)}  ${goal.dialog}: ${wordsOfGoal(bot, goal)}`,
      ),
    ...(unknown === 0 ? [] : [`  ${counted(unknown, "visit")} of the file belong to nothing the bot has.`]),
  ];
}

function gapLines(view: CoverageView, gaps: readonly DialogGaps[], all: boolean): readonly string[] {
  const total = gaps.reduce((sum, { gaps: own }) => sum + own.length, 0);
  const most = all ? total : MOST_GAPS;
  let left = most;
  const lines = gaps.flatMap(({ dialog, gaps: own }) => {
    const shown = byTraffic(own, view.traffic).slice(0, left);
    left -= shown.length;
    return shown.length === 0 ? [] : [`  ${dialog}`, ...shown.map((gap) => `    ${gapLine(view, gap)}`)];
  });
  return total <= most ? lines : [...lines, `  and ${count(total - most)} more; --all lists them`];
}

function byTraffic(gaps: readonly Gap[], traffic: TrafficCoverage | undefined): readonly Gap[] {
  if (traffic === undefined) return gaps;
  return [...gaps].sort((one, other) => trafficAt(traffic, other) - trafficAt(traffic, one));
}

function gapLine({ bot, pathOf, traffic }: CoverageView, gap: Gap): string {
  const times = traffic === undefined ? 0 : trafficAt(traffic, gap);
  const notes = [
    ...(gap.ways === undefined || gap.ways < 2 ? [] : [`${gap.ways} ways`]),
    ...(times === 0 ? [] : [`customers: ${count(times)}`]),
  ];
  return `${placeOf(gap, pathOf)}  ${wordsOfGoal(bot, gap)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
}

function placeOf({ at }: Pick<Gap, "at">, pathOf: CoverageView["pathOf"]): string {
  return `${pathOf(at.file)}:${at.line}`;
}
