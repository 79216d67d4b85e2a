import type { Bot, CareCue, Intent } from "../../content/bot.ts";
import { patternId } from "../../content/bot.ts";
import { phraseKey } from "../../content/wording.ts";
import type { Language } from "../../kernel/language.ts";
import { readMarkup } from "../../text/slot-markup.ts";
import { type Sample, samplesOfEntity } from "./entity-sample.ts";

/** A text nobody understands. */
const GIBBERISH = { zh: "咕噜咕噜咕噜", en: "blorp blorp blorp" } as const;

/** Characters around the words of an option that the engine lets pass. */
const MAX_AROUND = 4;

/** An intent that starts something, and words that mean it. */
export interface MeantIntent {
  readonly name: string;
  readonly text: string;
  readonly contexts: readonly string[];
  /** What it starts. */
  readonly start: string;
  readonly isDialog: boolean;
  /** What the same message may say of the intent's slots. */
  readonly slots: Readonly<Record<string, readonly Sample[]>>;
}

/** The words that a walk's customer uses. */
export interface Vocabulary {
  readonly intents: readonly MeantIntent[];
  /** Words that mean the same everywhere, one for each thing that they start. */
  readonly words: readonly { readonly start: string; readonly text: string }[];
  readonly care: readonly string[];
  /** An article, and words that ask for it. */
  readonly article?: { readonly name: string; readonly text: string };
  readonly human: string;
  readonly yes: string;
  readonly no: string;
  readonly unclear: string;
}

/** The words of a customer who knows the content: its utterances, its phrases and its labels. */
export function vocabularyOf(bot: Bot, language: Language): Vocabulary {
  const taken = takenWords(bot);
  const intents = bot.intents.flatMap((intent): readonly MeantIntent[] => {
    const { name, contexts, slots } = intent;
    const start = bot.startByIntent.get(name);
    if (start === undefined) return [];
    const dialog = bot.dialogs.get(start);
    const samples = Object.entries(slots).flatMap(([slot, entity]) =>
      dialog?.slots[slot]?.entity === entity ? [[slot, samplesOfEntity(bot, entity, language)] as const] : [],
    );
    const text = plainUtterance(intent, language, taken);
    return [
      {
        name,
        text,
        contexts,
        start,
        isDialog: dialog?.kind === "dialog",
        slots: Object.fromEntries(samples),
      },
    ];
  });
  const words = [...bot.dialogs.values()].flatMap(({ id, phrases }) => {
    const text = inScript(phrases, language);
    return text === undefined || id === patternId("human") ? [] : [{ start: id, text }];
  });
  const human = inScript(bot.dialogs.get(patternId("human"))?.phrases ?? [], language);
  return {
    intents,
    words,
    care: bot.care.flatMap(({ words: signs }: CareCue) => inScript(signs, language) ?? []),
    ...articleIn(bot, language),
    human: human ?? bot.labels.human[language],
    yes: bot.labels.yes[language],
    no: bot.labels.no[language],
    unclear: GIBBERISH[language],
  };
}

function articleIn(bot: Bot, language: Language): Pick<Vocabulary, "article"> {
  const [first] = bot.articles.values();
  if (first === undefined) return {};
  const { name, title, questions, mentions } = first;
  const text = questions[language][0] ?? mentions[language][0] ?? title[language];
  return { article: { name, text } };
}

/** Words by which something else than an intent is meant, somewhere in the content. */
function takenWords(bot: Bot): { readonly whole: ReadonlySet<string>; readonly parts: readonly string[] } {
  const options = [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()].flatMap((step) =>
      step.verb === "ask" ? step.options.flatMap(({ phrases }) => phrases) : [],
    ),
  );
  const signs = bot.care.flatMap(({ words }) => words);
  return { whole: new Set([...bot.startByPhrase.keys(), ...options]), parts: [...options, ...signs] };
}

/** An utterance that means the intent wherever it is written; the first one when all of them mean more. */
function plainUtterance(
  { name, title, utterances }: Intent,
  language: Language,
  { whole, parts }: ReturnType<typeof takenWords>,
): string {
  const marked = utterances[language].length > 0 ? utterances[language] : [title[language]];
  const written = marked.map((text) => readMarkup(text).text);
  const plain = written.find((text) => {
    const key = phraseKey(text);
    if (key === "" || whole.has(key)) return false;
    return !parts.some((part) => part !== "" && key.includes(part) && key.length - part.length <= MAX_AROUND);
  });
  return plain ?? written[0] ?? name;
}

function inScript(phrases: readonly string[], language: Language): string | undefined {
  const isHan = (phrase: string): boolean => /\p{Script=Han}/u.test(phrase);
  return phrases.find((phrase) => isHan(phrase) === (language === "zh")) ?? phrases[0];
}
