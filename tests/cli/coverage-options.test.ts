import { Command } from "commander";
import { describe, expect, test } from "vitest";
import {
  addCoverageOptions,
  type CoverageOptions,
  checkCoverageOptions,
  thresholdsOf,
  wantsCoverage,
} from "../../src/cli/coverage-options.ts";

function optionsOf(...args: readonly string[]): CoverageOptions {
  const command = addCoverageOptions(new Command("test"))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(args, { from: "user" }).opts<CoverageOptions>();
}

describe("coverage is measured", () => {
  test.each([
    ["when it is asked for", ["--coverage"]],
    ["for a page", ["--coverage-html", "coverage.html"]],
    ["for a tracefile", ["--coverage-lcov", "lcov.info"]],
    ["to be weighed by traffic", ["--traffic", "traffic.jsonl"]],
    ["to be held to a share, zero included", ["--coverage-options", "0"]],
  ])("%s", (_when, args) => {
    expect(wantsCoverage(optionsOf(...args))).toBe(true);
  });

  test("else not", () => {
    expect(wantsCoverage(optionsOf())).toBe(false);
  });
});

describe("shares of coverage", () => {
  test("are given for each dimension, with or without the sign", () => {
    const options = optionsOf(
      "--coverage-steps",
      "100%",
      "--coverage-edges",
      "97.5",
      "--coverage-intents",
      "0",
    );
    expect(thresholdsOf(options)).toEqual({ steps: 100, edges: 97.5, intents: 0 });
  });

  test.each(["101", "-1", "all", "", "%", "Infinity"])("are no %j", (written) => {
    expect(() => optionsOf("--coverage-steps", written)).toThrow("It has to be a number from 0 to 100.");
  });

  test("are refused when only some of the tests are run", async () => {
    const options = optionsOf("--coverage-edges", "95");
    await expect(checkCoverageOptions(options, true)).rejects.toThrow(
      "Shares of coverage are for all tests.",
    );
    await expect(checkCoverageOptions(options, false)).resolves.toBeUndefined();
    await expect(checkCoverageOptions(optionsOf("--coverage"), true)).resolves.toBeUndefined();
  });
});

test("--all alone is refused, with the way out", async () => {
  await expect(checkCoverageOptions(optionsOf("--all"), false)).rejects.toThrow("Add --coverage.");
});

test.each(["--coverage-html", "--coverage-lcov"])(
  "%s is refused before any test is run where it could not be written",
  async (option) => {
    const options = optionsOf(option, "no/such/folder/file");
    await expect(checkCoverageOptions(options, false)).rejects.toThrow("there is no folder no/such/folder");
  },
);
