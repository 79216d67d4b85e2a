import { createInterface } from "node:readline/promises";
import { type Command, Option } from "commander";
import { inLanguage } from "../content/bot.ts";
import { AppError } from "../kernel/errors.ts";
import { type Language, languages } from "../kernel/language.ts";
import type { Answer } from "../regression/conversation-run.ts";
import { type CaseHead, emptyCase, recordedCase } from "../regression/record-case.ts";
import { type CaseResult, runCase } from "../regression/run-case.ts";
import type { DialogCase } from "../regression/suite.ts";
import { tapped } from "../regression/tap.ts";
import type { TalkTurn } from "../regression/test-schema.ts";
import type { Publication } from "../runtime/publisher.ts";
import { freeName, keepCase, suiteFile, withCase } from "./kept-case.ts";
import { note, print } from "./print.ts";
import { TEST_ENDING } from "./test-files.ts";
import { publication } from "./workspace.ts";

interface RecordOptions {
  readonly name?: string;
  readonly lang?: Language;
  readonly identified?: true;
  readonly start?: string;
}

/** `fenqi record FILE`: a conversation in the terminal that becomes a dialog test. */
export function registerRecord(program: Command): void {
  program
    .command("record")
    .argument("<file>", `the ${TEST_ENDING} file that gets the test; made when it is not there`)
    .description("talk to the bot as in chat, and keep the conversation as a dialog test")
    .option("--name <name>", "the name of the test; what the customer says first, when left out")
    .addOption(new Option("--lang <language>", "the language to begin in").choices([...languages]))
    .option("--identified", "chat as a customer the host app has proven")
    .option("--start <dialog>", "begin at a dialog, or at a step of one: dialog#step")
    .action(async (file: string, options: RecordOptions) => {
      const source = await suiteFile("record", file);
      const head = headOf(options);
      const { test, others } = withCase(source, emptyCase({ name: "?", ...head }));
      const published = await publication();
      const result = await chat(published, test);
      if (result.failure !== undefined) throw new AppError("USAGE", result.failure.message);
      if (result.turns === 0) return note("Nothing was said, so nothing was written.");
      const name = freeName(others, options.name ?? firstWords(result));
      await keepCase(published, source, recordedCase({ name, ...head }, result));
    });
}

function headOf({ lang, identified, start }: RecordOptions): Omit<CaseHead, "name"> {
  return {
    ...(lang === undefined ? {} : { language: lang }),
    ...(identified === undefined ? {} : { customer: { identified } }),
    ...(start === undefined ? {} : { start }),
  };
}

/**
 * Has a conversation until an empty line or Ctrl-D. It is had anew with each message, as a test has it: in the test's time,
 * from its beginning, with nothing in it that a second run would not find.
 */
async function chat({ bot, understand }: Publication, test: DialogCase): Promise<CaseResult> {
  const have = (talk: readonly TalkTurn[]): CaseResult =>
    runCase(bot, understand, { ...test, talk: talk.map((turn) => ({ turn, at: test.at })) });
  let talk: readonly TalkTurn[] = [];
  let result = have(talk);
  if (test.start === undefined) print(inLanguage(bot.greeting, test.language));
  result.answers.forEach(printAnswer);
  if (result.failure !== undefined) return result;
  prompt();
  for await (const line of createInterface({ input: process.stdin, terminal: false })) {
    const text = line.trim();
    if (text === "") break;
    const longer = [...talk, { me: tapOf(result, text) ?? text }];
    const next = have(longer);
    const [answer] = next.answers.slice(result.answers.length);
    if (answer !== undefined) {
      printAnswer(answer);
      talk = longer;
      result = next;
    }
    prompt();
  }
  return result;
}

/** The tap that a number stands for: by the button's label, or by its id where two are labelled alike. */
function tapOf({ answers }: CaseResult, text: string): { readonly tap: string } | undefined {
  const pressed = /^\d{1,2}$/u.test(text) ? buttonsOf(answers)[Number(text) - 1] : undefined;
  if (pressed === undefined) return undefined;
  const said = answers.flatMap((answer) => answer.said);
  const tap = [pressed.label, pressed.id].find((wanted) => tapped(said, wanted)?.id === pressed.id);
  return tap === undefined ? undefined : { tap };
}

/** The buttons that were offered last; while the bot is silent they stay good. */
function buttonsOf(answers: readonly Answer[]): readonly { readonly id: string; readonly label: string }[] {
  const offers = answers.map(({ said }) => said.flatMap(({ buttons }) => buttons));
  return offers.findLast(({ length }) => length > 0) ?? [];
}

function printAnswer(answer: Answer): void {
  const handoff = answer.effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  if (handoff !== undefined) print(`— handoff to "${handoff.queue}": ${handoff.reason}`);
  if (answer.effects.some((effect) => effect.type === "returnToBot")) print("— back to the bot");
  let number = 0;
  for (const { text, buttons } of answer.said) {
    print(text);
    for (const { label } of buttons) {
      number += 1;
      print(`  [${number}] ${label}`);
    }
  }
}

function prompt(): void {
  if (process.stdin.isTTY) process.stdout.write("> ");
}

function firstWords({ answers }: CaseResult): string {
  return answers.find(({ me }) => me !== undefined)?.me ?? "";
}
