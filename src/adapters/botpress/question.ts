import { phraseKey } from "../../content/wording.ts";
import type { DraftStep, DraftText } from "../../regression/draft/draft.ts";
import type { Message } from "./elements.ts";
import { bodyOf, type StepTools } from "./step-tools.ts";

type AskStep = Extract<DraftStep, { ask: unknown }>;
type Ask = AskStep["ask"];

/** What can be answered to a question, and where that leads. */
export interface Answer {
  readonly label: DraftText;
  readonly phrases: readonly string[];
  readonly go: string;
}

/** Words of a node that asks without a word. */
const PLAIN_QUESTION: DraftText = { zh: "请您告诉我。", en: "Please tell me." };

/** What the schema of `ask` takes. */
const MOST_OPTIONS = 8;

/** A question with options, as yes and no where that is what they are. */
export function questionWith(
  answers: readonly Answer[],
  message: Message | undefined,
  path: readonly (string | number)[],
  tools: StepTools,
): AskStep {
  const body = askBody(message);
  const distinct = withoutClashes(answers, path, tools);
  for (const { label } of distinct.slice(MOST_OPTIONS))
    tools.tell(path, `choice ${named(label)}`, `a question has at most ${MOST_OPTIONS} choices; left out`);
  const [one, other, ...more] = distinct;
  if (one !== undefined && other !== undefined && more.length === 0) {
    const yesno = yesAndNo(one, other) ?? yesAndNo(other, one);
    if (yesno !== undefined) return { ask: body, yesno };
  }
  return { ask: body, options: distinct.slice(0, MOST_OPTIONS).map(written) };
}

/** A question for a value. */
export function questionFor(
  slot: string,
  message: Message | undefined,
  go: string,
  otherwise: string,
): AskStep {
  return { ask: askBody(message), slot, go, otherwise };
}

function askBody(message: Message | undefined): Ask {
  return message === undefined ? PLAIN_QUESTION : bodyOf(message);
}

function written({ label, phrases, go }: Answer): Answer & { phrases: string[] } {
  return { label, phrases: [...phrases], go };
}

const YES = /^(?:yes|yep|yeah|sure|ok|是|是的|好|好的|对|要|可以|解决了)$/iu;
const NO = /^(?:no|nope|nah|否|不|不是|不要|不用|没有|没|没解决|未解决)$/iu;

function yesAndNo(yes: Answer, no: Answer): AskStep["yesno"] | undefined {
  const isLike = ({ label, phrases }: Answer, like: RegExp): boolean =>
    [...textsOf(label), ...phrases].some((text) => like.test(text.trim()));
  // Intents mean more than a yes, so an answer by intent stays an option.
  if ([...yes.phrases, ...no.phrases].some((phrase) => phrase.startsWith("intent:"))) return undefined;
  return isLike(yes, YES) && isLike(no, NO) && !isLike(yes, NO) && !isLike(no, YES)
    ? { yes: written(yes), no: written(no) }
    : undefined;
}

function withoutClashes(
  answers: readonly Answer[],
  path: readonly (string | number)[],
  tools: StepTools,
): readonly Answer[] {
  const owners = new Map<string, string>();
  const claim = (text: string, name: string): boolean => {
    const key = text.startsWith("intent:") ? text : phraseKey(text);
    if (key === "" || owners.get(key) === name) return false;
    if (owners.has(key)) {
      tools.tell(path, `"${text}" for the choice ${name}`, `means ${owners.get(key)} already; left out`);
      return false;
    }
    owners.set(key, name);
    return true;
  };
  const labelled = answers.filter(({ label }) => {
    const name = named(label);
    return textsOf(label)
      .map((text) => claim(text, name))
      .some(Boolean);
  });
  return labelled.map((answer) => ({
    ...answer,
    phrases: answer.phrases.filter((phrase) => claim(phrase, named(answer.label))),
  }));
}

function named(label: DraftText): string {
  return `"${textsOf(label).join(" / ")}"`;
}

/** The words of a text in each language, the same ones once. */
export function textsOf(text: DraftText): readonly string[] {
  return typeof text === "string" ? [text] : [...new Set([text.zh, text.en])];
}
