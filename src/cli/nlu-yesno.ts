import { type Command, InvalidArgumentError } from "commander";
import * as z from "zod";
import { type YesNoFigures, type YesNoReport, yesNoAnswers, yesNoReport } from "../nlu/yesno-report.ts";
import { jsonLines } from "./json-lines.ts";
import { print, printJson } from "./print.ts";
import { percent } from "./report/figures.ts";

interface YesNoOptions {
  readonly json?: true;
  readonly least: number;
}

const line = z.object({
  text: z.string(),
  answer: z.enum(yesNoAnswers),
  question: z.literal("yesno").optional(),
});

const SHAPE = '{"text": …, "answer": "yes" | "no" | "unclear"}';

const LEAST = 0.97;

/** `fenqi nlu yesno`: whether answers to a yes/no question are read as a person reads them. */
export function registerNluYesNo(nlu: Command): void {
  nlu
    .command("yesno")
    .argument("<file>", 'labelled answers, one {"text", "answer": "yes" | "no" | "unclear"} a line')
    .description("measure how answers to a yes/no question are read")
    .option("--least <share>", "the share that must be right, 0 to 1", share, LEAST)
    .option("--json", "print one JSON document")
    .action(async (file: string, { json, least }: YesNoOptions) => {
      const report = yesNoReport(await jsonLines(file, line, SHAPE));
      if (json) printJson(report);
      else print(yesNoLines(report).join("\n"));
      if ((report.share ?? 0) < least) process.exitCode = 1;
    });
}

function yesNoLines(report: YesNoReport): readonly string[] {
  const { languages, misread } = report;
  return [
    ...table("all", report),
    ...languages.filter(({ n }) => n > 0).flatMap(({ language, ...own }) => ["", ...table(language, own)]),
    ...(misread.length > 0 ? ["", "misread"] : []),
    ...misread.map(({ language, text, answer, read }) => `  ${language} ${text}: ${answer}, read as ${read}`),
  ];
}

function table(name: string, { n, right, share: rightShare, table: cells }: YesNoFigures): readonly string[] {
  return [
    `${name.padEnd(9)} ${percent(rightShare)} right   (${right} of ${n})`,
    `  labelled ↓ read as → ${yesNoAnswers.map((read) => read.padStart(8)).join("")}`,
    ...yesNoAnswers.map((answer) => {
      const counts = cells.filter((cell) => cell.answer === answer).map((cell) => String(cell.n).padStart(8));
      return `  ${answer.padEnd(20)} ${counts.join("")}`;
    }),
  ];
}

function share(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError("Give a share from 0 to 1, such as 0.97.");
}
