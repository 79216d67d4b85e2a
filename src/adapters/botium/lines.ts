import type { ForeignPlace } from "../../regression/draft/findings.ts";
import type { ConvoStep, Instruction } from "./convo.ts";

/** What Botium knows by these words when a line begins with them. */
const INSTRUCTION =
  /^(?:BUTTONS?|MEDIA|FORMS?|CARDS|TEXT|INTENT|ENTITIES|JSON_PATH|PAUSE|WAITFORBOT|INCLUDE|CLEAR_QUEUE|RESPONSE_LENGTH|PAUSE_ASSERTER|WER|(?:BUTTONS|MEDIA|CARDS|FORMS)_COUNT(?:_REC)?|BOT_(?:UN)?CONSUMED(?:_COUNT)?|TEXT_[A-Z_]+|INTENT_[A-Z]+|ENTITY_[A-Z]+|JSON_PATH_COUNT|(?:SET|CLEAR|ASSIGN)_SCRIPTING_MEMORY|UPDATE_[A-Z]+|ORDERED_LIST_TO_BUTTON|SKIP_BOT_UNCONSUMED|CONDITIONAL_STEP_[A-Z_]+|CONVO_STEP_PARAMETERS)$/u;

/** A line, or an instruction that is written as an object. */
export type ConvoLine = string | Instruction;

/** A block's lines as a step: what is text, and what is asked. */
export function stepOf(
  sender: ConvoStep["sender"],
  lines: readonly ConvoLine[],
  at: ForeignPlace,
): ConvoStep {
  const texts: string[] = [];
  const instructions: Instruction[] = [];
  for (const line of lines) {
    const read = typeof line === "string" ? (instructionOf(line) ?? line.trim()) : line;
    if (typeof read === "string") texts.push(read);
    else instructions.push(read);
  }
  const written = texts.join("\n").trim();
  const isTold = sender === "bot";
  const optional = isTold && /^\?(?!\?)/u.test(written);
  const rest = isTold && written.startsWith("?") ? written.slice(1) : written;
  const not = isTold && /^!(?!!)/u.test(rest);
  const text = isTold && rest.startsWith("!") ? rest.slice(1) : rest;
  const everyOptional = instructions.length > 0 && instructions.every((one) => one.optional);
  return {
    sender,
    at,
    ...(text === "" ? {} : { text }),
    not,
    optional: optional || (text === "" && everyOptional),
    instructions,
  };
}

function instructionOf(line: string): Instruction | undefined {
  const [, optional = "", not = "", name = "", rest = ""] =
    /^(\??)(!?)([A-Z][A-Z_]+)(?:\s+(.*))?$/su.exec(line.trim()) ?? [];
  if (!INSTRUCTION.test(name)) return undefined;
  return { name, args: argsOf(rest), not: not !== "", optional: optional !== "" };
}

/** `a|b`, where `\|` is a bar of the text. */
function argsOf(text: string): readonly string[] {
  if (text === "") return [];
  return text.split(/(?<!\\)\|/u).map((arg) => arg.replaceAll("\\|", "|").trim());
}
