import type { Problem } from "../content/source.ts";
import type { Draft, Untranslated } from "../regression/draft/draft.ts";
import type { CaseResult } from "../regression/run-case.ts";

/** What an import has come to. */
export interface ImportOutcome {
  readonly out: string;
  /** Paths of what was written, relative to `out`. */
  readonly written: readonly string[];
  readonly draft: Pick<Draft, "counts" | "renamed" | "languages">;
  readonly untranslated: readonly Untranslated[];
  readonly problems: readonly Problem[];
  /** The imported tests; none when the bot cannot be loaded. */
  readonly results: readonly CaseResult[];
}

/** An outcome as JSON. */
export function importReport({ out, written, draft, untranslated, problems, results }: ImportOutcome) {
  return {
    out,
    files: written.length,
    counts: draft.counts,
    languages: draft.languages,
    renamed: draft.renamed,
    untranslated,
    errors: problems.filter(({ severity }) => severity === "error"),
    tests: {
      cases: results.length,
      passed: results.filter(({ passed }) => passed).length,
      failed: results
        .filter(({ passed }) => !passed)
        .map(({ case: { name, at }, failure }) => ({
          name,
          file: at.file,
          line: failure?.at.line,
          message: failure?.message,
        })),
    },
  };
}

/** An outcome as lines for a terminal: what came over, and then all that did not. */
export function importLines(outcome: ImportOutcome): readonly string[] {
  const { counts, renamed, untranslated, errors, tests, languages } = importReport(outcome);
  const width = Math.max(5, ...counts.map(({ what }) => what.length));
  const row = (what: string, taken: string, of: string): string =>
    `  ${what.padEnd(width)}  ${taken.padStart(6)} of ${of}`;
  return [
    `${outcome.written.length} files in ${outcome.out}`,
    "",
    ...counts.map(({ what, taken, of }) => row(what, String(taken), String(of))),
    row("tests that pass", String(tests.passed), String(tests.cases)),
    ...(languages.length === 1
      ? ["", `Its texts are in one language (${languages.join()}), and used for both.`]
      : []),
    ...section(
      "Called otherwise now:",
      renamed.map(({ what, from, to }) => `${what} "${from}" is "${to}"`),
    ),
    ...section(
      "Not translated, or to be looked at:",
      untranslated.map(
        ({ file, line, what, why }) => `${file}${line === undefined ? "" : `:${line}`} ${what}: ${why}`,
      ),
    ),
    ...section(
      "Keeps the bot from loading:",
      errors.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
    ),
    ...section(
      "Tests that fail:",
      tests.failed.map(({ file, line, name, message }) => `${file}:${line ?? 1} ${name}: ${message ?? ""}`),
    ),
    "",
    `${errors.length} errors. What lint would have better: CONTENT_DIR=${outcome.out} fenqi lint`,
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
