import type { DeskReport, ReportFigures, ReportGrouping } from "../../../src/protocol/desk-reports.ts";
import type { Locale } from "./locale.ts";

/** The days that a report is about, ISO 8601, both counted in. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const PRESET_DAYS = { today: 1, week: 7, month: 31 } as const;

/** The spans that the page offers. */
export type Preset = keyof typeof PRESET_DAYS;

export const presets: readonly Preset[] = ["today", "week", "month"];

const DAY_MS = 24 * 3_600_000;

/** The server makes no report of more. */
const MOST_DAYS = 31;

/** What may be grouped, in the order in which it is offered. */
export const groupings: readonly ReportGrouping[] = ["agent", "queue", "day", "hour", "reason", "intent"];

/** The days up to today, where the reader is. */
export function presetSpan(preset: Preset, today: Date): Span {
  const dayOf = (back: number): string => {
    const day = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() - back));
    return day.toISOString().slice(0, 10);
  };
  return { from: dayOf(PRESET_DAYS[preset] - 1), to: dayOf(0) };
}

/** Whether the server makes a report of these days. */
export function isSpan({ from, to }: Span): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_DAYS;
}

export function reportPath(span: Span): string {
  return `/reports?${new URLSearchParams({ ...span })}`;
}

/** Where the browser gets the table that is shown, for a spreadsheet. */
export function tableAddress(span: Span, by: ReportGrouping, language: Locale): string {
  return `/api/desk/reports.csv?${new URLSearchParams({ ...span, by, language })}`;
}

type Units = { readonly s: string; readonly m: string; readonly h: string; readonly d: string };

/** A length of time in its two largest units: `40s`, `3m 5s`, `2h 10m`, `4d`. */
export function durationOf(ms: number, units: Units): string {
  const seconds = Math.round(ms / 1000);
  const parts: readonly (readonly [count: number, unit: string])[] = [
    [Math.floor(seconds / 86_400), units.d],
    [Math.floor(seconds / 3600) % 24, units.h],
    [Math.floor(seconds / 60) % 60, units.m],
    [seconds % 60, units.s],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `0${units.s}`;
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count}${unit}`).join(" ");
}

/** A share from 0 to 1 as a whole percentage; a dash where there is nothing to be a share of. */
export function percentOf(part: number, whole: number): string {
  return whole === 0 ? "—" : `${Math.round((part / whole) * 100)}%`;
}

/** A bar of a chart, from the bottom: both heights from 0 to 1, the second a part of the first. */
export interface Bar {
  readonly label: string;
  readonly handoffs: number;
  readonly answered: number;
  readonly height: number;
  readonly answeredHeight: number;
}

/** The bars of a chart, of which the highest is as high as the chart. */
export function barsOf(
  lines: readonly (Pick<ReportFigures, "handoffs" | "answered"> & { readonly label: string })[],
): readonly Bar[] {
  const most = Math.max(1, ...lines.map(({ handoffs }) => handoffs));
  return lines.map(({ label, handoffs, answered }) => ({
    label,
    handoffs,
    answered,
    height: handoffs / most,
    answeredHeight: answered / most,
  }));
}

/** A line of the table that is about handoffs and not about an agent. */
export interface NamedFigures extends ReportFigures {
  readonly key: string;
  /** Absent where something has no name of its own. */
  readonly name?: string;
}

/** The lines of a table, by whatever they are grouped. Days and hours without a handoff are left out. */
export function linesOf(report: DeskReport, by: Exclude<ReportGrouping, "agent">): readonly NamedFigures[] {
  const { days, hours, queues, reasons, intents } = report;
  switch (by) {
    case "day":
      return days.filter(isBusy).map((line) => ({ ...line, key: line.day, name: line.day }));
    case "hour":
      return hours
        .filter(isBusy)
        .map((line) => ({ ...line, key: String(line.hour), name: String(line.hour) }));
    case "queue":
      return queues.map((line) => named(line, line.queue));
    case "reason":
      return reasons.map((line) => named(line, line.reason));
    case "intent":
      return intents.map((line) => named(line, line.intent));
  }
}

function isBusy({ handoffs }: ReportFigures): boolean {
  return handoffs > 0;
}

/** No queue, reason or intent begins with a space: what has none is nobody else's key. */
function named(line: ReportFigures, name: string | undefined): NamedFigures {
  return { ...line, key: name ?? " ", ...(name !== undefined && { name }) };
}
