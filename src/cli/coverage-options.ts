import { type Command, InvalidArgumentError } from "commander";
import { AppError } from "../kernel/errors.ts";
import { dimensions } from "../regression/coverage-goals.ts";
import type { Thresholds } from "../regression/coverage-tally.ts";
import { checkOutputFile } from "./output-file.ts";

/** How the coverage of dialog tests is wanted. */
export interface CoverageOptions {
  readonly coverage?: true;
  readonly all?: true;
  /** A file to write a page to. */
  readonly coverageHtml?: string;
  /** A file to write a tracefile to. */
  readonly coverageLcov?: string;
  /** A file that says how often customers go which way. */
  readonly traffic?: string;
  readonly coverageSteps?: number;
  readonly coverageEdges?: number;
  readonly coverageOutcomes?: number;
  readonly coverageOptions?: number;
  readonly coverageIntents?: number;
}

/** Adds the options for coverage to a command; each of them asks for it. */
export function addCoverageOptions(command: Command): Command {
  command
    .option("--coverage", "say how much of the dialogs the tests go through, and what they leave out")
    .option("--all", "of the coverage, every dialog and everything that was not reached")
    .option("--coverage-html <file>", "also write a page with every dialog drawn")
    .option("--coverage-lcov <file>", "also write an lcov tracefile, by file and line of the content")
    .option("--traffic <file>", "weigh the coverage by how often customers go which way");
  for (const dimension of dimensions)
    command.option(`--coverage-${dimension} <percent>`, `fail below this share of ${dimension}`, percentOf);
  return command;
}

/** Whether coverage is wanted in any form. */
export function wantsCoverage(options: CoverageOptions): boolean {
  const { coverage, coverageHtml, coverageLcov, traffic } = options;
  const isNamed = [coverage, coverageHtml, coverageLcov, traffic].some((option) => option !== undefined);
  return isNamed || asksForShare(options);
}

/**
 * Refuses what cannot be done, before any test is run.
 *
 * @param isPartial not all of the tests are run
 * @throws USAGE for a place where no file can be written, a share of tests that are not all run, or `--all` alone
 */
export async function checkCoverageOptions(options: CoverageOptions, isPartial: boolean): Promise<void> {
  const { all, coverageHtml, coverageLcov } = options;
  if (all && !wantsCoverage(options))
    throw new AppError("USAGE", "--all lists all of the coverage. Add --coverage.");
  if (isPartial && asksForShare(options))
    throw new AppError(
      "USAGE",
      "Shares of coverage are for all tests. Run them all, or ask for --coverage alone.",
    );
  if (coverageHtml !== undefined) await checkOutputFile("--coverage-html", coverageHtml, "coverage.html");
  if (coverageLcov !== undefined) await checkOutputFile("--coverage-lcov", coverageLcov, "lcov.info");
}

/** The least shares that were asked for. */
export function thresholdsOf(options: CoverageOptions): Thresholds {
  const wanted = {
    steps: options.coverageSteps,
    edges: options.coverageEdges,
    outcomes: options.coverageOutcomes,
    options: options.coverageOptions,
    intents: options.coverageIntents,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, percent]) => percent !== undefined));
}

function asksForShare(options: CoverageOptions): boolean {
  return Object.keys(thresholdsOf(options)).length > 0;
}

function percentOf(written: string): number {
  const percent = Number(written.replace(/%$/u, ""));
  if (/^\d/u.test(written) && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError("It has to be a number from 0 to 100.");
}
