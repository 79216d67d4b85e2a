import type * as z from "zod";
import { milliseconds } from "../kernel/time.ts";
import type { Bot, Fact, Queue } from "./bot.ts";
import type { ContentDocument } from "./document.ts";
import type { Hours } from "./hours.ts";
import type { Parsed } from "./parse-files.ts";
import { botSchema } from "./schema/bot-schema.ts";
import { validate } from "./validate.ts";
import { localize } from "./wording.ts";

/** What `bot.yaml` holds. */
export interface ParsedHead
  extends Pick<
    Bot,
    "name" | "brand" | "greeting" | "suggestions" | "pages" | "color" | "facts" | "hours" | "replayLimits"
  > {
  /** By id; absent when the file has no word on queues. */
  readonly queues?: ReadonlyMap<string, Queue>;
}

/** Reads `bot.yaml`. */
export function parseHead(document: ContentDocument): Parsed<ParsedHead> {
  const result = validate(botSchema, document, document.value);
  if ("problems" in result) return result;
  const { bot, facts, hours, queues, replay = {} } = result.value;
  const placed = Object.entries(facts).map(([id, { expires, ...fact }]): [string, Fact] => [
    id,
    {
      ...fact,
      statement: localize(fact.statement),
      ...(expires === undefined ? {} : { expires }),
      at: document.locateKey(["facts", id]),
    },
  ]);
  return {
    value: {
      name: localize(bot.name),
      brand: localize(bot.brand),
      greeting: localize(bot.greeting),
      suggestions: bot.suggestions,
      pages: bot.pages ?? [],
      ...(bot.color === undefined ? {} : { color: bot.color.toLowerCase() }),
      facts: Object.fromEntries(placed),
      replayLimits: {
        ...DEFAULT_LIMITS,
        ...Object.fromEntries(Object.entries(replay).filter(([, limit]) => limit !== undefined)),
      },
      ...(hours === undefined ? {} : { hours: hoursOf(hours) }),
      ...(queues === undefined ? {} : { queues: queuesOf(queues, hours) }),
    },
    problems: [],
  };
}

const DEFAULT_LIMITS: Bot["replayLimits"] = { misunderstood: 0.01, handedOff: 0.01 };

type Head = z.infer<typeof botSchema>;

/** The queues as they are written; who answers one at no hours of its own answers at the bot's. */
function queuesOf(written: NonNullable<Head["queues"]>, common: Head["hours"]): ReadonlyMap<string, Queue> {
  return new Map(
    Object.entries(written).map(([id, { title, takeWithin, answerWithin, hours = common }]) => [
      id,
      {
        id,
        title: localize(title),
        ...(hours === undefined ? {} : { hours: hoursOf(hours) }),
        takeWithinMs: milliseconds(takeWithin),
        answerWithinMs: milliseconds(answerWithin),
      },
    ]),
  );
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

function hoursOf({ zone, weekly, holidays }: NonNullable<Head["hours"]>): Hours {
  return { zone, holidays, weekly: DAYS.map((day) => (weekly[day] ?? []).map(spanOf)) };
}

function spanOf(written: string): readonly [from: number, to: number] {
  const [from = "", to = ""] = written.split("-");
  return [minutesOf(from), minutesOf(to)];
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
