import { describe, expect, test } from "vitest";
import { csvOf } from "../../src/adapters/http/desk-report-csv.ts";
import type { DeskReport } from "../../src/protocol/desk-reports.ts";

const figures = {
  handoffs: 1,
  left: 0,
  answered: 1,
  resolved: 1,
  handedBack: 0,
  abandoned: 0,
  open: 0,
  wait: { count: 1, medianMs: 61_500, p90Ms: 61_500 },
  rating: { count: 3, mean: 13 / 3, good: 2 / 3 },
};

const reportOf = (...reasons: readonly (string | undefined)[]): DeskReport => ({
  from: "2026-01-05",
  to: "2026-01-05",
  zone: "UTC",
  isCut: false,
  total: figures,
  days: [{ ...figures, day: "2026-01-05" }],
  hours: [{ ...figures, hour: 7 }],
  queues: [{ ...figures, queue: "repay" }],
  reasons: reasons.map((reason) => ({ ...figures, ...(reason !== undefined && { reason }) })),
  intents: [{ ...figures, intent: "repay.late" }, figures],
  agents: [],
});

/** The lines of a table without its heading. */
const linesOf = (text: string) => text.split("\r\n").slice(1, -1);
const cellOf = (reason: string) => linesOf(csvOf(reportOf(reason), "reason", "zh"))[0]?.split(",1,0,1,")[0];

describe("a report as a table", () => {
  test("has durations in seconds, rounded ratings, and nothing where nothing was measured", () => {
    expect(linesOf(csvOf(reportOf(), "day", "en"))).toEqual([
      "2026-01-05,1,0,1,1,0,0,0,62,62,,,,,3,4.33,66.67",
    ]);
    expect(linesOf(csvOf(reportOf(), "hour", "en"))[0]).toMatch(/^7,1,/u);
    expect(linesOf(csvOf(reportOf(undefined), "reason", "en"))[0]).toMatch(/^,1,/u);
  });

  test("has no cell that a spreadsheet takes for a formula", () => {
    for (const sign of ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t="])
      expect(cellOf(`${sign}1+1`), sign).toBe(`'${sign}1+1`);
    expect(cellOf("逾期 = 3 天")).toBe("逾期 = 3 天");
  });

  test("keeps a comma, a quotation mark and a new line within their cell", () => {
    expect(cellOf("逾期,想问")).toBe('"逾期,想问"');
    expect(cellOf('他说"好"')).toBe('"他说""好"""');
    expect(csvOf(reportOf("一\n二"), "reason", "zh")).toContain('\r\n"一\n二",1,');
    expect(cellOf('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  });

  test("has what customers had come with by its id, and the rest without one", () => {
    const zh = csvOf(reportOf(), "intent", "zh");
    expect(zh).toMatch(/^\ufeff来意,转人工,/u);
    expect(csvOf(reportOf(), "intent", "en")).toMatch(/^\ufeffIntent,Handoffs,/u);
    expect(linesOf(zh).map((line) => line.split(",").slice(0, 2))).toEqual([
      ["repay.late", "1"],
      ["", "1"],
    ]);
  });

  test("is a heading alone where there is nothing", () => {
    expect(csvOf(reportOf(), "agent", "zh")).toMatch(/^\ufeff客服编号,客服,[^\r\n]*\r\n$/u);
  });
});
