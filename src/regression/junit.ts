import type { CaseResult } from "./run-case.ts";

/** A case that was run, and how long that took. */
export interface TimedResult {
  readonly result: CaseResult;
  readonly seconds: number;
}

/**
 * Results as JUnit XML, as CI servers read it: a test suite for each file, a test case for each case.
 *
 * @param describe what to say of a case that failed, beyond its message
 */
export function junit(timed: readonly TimedResult[], describe: (result: CaseResult) => string): string {
  const files = new Map<string, TimedResult[]>();
  for (const one of timed) {
    const { file } = one.result.case.at;
    files.set(file, [...(files.get(file) ?? []), one]);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${figures(timed)}>`,
    ...[...files].flatMap(([file, of]) => [
      `  <testsuite name="${escape(file)}" ${figures(of)} errors="0" skipped="0">`,
      ...of.map((one) => testcase(one, describe)),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

function figures(timed: readonly TimedResult[]): string {
  const failures = timed.filter(({ result }) => !result.passed).length;
  const seconds = timed.reduce((sum, one) => sum + one.seconds, 0);
  return `tests="${timed.length}" failures="${failures}" time="${seconds.toFixed(3)}"`;
}

function testcase({ result, seconds }: TimedResult, describe: (result: CaseResult) => string): string {
  const { suite, name, at } = result.case;
  const place = `file="${escape(at.file)}" line="${at.line}"`;
  const head = `    <testcase classname="${escape(suite)}" name="${escape(name)}" ${place} time="${seconds.toFixed(4)}"`;
  if (result.failure === undefined) return `${head}/>`;
  const failure = `<failure message="${escape(result.failure.message)}">${escapeText(describe(result))}</failure>`;
  return `${head}>${failure}</testcase>`;
}

/** Text as XML 1.0 can hold it between tags. What it cannot hold at all becomes U+FFFD. */
function escapeText(text: string): string {
  return text
    .replace(NO_XML, "\u{FFFD}")
    .replace(/[&<>\r]/gu, (character) => ESCAPES[character] ?? character);
}

/** The same in an attribute, where bare breaks would become blanks. */
function escape(text: string): string {
  return escapeText(text).replace(/["\t\n]/gu, (character) => ESCAPES[character] ?? character);
}

// oxlint-disable-next-line no-control-regex -- These are what XML 1.0 leaves out of its characters.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
