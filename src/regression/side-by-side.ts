import { heading, pair } from "./columns.ts";
import type { CaseResult } from "./run-case.ts";
import type { TalkTurn } from "./test-schema.ts";

/** A failed case as two transcripts beside each other, the first difference marked. */
export function sideBySide(result: CaseResult): string {
  const { case: test, failure } = result;
  const rows: string[] = [...heading("expected", "actual")];
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
