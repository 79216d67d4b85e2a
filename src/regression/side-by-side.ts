import type { CaseResult } from "./run-case.ts";
import type { TalkTurn } from "./test-schema.ts";

/** Width of one column, in terminal cells. */
const COLUMN = 46;

/** A failed case as two transcripts beside each other, the first difference marked. */
export function sideBySide(result: CaseResult): string {
  const { case: test, failure } = result;
  const rows: string[] = [row("expected", "actual", " "), row("-".repeat(COLUMN), "-".repeat(COLUMN), " ")];
  const starts = result.transcript
    .filter((line) => line.turn === -1)
    .map((line) => `${line.who}: ${line.text}`);
  const failsAtStart = failure?.turn === -1;
  if (test.start !== undefined)
    rows.push(...pair([`start: ${test.start}`], starts, failsAtStart ? "≠" : " "));
  if (failsAtStart) return rows.join("\n");
  const talk = test.talk.map(({ turn }) => turn);
  for (let at = 0; at < talk.length; ) {
    // A customer's turn and everything expected of it are one block; so is what comes before the first one.
    const end = talk.findIndex((turn, index) => index > at && "me" in turn);
    const block = talk.slice(at, end < 0 ? undefined : end);
    const to = end < 0 ? talk.length : end;
    const said = result.transcript
      .filter((line) => line.turn >= at && line.turn < to)
      .map((line) => `${line.who}: ${line.text}`);
    const failsHere = failure !== undefined && failure.turn >= at && failure.turn < to;
    rows.push(...pair(block.map(describe), said, failsHere ? "≠" : " "));
    if (failsHere) break;
    at = to;
  }
  return rows.join("\n");
}

function describe(turn: TalkTurn): string {
  if ("me" in turn) return `me: ${describeMessage(turn.me)}`;
  const [key = "", value] = Object.entries(turn)[0] ?? [];
  return `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
}

function describeMessage(me: Extract<TalkTurn, { me: unknown }>["me"]): string {
  if (typeof me === "string") return me;
  if ("image" in me) return "[image]";
  if ("intent" in me) return `[${me.intent}]`;
  return "tap" in me ? `[${me.tap}]` : me.fragments.join(" / ");
}

function pair(left: readonly string[], right: readonly string[], mark: string): readonly string[] {
  const lefts = left.flatMap(wrap);
  const rights = right.flatMap(wrap);
  const height = Math.max(lefts.length, rights.length);
  return Array.from({ length: height }, (_, index) => row(lefts[index] ?? "", rights[index] ?? "", mark));
}

function row(left: string, right: string, mark: string): string {
  return `  ${left}${" ".repeat(Math.max(0, COLUMN - widthOf(left)))} ${mark} ${right}`.trimEnd();
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const character of paragraph) {
      if (widthOf(line + character) > COLUMN) {
        lines.push(line);
        line = "  ";
      }
      line += character;
    }
    lines.push(line);
  }
  return lines;
}

/** Terminal cells of a text: East Asian wide characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
