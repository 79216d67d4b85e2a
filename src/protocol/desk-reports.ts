import * as z from "zod";

// What supervisors are told of a span of days: `GET /api/desk/reports`, and as a table `GET /api/desk/reports.csv`. All
// durations are in milliseconds. What is counted is told in docs/agents.md.

/** The days of the longest report. */
const MOST_REPORT_DAYS = 31;

const DAY_MS = 24 * 3_600_000;

/** The first and the last day, in the time zone that the answer names. */
const span = { from: z.iso.date(), to: z.iso.date() };

function isSpan({ from, to }: { readonly from: string; readonly to: string }): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_REPORT_DAYS;
}

const spanError = `"to" must not be before "from", and a report is of ${MOST_REPORT_DAYS} days at most`;

/** Query of `GET /api/desk/reports`. */
export const reportQuery = z.strictObject(span).refine(isSpan, spanError);

/** What the lines of a table are. */
export const reportGrouping = z.enum(["day", "hour", "queue", "agent", "reason", "intent"]);

/** Query of `GET /api/desk/reports.csv`. */
export const reportTableQuery = z
  .strictObject({
    ...span,
    by: reportGrouping.default("day"),
    /** Of the headings. */
    language: z.enum(["zh", "en"]).default("zh"),
  })
  .refine(isSpan, spanError);

const count = z.number().int().min(0);

/** How long something took: half of all took no longer than the median, nine of ten no longer than p90. */
const spread = z.strictObject({ count: count.min(1), medianMs: z.number().min(0), p90Ms: z.number().min(0) });

const ratings = z.strictObject({
  count: count.min(1),
  mean: z.number().min(1).max(5),
  /** The share of 4 and 5, from 0 to 1. */
  good: z.number().min(0).max(1),
});

/** What came of handoffs: `handoffs` is the sum of `resolved`, `handedBack`, `abandoned` and `open`. */
export const reportFigures = z.strictObject({
  handoffs: count,
  /** Those of which the message was left, as nobody was there. */
  left: count,
  /** Those that an agent had. */
  answered: count,
  resolved: count,
  handedBack: count,
  /** The customer went back to the bot while nobody had them. */
  abandoned: count,
  /** Not over yet. */
  open: count,
  wait: spread.optional(),
  firstResponse: spread.optional(),
  handling: spread.optional(),
  rating: ratings.optional(),
});

/** What an agent did: `handoffs` is the sum of `resolved`, `handedBack`, `passedOn` and `open`. */
export const agentFigures = z.strictObject({
  agent: z.strictObject({ id: z.string(), name: z.string() }),
  handoffs: count,
  messages: count,
  resolved: count,
  handedBack: count,
  /** It went on to a colleague, or back in line and no further. */
  passedOn: count,
  open: count,
  firstResponse: spread.optional(),
  handling: spread.optional(),
  rating: ratings.optional(),
});

/** Answer of `GET /api/desk/reports`. */
export const deskReport = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  /** An IANA time zone: days and hours are told in it. */
  zone: z.string(),
  /** There was more than is read for one report: the figures are of a part. */
  isCut: z.boolean(),
  total: reportFigures,
  /** Every day of the span, in order. */
  days: z.array(reportFigures.extend({ day: z.iso.date() })),
  /** The 24 hours of the day, in order, over all days. */
  hours: z.array(reportFigures.extend({ hour: z.number().int().min(0).max(23) })),
  /** The most first. Without a queue are those that an agent took from the bot. */
  queues: z.array(reportFigures.extend({ queue: z.string().optional() })),
  /** The most first. Without a reason are those that an agent took from the bot, and all that are too rare to be listed. */
  reasons: z.array(reportFigures.extend({ reason: z.string().optional() })),
  /** What the customers had come with, the most first; likewise. */
  intents: z.array(reportFigures.extend({ intent: z.string().optional() })),
  agents: z.array(agentFigures),
});

export type ReportQuery = z.infer<typeof reportQuery>;
export type ReportGrouping = z.infer<typeof reportGrouping>;
export type ReportFigures = z.infer<typeof reportFigures>;
export type AgentFigures = z.infer<typeof agentFigures>;
export type DeskReport = z.infer<typeof deskReport>;
