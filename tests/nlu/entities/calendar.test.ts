import { expect, test } from "vitest";
import { resolveDay } from "../../../src/nlu/entities/calendar.ts";

/** A Thursday. */
const TODAY = "2024-05-30";

test.each([
  ["day+1", "2024-05-31"],
  ["day+2", "2024-06-01"],
  ["day-3", "2024-05-27"],
  ["day:30", "2024-05-30"],
  ["day:10", "2024-06-10"],
  ["month+1 day:15", "2024-06-15"],
  ["month+1 day:31", "2024-06-30"],
  ["month+0 end", "2024-05-31"],
  ["month+9 end", "2025-02-28"],
  ["month+8", "2025-01"],
  ["month-5 day:1", "2023-12-01"],
  ["weekday:4", "2024-05-30"],
  ["weekday:1", "2024-06-03"],
  ["week-1 weekday:5", "2024-05-24"],
  ["week+1 weekday:7", "2024-06-09"],
  ["week+0 weekday:1", "2024-05-27"],
  ["--10-16", "2024-10-16"],
  ["--12-20", "2023-12-20"],
  ["--02-29", "2024-02-29"],
  ["--06", "2024-06"],
  ["year-1 --12", "2023-12"],
  ["year+1 --03-05", "2025-03-05"],
  ["year+1 --02-29", undefined],
  ["2024-02-29", "2024-02-29"],
  ["2023-02-29", undefined],
  ["2024-05", "2024-05"],
  ["week+1", undefined],
  ["", undefined],
  ["soon", undefined],
])("seen from 30 May 2024, %s is %s", (symbol, day) => {
  expect(resolveDay(symbol, TODAY)).toBe(day);
});

test("the nearest such day of the calendar may be last year's or next year's", () => {
  expect(resolveDay("--12-31", "2024-01-02")).toBe("2023-12-31");
  expect(resolveDay("--01-02", "2024-12-31")).toBe("2025-01-02");
});

test("a day that is none gives no answer", () => {
  expect(resolveDay("day+1", "30 May")).toBeUndefined();
  expect(resolveDay("day+1", "2024-13-01")).toBeUndefined();
});
