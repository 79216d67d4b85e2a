import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { SourceFile } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";
import { appendCase } from "../regression/append-case.ts";
import { describeFailure } from "../regression/describe-failure.ts";
import { runCase } from "../regression/run-case.ts";
import type { DialogCase } from "../regression/suite.ts";
import { scalarText } from "../regression/yaml-text.ts";
import type { Published } from "../runtime/content.ts";
import { checkOutputFile } from "./output-file.ts";
import { print } from "./print.ts";
import { casesOf } from "./test-cases.ts";
import { readTestFiles, TEST_ENDING } from "./test-files.ts";
import { workingDir } from "./workspace.ts";

/** The file as it is, or a new suite called like it. */
export async function suiteFile(command: string, file: string): Promise<SourceFile> {
  if (!file.endsWith(TEST_ENDING)) {
    throw new AppError("USAGE", `${file} would be no dialog test: their names end in ${TEST_ENDING}.`, {
      file,
    });
  }
  await checkOutputFile(command, file, `recorded${TEST_ENDING}`);
  const [source] = existsSync(file) ? await readTestFiles(workingDir(), [file]) : [];
  if (source !== undefined) return source;
  const stem = scalarText(path.basename(file, TEST_ENDING));
  return { path: path.relative(process.cwd(), path.resolve(file)), text: `suite: ${stem}\n` };
}

interface Extended {
  readonly source: SourceFile;
  readonly test: DialogCase;
  /** The cases that were there before. */
  readonly others: readonly DialogCase[];
}

/** The file with a case more, and that case as the file's defaults complete it. */
export function withCase(source: SourceFile, written: string): Extended {
  const text = appendCase(source.text, written);
  if (text === undefined) {
    const message = `${source.path} cannot be added to: write its cases as a list with a dash for each.`;
    throw new AppError("USAGE", message, { file: source.path });
  }
  const cases = casesOf([{ ...source, text }]);
  const test = cases.at(-1);
  if (test === undefined)
    throw new Error("A file has no case after it got one: this is a bug in appendCase.");
  return { source: { ...source, text }, test, others: cases.slice(0, -1) };
}

/** A name that no case of the file has yet. */
export function freeName(others: readonly DialogCase[], wanted: string): string {
  const taken = new Set(others.map(({ name }) => name));
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
  return name;
}

/** Writes the case, after it was seen to pass. */
export async function keepCase(
  { bot, understand }: Pick<Published, "bot" | "understand">,
  source: SourceFile,
  written: string,
): Promise<void> {
  const { source: longer, test } = withCase(source, written);
  const result = runCase(bot, understand, test);
  if (!result.passed) {
    throw new Error(
      `A recorded case fails: this is a bug in recordedCase.\n${written}\n${describeFailure(result)}`,
    );
  }
  await writeFile(path.resolve(longer.path), longer.text);
  print(`${longer.path}:${test.at.line} ${test.name}`);
}
