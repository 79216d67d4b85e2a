import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Bot } from "../content/bot.ts";
import { AppError } from "../kernel/errors.ts";
import { type Coverage, coverageOf, type Passage } from "../regression/coverage.ts";
import { gapsOf } from "../regression/coverage-gaps.ts";
import { dimensions, intentOf } from "../regression/coverage-goals.ts";
import { lcov } from "../regression/coverage-lcov.ts";
import { type Shortfall, shareOf, shortfalls, tallies, worstFirst } from "../regression/coverage-tally.ts";
import { type TrafficCoverage, type TrafficLine, trafficCoverage } from "../regression/coverage-traffic.ts";
import { coverageLines } from "./coverage-lines.ts";
import { type CoverageOptions, thresholdsOf } from "./coverage-options.ts";
import { coveragePage } from "./coverage-page.ts";
import { measuredAt } from "./html-page.ts";
import { jsonLines } from "./json-lines.ts";
import { note } from "./print.ts";

/** What tests went through, and of what. */
export interface Measured {
  readonly bot: Bot;
  /** The folder of the content. */
  readonly dir: string;
  readonly passages: Iterable<Passage>;
  /** How many tests there were. */
  readonly cases: number;
}

/** What a coverage came to. */
export interface CoverageReport {
  readonly lines: readonly string[];
  /** The same, and more, as a value for `--json`. */
  readonly json: ReturnType<typeof jsonOf>;
  /** Less was reached than was asked for. */
  readonly isShort: boolean;
}

/**
 * Measures the coverage of tests, and writes the page and the tracefile that are wanted.
 *
 * @throws USAGE when the traffic cannot be read, or a file not be written
 */
export async function reportCoverage(
  { bot, dir, passages, cases }: Measured,
  options: CoverageOptions,
): Promise<CoverageReport> {
  const coverage = coverageOf(bot, passages);
  const traffic =
    options.traffic === undefined
      ? undefined
      : trafficCoverage(bot, coverage, await readTraffic(options.traffic));
  const short = shortfalls(coverage, thresholdsOf(options));
  const pathOf = (file: string): string => path.relative(process.cwd(), path.join(dir, file));
  const view = { bot, coverage, traffic, shortfalls: short, pathOf };
  if (options.coverageLcov !== undefined)
    await write("--coverage-lcov", options.coverageLcov, lcov(coverage, pathOf));
  if (options.coverageHtml !== undefined) {
    const facts = [["dialog tests", String(cases)], measuredAt(new Date())] as const;
    await write("--coverage-html", options.coverageHtml, coveragePage({ bot, coverage, traffic, facts }));
    note(`Page: ${path.resolve(options.coverageHtml)}`);
  }
  return {
    lines: coverageLines(view, options),
    json: jsonOf(coverage, traffic, short),
    isShort: short.length > 0,
  };
}

function jsonOf(coverage: Coverage, traffic: TrafficCoverage | undefined, short: readonly Shortfall[]) {
  const withShares = (of: ReturnType<typeof tallies>) =>
    Object.fromEntries(dimensions.map((one) => [one, { ...of[one], share: shareOf(of[one]) }]));
  return {
    total: withShares(tallies(coverage)),
    dialogs: Object.fromEntries(
      worstFirst(coverage).map((dialog) => [dialog, withShares(tallies(coverage, dialog))]),
    ),
    unreached: gapsOf(coverage).flatMap(({ gaps }) =>
      gaps.map(({ dialog, step, way, at, ways }) => ({
        dialog,
        step,
        way,
        ways,
        file: at.file,
        line: at.line,
      })),
    ),
    notUnderstood: coverage.intents.filter(({ times }) => times === 0).map(intentOf),
    ...(traffic === undefined
      ? {}
      : {
          traffic: {
            steps: { ...traffic.steps, share: shareOf(traffic.steps) },
            edges: { ...traffic.edges, share: shareOf(traffic.edges) },
            unreached: traffic.missed.map(({ dialog, step, way, count }) => ({ dialog, step, way, count })),
            unknown: traffic.unknown,
          },
        }),
    shortfalls: short,
  };
}

const trafficLine = z.object({
  dialog: z.string(),
  step: z.string().optional(),
  way: z.string().optional(),
  count: z.int().positive(),
});

function readTraffic(file: string): Promise<readonly TrafficLine[]> {
  return jsonLines(file, trafficLine, '{"dialog": …, "step"?: …, "way"?: …, "count": …}');
}

async function write(option: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("USAGE", `${option} ${file}: it cannot be written: ${reason}`, { file }, error);
  }
}
