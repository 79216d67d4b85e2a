import { describe, expect, test } from "vitest";
import { found, table } from "./entity-table.ts";

/** expression = name value; a line holds several. */
const expressions = table(`
  500 yuan = money 500 | 1,299.50 yuan = money 1299.5 | rmb 300 = money 300 | cny 45.60 = money 45.6 | 420 cny = money 420 | ¥88 = money 88
  five hundred yuan = money 500 | two thousand yuan = money 2000 | 3k = money 3000 | 1.5k = money 1500 | 200 RMB = money 200 | 30 kuai = money 30
  12 = number 12 | twelve = number 12 | thirty-six = number 36 | twenty four = number 24 | 7.5 = number 7.5 | 8% = number 8 | one = number 1
  12 instalments = period 12 | 12 installments = period 12 | twelve instalments = period 12 | 6 monthly payments = period 6
  third instalment = period 3 | 3rd instalment = period 3 | instalment 4 = period 4 | instalment no. 5 = period 5 | 12-month plan = period 12
  six payments = period 6 | 24 month term = period 24 | first payment = period 1
  2 weeks = duration P2W | three months = duration P3M | half a year = duration P6M | 10 days = duration P10D | a month = duration P1M
  an hour = duration PT1H | half an hour = duration PT30M | 48 hours = duration PT48H | 24h = duration PT24H | 30 minutes = duration PT30M
  90 secs = duration PT90S | a fortnight = duration P2W | two years = duration P2Y | 15 mins = duration PT15M | 1.5 hours = duration PT1H30M
  5pm = time 17:00 | 5:30 pm = time 17:30 | 9 a.m. = time 09:00 | 12am = time 00:00 | 12 pm = time 12:00 | 17:00 = time 17:00
  8 o'clock = time 08:00 | noon = time 12:00 | midnight = time 00:00 | 10:15am = time 10:15
  next friday = date week+1 weekday:5 | last monday = date week-1 weekday:1 | friday = date weekday:5 | this sunday = date week+0 weekday:7
  today = date day+0 | tomorrow = date day+1 | yesterday = date day-1 | the day after tomorrow = date day+2 | tonight = date day+0
  next month = date month+1 | end of this month = date month+0 end | the end of next month = date month+1 end | the 10th = date day:10
  the 15th of next month = date month+1 day:15 | may 5 = date --05-05 | october 16th = date --10-16 | 16 oct = date --10-16
  5th of may = date --05-05 | june 1, 2024 = date 2024-06-01 | 3 march 2025 = date 2025-03-03 | 2024-05-30 = date 2024-05-30
  may 2024 = date 2024-05 | in 3 days = date day+3 | two weeks ago = date day-14 | in one week = date day+7
  card ending in 1234 = cardTail 1234 | last four digits 0042 = cardTail 0042 | order number FQ-2024-0017 = order fq-2024-0017
  order #88120034 = order 88120034 | 13912345678 = phone 13912345678 | 5555 5555 5555 4444 = bankCard 5555555555554444
`);

describe("an English expression on its own", () => {
  test.each(expressions)("%s is a %s: %s", (expression, name, value) => {
    expect(found(expression)).toEqual([`${name} ${value}`]);
  });

  test("there are enough of them to mean something", () => {
    expect(expressions.length).toBeGreaterThanOrEqual(50);
  });
});

describe("what only looks like one", () => {
  test.each([
    "i may pay later",
    "someone told me",
    "this one is wrong",
    "often",
    "order is late",
    "how do i repay",
    "weekend",
    "model x12a",
    "my second question",
    "internationalization",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("sentences keep their entities apart", () => {
    expect(found("i paid 500 yuan on may 5 at 5pm")).toEqual(["money 500", "date --05-05", "time 17:00"]);
    expect(found("split 3k into 12 instalments for two years")).toEqual([
      "money 3000",
      "period 12",
      "duration P2Y",
    ]);
  });
});
