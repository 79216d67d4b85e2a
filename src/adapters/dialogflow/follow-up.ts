import type { Language } from "../../kernel/language.ts";
import type { DraftStep, DraftText } from "../../regression/draft/draft.ts";
import { END, type Link } from "../../regression/draft/step-chain.ts";
import { withoutMarkup } from "../../text/slot-markup.ts";
import type { AgentIntent } from "./agent-files.ts";
import type { DialogMaking } from "./dialog-making.ts";
import type { IntentNode } from "./intent-tree.ts";
import { oneOrMore, type TextsByLanguage, wordingsOf } from "./localized.ts";
import { titleOf } from "./phrases.ts";
import { placeOf } from "./translation.ts";

type Ask = Extract<DraftStep, { ask: unknown }>;
type Option = Extract<NonNullable<Ask["options"]>, readonly unknown[]>[number];

/** What our schemas take. */
const MOST_OPTIONS = 8;

/** What the console calls the follow-up intents for a yes and a no. */
const YES = /(?:^|[\s_.-])(?:yes|是)$/iu;
const NO = /(?:^|[\s_.-])(?:no|否)$/iu;

/** Whether a follow-up intent is a plain yes or no, whose phrases belong to the question. */
export function isYesOrNo({ name, parentId }: AgentIntent): boolean {
  return parentId !== "" && (YES.test(name) || NO.test(name));
}

/** The question that waits for the intents which may follow, and below it what each of them does. */
export function followUp(
  { intent, children, linked }: IntentNode,
  ask: DraftText | DraftText[],
  replies: TextsByLanguage,
  making: DialogMaking,
  linksOf: (
    node: IntentNode,
    making: DialogMaking,
  ) => { readonly entry: string; readonly links: readonly Link[] },
): { readonly head: readonly Link[]; readonly blocks: readonly Link[] } {
  const { translation, idOf, phrases } = making;
  const { findings, nameOf } = translation;
  const id = idOf(`${intent.name} answer`);
  const unclear = children.find((child) => child.intent.fallbackIntent);
  const answers = children
    .filter((child) => child !== unclear)
    .map((child) => ({ child, ...linksOf(child, making) }));
  const blocks = answers.flatMap(({ links }) => links);
  const targets = answers.map(({ entry }) => entry).filter((entry) => entry !== END);
  const yes = answers.find(({ child }) => YES.test(child.intent.name));
  const no = answers.find(({ child }) => NO.test(child.intent.name));
  if (yes !== undefined && no !== undefined && answers.length === 2 && linked.length === 0) {
    const again = unclear === undefined ? undefined : linksOf(unclear, making);
    const back = again?.links.map((link) => (link.next === END ? { ...link, next: id } : link)) ?? [];
    const way = again === undefined || back.length === 0 ? {} : { unclear: again.entry };
    const branch = (): DraftStep => ({ ask, yesno: { yes: answerOf(yes), no: answerOf(no), ...way } });
    const all = [...targets, ...Object.values(way)];
    return { head: [{ id, next: END, branch, targets: all }], blocks: [...blocks, ...back] };
  }
  for (const index of unclear?.intent.responses[0]?.messages.keys() ?? []) {
    const why = "only a yes-or-no question has words of its own for what was not understood";
    const at = placeOf(unclear?.intent ?? intent, ["responses", 0, "messages", index]);
    findings.leave("messages", at, `message of "${unclear?.intent.name ?? ""}"`, why);
  }
  const options: readonly Option[] = [
    ...answers.map(({ child, entry }) => optionOf(child.intent, entry === END ? "end" : entry)),
    ...linked.map((there) => optionOf(there, nameOf("dialog", there.name))),
  ];
  for (const option of options.slice(MOST_OPTIONS))
    findings.note(
      placeOf(intent),
      `answer ${JSON.stringify(option.label)} to "${intent.name}"`,
      `more than ${MOST_OPTIONS} answers`,
    );
  const [first] = options;
  if (first === undefined) return { head: [{ id, next: END, step: { say: ask } }], blocks };
  const branch = (): DraftStep => ({ ask, options: options.slice(0, MOST_OPTIONS) });
  return { head: [{ id, next: END, branch, targets }], blocks };

  function answerOf({
    child,
    entry,
  }: (typeof answers)[number]): Exclude<NonNullable<Ask["yesno"]>["yes"], string> {
    const words = wordsOf(child.intent);
    return {
      label: labelOf(child.intent),
      ...(words.length === 0 ? {} : { phrases: words }),
      go: entry === END ? "end" : entry,
    };
  }

  function optionOf(there: AgentIntent, go: string): Option {
    const own = isYesOrNo(there) ? wordsOf(there) : [`intent:${nameOf("intent", there.name)}`];
    return { label: labelOf(there), ...(own.length === 0 ? {} : { phrases: own }), go };
  }

  /** The quick reply that says it, and else the first training phrase. */
  function labelOf(there: AgentIntent): DraftText {
    const own = phrases(there).utterances;
    const pick = (language: Language): readonly string[] => {
      const words = own[language].map((text) => withoutMarkup(text).toLowerCase());
      const reply = replies[language].find((text) => words.includes(text.trim().toLowerCase()));
      return reply === undefined ? own[language].slice(0, 1).map(withoutMarkup) : [reply.trim()];
    };
    const label = oneOrMore(wordingsOf({ zh: pick("zh"), en: pick("en") }));
    return label === undefined || Array.isArray(label) ? titleOf(there, phrases(there)) : label;
  }

  function wordsOf(there: AgentIntent): string[] {
    const { zh, en } = phrases(there).utterances;
    return [...zh, ...en].map(withoutMarkup);
  }
}
