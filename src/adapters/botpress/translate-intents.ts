import { NONE } from "../../kernel/understanding.ts";
import type { DraftIntent, DraftText } from "../../regression/draft/draft.ts";
import type { Names } from "../../regression/draft/names.ts";
import { withoutMarkup } from "../../text/slot-markup.ts";
import type { BotpressBot, Placed } from "./bot-files.ts";
import type { BotpressIntent } from "./bot-schema.ts";
import type { Findings } from "./findings.ts";
import { languageOfText, readableName, textsByLanguage } from "./languages.ts";
import type { TranslatedEntities } from "./translate-entities.ts";

export interface IntentTools {
  readonly findings: Findings;
  readonly intentNames: Names;
  readonly slotNames: Names;
  readonly entities: TranslatedEntities;
  /** The code of texts that do not say their language. */
  readonly language: string;
}

export function translateIntents({ intents }: BotpressBot, tools: IntentTools): readonly DraftIntent[] {
  return intents.map((placed) => translateIntent(placed, tools));
}

function translateIntent(placed: Placed<BotpressIntent>, tools: IntentTools): DraftIntent {
  const { findings, intentNames, language } = tools;
  const { name, contexts, utterances } = placed.value;
  const add = (path: readonly (string | number)[], why: string) =>
    findings.add(placed, path, `intent "${name}"`, why);
  const slots = slotsOf(placed, tools);
  const sorted = textsByLanguage(utterances, language);
  for (const code of sorted.foreign) add(["utterances", code], `utterances in "${code}"; left out`);
  const others = contexts.filter((context) => context !== "global");
  if (others.length > 0)
    add(
      ["contexts"],
      `only understood in the contexts ${others.join(", ")} there; understood everywhere here`,
    );
  const marked = (list: readonly string[]): string[] => [
    ...new Set(list.map((text) => remarked(text, slots, (why) => add(["utterances"], `"${text}": ${why}`)))),
  ];
  return {
    intent: name === NONE ? NONE : intentNames.nameOf(name),
    title: titleOf(name, sorted.texts.zh.map(withoutMarkup)),
    ...(slots.size === 0
      ? {}
      : { slots: Object.fromEntries([...slots.values()].map(({ slot, entity }) => [slot, { entity }])) }),
    utterances: { zh: marked(sorted.texts.zh), en: marked(sorted.texts.en) },
  };
}

/** What buttons show: the first question, since Botpress knows only technical names. */
function titleOf(name: string, [question]: readonly string[]): DraftText {
  const readable = readableName(name);
  return question === undefined || languageOfText(name) === "zh" ? readable : { zh: question, en: readable };
}

interface TranslatedSlot {
  readonly slot: string;
  readonly entity: string;
}

function slotsOf(
  placed: Placed<BotpressIntent>,
  { findings, slotNames, entities }: IntentTools,
): ReadonlyMap<string, TranslatedSlot> {
  const slots = new Map<string, TranslatedSlot>();
  for (const [index, { name, entities: many, entity }] of placed.value.slots.entries()) {
    const asked = many ?? (entity === undefined ? [] : [entity]);
    const known = asked.flatMap((each) => entities.entityFor(each) ?? []);
    const [first] = known;
    const what = `slot "${name}" of intent "${placed.value.name}"`;
    const add = (why: string): void => findings.add(placed, ["slots", index], what, why);
    if (first !== undefined) slots.set(name, { slot: slotNames.nameOf(name), entity: first });
    if (first === undefined) add(`nothing here finds ${asked.join(", ") || "any text"}; left out`);
    else if (asked.length > 1) add(`takes ${asked.join(", ")} there; only ${first} here`);
  }
  return slots;
}

const MARK = /\[([^[\]]*)\]\(([^()]*)\)/gu;

/** An utterance with the marks of slots as they are called here, and without marks of slots that are not here. */
function remarked(
  utterance: string,
  slots: ReadonlyMap<string, TranslatedSlot>,
  tell: (why: string) => void,
): string {
  const text = utterance.replace(MARK, (_, words: string, name: string) => {
    const slot = slots.get(name.trim());
    // Spaces belong around the mark.
    const [, before = "", bare = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(words) ?? [];
    if (slot !== undefined && bare !== "") return `${before}[${bare}](${slot.slot})${after}`;
    tell(`"${words}" marks "${name}", which is no slot here; the words are kept, the mark is not`);
    return words;
  });
  return withoutStrayMarks(text, tell);
}

/** A bracket that is half of a mark would be a mistake in our files. */
function withoutStrayMarks(text: string, tell: (why: string) => void): string {
  const parts = text.split(/(\[[^[\]]+\]\([a-z]\w*\))/u);
  const cleaned = parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[[\]【】]/gu, " ")))
    .join("");
  if (cleaned !== text) tell("brackets that mark nothing are left out");
  return cleaned.replace(/ {2,}/gu, " ").trim();
}
