import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  barsOf,
  durationOf,
  isSpan,
  linesOf,
  percentOf,
  presetSpan,
  reportPath,
  tableAddress,
} from "../../agent-desk/src/model/reports.ts";
import type { DeskReport } from "../../src/protocol/desk-reports.ts";

const units = { s: "s", m: "m", h: "h", d: "d" };

test("the days that are offered end today, and are no more than the server tells of", () => {
  const today = new Date(2026, 2, 1, 0, 5);
  expect(presetSpan("today", today)).toEqual({ from: "2026-03-01", to: "2026-03-01" });
  expect(presetSpan("week", today)).toEqual({ from: "2026-02-23", to: "2026-03-01" });
  const month = presetSpan("month", today);
  expect((Date.parse(month.to) - Date.parse(month.from)) / 86_400_000 + 1).toBe(31);
  expect(isSpan(month)).toBe(true);
});

test("days that the server would refuse are not asked for", () => {
  expect(isSpan({ from: "2026-03-02", to: "2026-03-01" })).toBe(false);
  expect(isSpan({ from: "2026-01-01", to: "2026-02-01" })).toBe(false);
  // What a date field tells while somebody types.
  expect(isSpan({ from: "", to: "2026-02-01" })).toBe(false);
});

test("a report and its table are asked for by the same days", () => {
  const span = { from: "2026-01-05", to: "2026-01-11" };
  expect(reportPath(span)).toBe("/reports?from=2026-01-05&to=2026-01-11");
  expect(tableAddress(span, "agent", "zh")).toBe(
    "/api/desk/reports.csv?from=2026-01-05&to=2026-01-11&by=agent&language=zh",
  );
});

test("a length of time is told in its two largest units", () => {
  const told = [0, 400, 59_600, 125_000, 3_600_000, 7_265_000, 90_000_000].map((ms) => durationOf(ms, units));
  expect(told).toEqual(["0s", "0s", "1m", "2m 5s", "1h", "2h 1m", "1d 1h"]);
});

test("a share of nothing is a dash", () => {
  expect([percentOf(1, 3), percentOf(0, 3), percentOf(0, 0)]).toEqual(["33%", "0%", "—"]);
});

test("the highest bar is as high as the chart, and none is when nothing happened", () => {
  const line = (label: string, handoffs: number, answered: number) => ({ label, handoffs, answered });
  const heights = (...lines: readonly ReturnType<typeof line>[]) =>
    barsOf(lines).map(({ height, answeredHeight }) => [height, answeredHeight]);
  expect(heights(line("a", 4, 1), line("b", 2, 2))).toEqual([
    [1, 0.25],
    [0.5, 0.5],
  ]);
  expect(heights(line("a", 0, 0))).toEqual([[0, 0]]);
});

test("days and hours in which nobody asked take no line of the table", () => {
  const figures = { left: 0, answered: 0, resolved: 0, handedBack: 0, abandoned: 0, open: 0 };
  const report: DeskReport = {
    from: "2026-01-05",
    to: "2026-01-06",
    zone: "UTC",
    isCut: false,
    total: { ...figures, handoffs: 1 },
    days: [
      { ...figures, day: "2026-01-05", handoffs: 0 },
      { ...figures, day: "2026-01-06", handoffs: 1 },
    ],
    hours: [{ ...figures, hour: 7, handoffs: 1 }],
    queues: [{ ...figures, handoffs: 1 }],
    reasons: [{ ...figures, handoffs: 1, reason: "逾期" }],
    intents: [
      { ...figures, handoffs: 1, intent: "overdue" },
      { ...figures, handoffs: 1 },
    ],
    agents: [],
  };
  const names = (["day", "hour", "queue", "reason", "intent"] as const).map((by) =>
    linesOf(report, by).map(({ name }) => name),
  );
  expect(names).toEqual([["2026-01-06"], ["7"], [undefined], ["逾期"], ["overdue", undefined]]);
});

test("both languages have the same words for reports, with the same names in them", () => {
  const placeholders = (value: unknown, place = ""): readonly string[] =>
    typeof value === "string"
      ? [`${place}: ${(value.match(/\{\w+\}/gu) ?? []).sort().join(" ")}`]
      : Object.entries(value as object).flatMap(([key, inner]) => placeholders(inner, `${place}.${key}`));
  const load = (locale: string): unknown =>
    JSON.parse(
      readFileSync(new URL(`../../agent-desk/src/strings/reports.${locale}.json`, import.meta.url), "utf8"),
    );
  expect([...placeholders(load("en"))].sort()).toEqual([...placeholders(load("zh"))].sort());
});
