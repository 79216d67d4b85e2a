import { expect, test } from "vitest";
import { casesOf } from "../../src/cli/test-cases.ts";
import type { SourceFile } from "../../src/content/source.ts";
import { remember } from "../../src/conversation/remember.ts";
import { understand } from "../../src/nlu/index.ts";
import { describeFailure } from "../../src/regression/describe-failure.ts";
import { type CaseResult, runCase } from "../../src/regression/run-case.ts";
import type { DialogCase } from "../../src/regression/suite.ts";
import type { Publication } from "../../src/runtime/publisher.ts";

/**
 * Makes a vitest test of every case of dialog test files, called `suite: name`. One that fails says what `fenqi test` says.
 *
 * @returns the cases, in their order
 */
export function defineDialogTests(
  published: Publication,
  sources: readonly SourceFile[],
): readonly DialogCase[] {
  const hear = remember(published.understand);
  const cases = casesOf(sources);
  for (const dialogCase of cases) {
    test(`${dialogCase.suite}: ${dialogCase.name}`, () => {
      const result = runCase(published.bot, hear, dialogCase);
      if (!result.passed) expect.fail(failureOf(published, result));
    });
  }
  return cases;
}

/** What there is to say of a case that failed, with the evidence for what was understood. */
export function failureOf({ model }: Publication, result: CaseResult): string {
  const heard = result.failure?.heard;
  return describeFailure(result, heard && understand(model, heard.text, heard.listening));
}
