import { AppError } from "../../kernel/errors.ts";
import { type Language, languages } from "../../kernel/language.ts";
import type {
  Draft,
  DraftDialog,
  DraftIntent,
  DraftSuite,
  DraftText,
  ForeignFile,
} from "../../regression/draft/draft.ts";
import { escapedTemplate, writtenLanguage } from "../../regression/draft/draft-utterance.ts";
import { type Findings, newFindings } from "../../regression/draft/findings.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { type Column, columnsOf, dateOf, isOff } from "./knowledge-columns.ts";
import { readTable } from "./read-table.ts";

export interface SpreadsheetOptions {
  /** What is over before this day is listed and left out; YYYY-MM-DD. */
  readonly today: string;
  /** What texts are in; by their characters when left out. */
  readonly language?: Language | undefined;
}

/** A question of a list, with all its rows. */
interface Entry {
  readonly category: string;
  readonly question: string;
  readonly similar: string[];
  readonly answers: string[];
  readonly at: { readonly file: string; readonly line: number };
}

/**
 * Lists of questions and answers as a draft: 分类, 标准问题, 相似问法, 答案, 生效时间, 失效时间, 状态. Every question becomes
 * an intent and a dialog that says its answer.
 *
 * @throws FILE_UNREADABLE when a file has no such columns
 */
export async function importSpreadsheet(
  files: readonly ForeignFile[],
  options: SpreadsheetOptions,
): Promise<Draft> {
  const findings = newFindings();
  const entries: Entry[] = [];
  for (const file of files) {
    if (/\.(?:csv|tsv|txt|xlsx)$/iu.test(file.path))
      entries.push(...(await entriesOf(file, options, findings)));
    else findings.leave("files", { file: file.path }, "the whole file", "neither .csv nor .xlsx");
  }
  return draftOf(entries, options, findings);
}

async function entriesOf(
  file: ForeignFile,
  { today }: SpreadsheetOptions,
  findings: Findings,
): Promise<readonly Entry[]> {
  const [head, ...rows] = await readTable(file);
  const { columns, unknown } = columnsOf(head?.cells ?? []);
  if (columns.question === undefined || columns.answer === undefined) {
    const message = `${file.path}:${head?.line ?? 1}: the first row has to name a column 标准问题 (question) and a column 答案 (answer).`;
    throw new AppError("FILE_UNREADABLE", message, { file: file.path, line: head?.line ?? 1 });
  }
  for (const name of unknown)
    findings.note({ file: file.path, line: head?.line ?? 1 }, `column "${name}"`, "not known; left out");
  const entries = new Map<string, Entry>();
  let last: Entry | undefined;
  /** Whether the rows below an answer that is left out belong to it. */
  let isLeft = false;
  for (const { cells, line } of rows) {
    const cell = (column: Column): string => cells[columns[column] ?? -1] ?? "";
    const at = { file: file.path, line };
    const question = cell("question");
    if (question !== "") {
      const why = reasonToLeave(cell("state"), cell("from"), cell("until"), today);
      isLeft = why !== undefined;
      for (const date of [cell("from"), cell("until")])
        if (dateOf(date) === null)
          findings.note(at, `date "${date}"`, "cannot be read; taken as if there was none");
      if (why !== undefined) {
        findings.leave("questions", at, `question "${question}"`, why);
        continue;
      }
      last = entries.get(question) ?? { category: cell("category"), question, similar: [], answers: [], at };
      entries.set(question, last);
    } else if (isLeft) continue;
    if (last === undefined) {
      findings.note(at, "a row", "before the first question; left out");
      continue;
    }
    last.similar.push(
      ...cell("similar")
        .split(/[|｜\r\n]+/u)
        .map((text) => text.trim())
        .filter((text) => text !== ""),
    );
    if (cell("answer") !== "") last.answers.push(cell("answer"));
  }
  return [...entries.values()];
}

function reasonToLeave(state: string, from: string, until: string, today: string): string | undefined {
  const [begins, ends] = [dateOf(from), dateOf(until)];
  if (isOff(state)) return `its state is ${state}; left out`;
  if (typeof ends === "string" && ends < today) return `over since ${ends}; left out`;
  return typeof begins === "string" && begins > today ? `begins only on ${begins}; left out` : undefined;
}

function draftOf(entries: readonly Entry[], { language }: SpreadsheetOptions, findings: Findings): Draft {
  const intentNames = namesOf("intent", ["none", "human.agent"]);
  const dialogNames = namesOf("dialog");
  const intents: DraftIntent[] = [];
  const dialogs: DraftDialog[] = [];
  for (const { category, question, similar, answers, at } of entries) {
    if (answers.length === 0) {
      findings.leave("questions", at, `question "${question}"`, "has no answer; left out");
      continue;
    }
    findings.take("questions");
    const utterances = { zh: [] as string[], en: [] as string[] };
    for (const text of new Set([question, ...similar])) {
      findings.take("utterances");
      utterances[language ?? writtenLanguage(text)].push(text.replace(/[[\]【】]/gu, " ").trim());
    }
    const intent = intentNames.nameOf(category === "" ? question : `${category}/${question}`);
    const title: DraftText = question;
    intents.push({ intent, title, utterances });
    const said = [...new Set(answers.map((answer) => plainAnswer(answer, at, findings)))];
    const [only = ""] = said;
    const steps = said.length === 1 ? inParts(only).map((say) => ({ say })) : [{ say: said.slice(0, 8) }];
    dialogs.push({ dialog: dialogNames.nameOf(question), title, start: { intents: [intent] }, steps });
    for (const answer of said.slice(8))
      findings.note(at, `answer "${answer.slice(0, 20)}…"`, "more than eight wordings");
  }
  return {
    languages: languages.filter((each) => intents.some(({ utterances }) => utterances[each].length > 0)),
    intents,
    entities: [],
    dialogs,
    suites: askedSuite(entries, dialogs),
    // The names are made of the questions, which are still the titles.
    renamed: [],
    untranslated: findings.untranslated(),
    counts: findings.counts(),
  };
}

/** A test that each question leads to its own answer. */
function askedSuite(entries: readonly Entry[], dialogs: readonly DraftDialog[]): readonly DraftSuite[] {
  const each = entries.flatMap(({ question }) => {
    const dialog = dialogs.find(({ title }) => title === question)?.dialog;
    // Braces would be filled in from the table.
    return dialog === undefined || /[{}]/u.test(question) ? [] : [{ question, dialog }];
  });
  if (each.length === 0) return [];
  const talk = [{ me: "{question}" }, { bot: { dialog: "{dialog}" } }];
  return [{ file: "questions", suite: "Questions", cases: [{ name: "{question}", each, talk }] }];
}

/** An answer without the HTML that some products keep in it, shown as it is written. */
function plainAnswer(answer: string, at: Entry["at"], findings: Findings): string {
  const plain = answer
    .replace(/<br\s*\/?>|<\/(?:p|div|li)>/giu, "\n")
    .replace(/<\/?[a-z][^<>]*>/giu, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\n{2,}/gu, "\n")
    .trim();
  if (plain !== answer.trim())
    findings.note(at, "an answer", "was formatted in HTML; only its text is taken");
  return escapedTemplate(plain === "" ? answer : plain);
}

/** What one message can hold, by the schema of `say`. */
const LONGEST_TEXT = 2000;

/** A text too long for one message in several, cut between lines where there are any. */
function inParts(text: string): readonly string[] {
  if (text.length <= LONGEST_TEXT) return [text];
  const head = text.slice(0, LONGEST_TEXT);
  const at = head.lastIndexOf("\n") > 0 ? head.lastIndexOf("\n") : LONGEST_TEXT;
  const rest = text.slice(at).trim();
  return rest === "" ? [head.trim()] : [text.slice(0, at).trim(), ...inParts(rest)];
}
