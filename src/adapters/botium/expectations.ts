import type { DraftSuite } from "../../regression/draft/draft.ts";
import type { ConvoStep, Instruction } from "./convo.ts";

export type DraftTurn = DraftSuite["cases"][number]["talk"][number];
type Message = Exclude<Extract<DraftTurn, { never: unknown }>["never"], string>;
type Text = NonNullable<Message["text"]>;
export type Understood = NonNullable<Extract<DraftTurn, { me: unknown }>["nlu"]>;

/** What a `#bot` block asks, in our words. */
export interface Expected {
  readonly turns: readonly DraftTurn[];
  /** What is asked of how the customer's text before it was understood. */
  readonly understood: Understood;
}

/** How far a block's text is to be taken, and where what has no place is listed. */
export interface ExpectedIn {
  readonly wordings: (text: string) => readonly string[];
  readonly leave: (what: string, why: string) => void;
}

export function expectedOf(step: ConvoStep, { wordings, leave }: ExpectedIn): Expected {
  const never: Message[] = [];
  const extra: Message[] = [];
  const understood: { intent?: string; min?: number } = {};
  let message: Message = {};
  const own = step.text === undefined ? undefined : textOf(step.text, wordings, leave);
  if (own !== undefined && step.not) never.push({ text: own });
  else if (own !== undefined) message = { text: own };
  for (const instruction of step.instructions) {
    const { name, args, not } = instruction;
    const what = `${not ? "!" : ""}${name} ${args.join("|")}`.trim();
    const text = textRule(instruction, wordings);
    if (name === "BUTTONS" && args.length > 0) {
      if (not) never.push(...args.map((label) => ({ buttons: [label] })));
      else message = { ...message, buttons: [...args] };
    } else if (text !== undefined) {
      if (not) never.push({ text });
      else if (message.text === undefined) message = { ...message, text };
      else extra.push({ text });
    } else if (name === "INTENT" && !not && args[0] !== undefined) understood.intent = args[0];
    else if (name === "INTENT_CONFIDENCE" && !not && Number(args[0]) > 0)
      understood.min = Math.min(1, Number(args[0]) > 1 ? Number(args[0]) / 100 : Number(args[0]));
    else if (!["PAUSE", "SET_SCRIPTING_MEMORY", "INCLUDE"].includes(name)) leave(what, whyNot(name));
  }
  const isAny = Object.keys(message).length === 0 && never.length === 0 && step.instructions.length === 0;
  const isSaid = Object.keys(message).length > 0 || isAny;
  if (extra.length > 0) leave("several rules for one text", "they may hold of different messages here");
  return {
    turns: [
      ...(isSaid ? [{ bot: step.optional ? { ...message, optional: true as const } : message }] : []),
      ...extra.map((bot) => ({ bot })),
      ...never.map((one) => ({ never: one })),
    ],
    understood,
  };
}

function textOf(
  text: string,
  wordings: ExpectedIn["wordings"],
  leave: ExpectedIn["leave"],
): Text | undefined {
  if (/^\s*[[{].*[\]}]\s*$/su.test(text) && isJson(text)) {
    leave(`JSON ${text.slice(0, 40)}`, "what a channel sends is not to be seen here");
    return undefined;
  }
  const all = wordings(text).filter((wording) => wording !== "");
  const [only] = all;
  if (only === undefined) {
    leave(`text "${text.slice(0, 40)}"`, "nothing of it is known before Botium runs");
    return undefined;
  }
  return all.length === 1 ? only : { any: [...new Set(all)] };
}

/** The asserters of texts that can be asked here, too. Case counts, as everywhere in these tests. */
function textRule({ name, args }: Instruction, wordings: ExpectedIn["wordings"]): Text | undefined {
  const texts = args.flatMap(wordings).filter((text) => text !== "");
  if (texts.length === 0) return undefined;
  switch (name.replace(/_IC$/u, "")) {
    case "TEXT_CONTAINS_ANY":
      return oneOf(texts);
    case "TEXT_CONTAINS_ALL":
      return {
        matches: texts
          .map((text) => `(?=[^]*${escaped(text)})`)
          .join("")
          .replace(/^/u, "^"),
      };
    case "TEXT":
    case "TEXT_EQUALS":
    case "TEXT_EQUALS_ANY":
      return texts.length === 1 ? { equals: texts[0] } : { any: texts.map((equals) => ({ equals })) };
    case "TEXT_REGEXP_ANY":
      return texts.every(isExpression)
        ? texts.length === 1
          ? { matches: texts[0] }
          : { any: texts.map((matches) => ({ matches })) }
        : undefined;
    default:
      return undefined;
  }
}

function oneOf(texts: readonly string[]): Text {
  const [only = ""] = texts;
  return texts.length === 1 ? only : { any: [...texts] };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

function isExpression(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function whyNot(name: string): string {
  if (name.startsWith("ENTIT")) return "say which slots hold what: slots: { … }";
  if (name.startsWith("INTENT")) return "only the intent and its least confidence can be asked here";
  if (name.startsWith("JSON_PATH")) return "what a channel sends is not to be seen here";
  if (name === "WAITFORBOT") return "no test waits here";
  return "cannot be asked of this program's tests";
}
