import { type Language, type Localized, languages } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Article } from "./article.ts";
import type { Bot, Button, Card, Display, Option, Step } from "./bot.ts";
import { groupBy } from "./group-by.ts";
import type { LocatePart, LocateText, Places } from "./lint-places.ts";
import type { Place } from "./source.ts";

/** Something that customers read, with where its author wrote it. */
export interface CustomerText {
  readonly text: Localized;
  /** A message, a line in one, a button, the title of an intent on a button, a name that other texts quote, or an article. */
  readonly shown: "message" | "line" | "label" | "title" | "name" | "article";
  /** The facts that the step around it names. */
  readonly facts: readonly string[];
  readonly locate: LocateText;
}

/** A text in one language. */
export interface OneText extends Omit<CustomerText, "text" | "locate"> {
  readonly language: Language;
  readonly text: string;
  /** The place of what stands `offset` units into it. */
  readonly locate: (offset?: number) => Place;
}

const HAN = /\p{Script=Han}/u;

/** Every text that customers read, once for each time it is written. Reasons for a handoff are read by agents only. */
export function customerTexts(bot: Bot, places: Places): readonly CustomerText[] {
  const { name, brand, greeting, suggestions, pages, labels, dialogs, intents, articles } = bot;
  const head = (path: readonly string[], text: Localized, shown: CustomerText["shown"]): CustomerText => ({
    text,
    shown,
    facts: [],
    locate: places.text("bot.yaml", path),
  });
  return [
    head(["bot", "name"], name, "name"),
    head(["bot", "brand"], brand, "name"),
    head(["bot", "greeting"], greeting, "message"),
    ...linesOf(suggestions, [], (language, offset, index = 0) =>
      places.at("bot.yaml", ["bot", "suggestions", language, index]),
    ),
    ...pages.flatMap((page, at) =>
      linesOf(page.suggestions, [], (language, offset, index = 0) =>
        places.at("bot.yaml", ["bot", "pages", at, "suggestions", language, index]),
      ),
    ),
    ...Object.entries(labels).map(([key, text]) => pattern(places, ["labels", key], text, "label")),
    ...checkQuestions(bot).map((text) => pattern(places, ["check", "question"], text, "message")),
    ...intents
      .filter((intent) => intent.name !== NONE)
      .map(({ title, at }): CustomerText => titled(places, at.file, title, "title")),
    ...[...dialogs.values()]
      .filter(({ kind }) => kind === "dialog")
      .map(({ title, at }): CustomerText => titled(places, at.file, title, "name")),
    ...[...dialogs.values()].flatMap((dialog) => textsOfSteps([...dialog.steps.values()], places)),
    ...[...articles.values()].flatMap((article) => textsOfArticle(article, places)),
  ];
}

/** A text in each of its languages; once only where one plain text stands for both. */
export function eachLanguage({ text, shown, facts, locate }: CustomerText): readonly OneText[] {
  const one = (language: Language): OneText => ({
    language,
    text: text[language],
    shown,
    facts,
    locate: (offset) => locate(language, offset),
  });
  if (text.zh !== text.en) return languages.map(one);
  return [one(HAN.test(text.zh) ? "zh" : "en")];
}

/** A text with its Liquid outputs and tags blanked out: as long as before, without what is filled in. */
export function withoutTemplates(text: string): string {
  return text.replace(/\{\{.*?\}\}|\{%.*?%\}/gsu, (template) => " ".repeat(template.length));
}

function pattern(
  places: Places,
  path: readonly string[],
  text: Localized,
  shown: CustomerText["shown"],
): CustomerText {
  return { text, shown, facts: [], locate: places.text("dialogs/_patterns.yaml", path) };
}

function titled(places: Places, file: string, text: Localized, shown: CustomerText["shown"]): CustomerText {
  return { text, shown, facts: [], locate: places.text(file, ["title"]) };
}

/** A paragraph may have moved within a line by the time it is shown: places are those of the text as a whole. */
function textsOfArticle(
  { at, title, body, bodyAt, facts }: Article,
  places: Places,
): readonly CustomerText[] {
  return [
    titled(places, at.file, title, "title"),
    { text: body, shown: "article", facts, locate: (language) => bodyAt[language] },
  ];
}

/** The question after a remedy is written once for all of them. */
function checkQuestions({ dialogs }: Bot): readonly Localized[] {
  const steps = [...dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const questions = steps.flatMap((step) =>
    step.verb === "ask" && step.remedy !== undefined ? step.display.text : [],
  );
  return questions.slice(0, 1);
}

/** What stands in a step itself; the engine's labels and the titles of intents stand elsewhere, and are told of there. */
function textsOfSteps(steps: readonly Step[], places: Places): readonly CustomerText[] {
  // A check is written as one step and compiled into several, which share its place.
  const written = groupBy(steps, ({ at }) => `${at.line}:${at.column}`);
  return [...written.values()].flatMap((own) => {
    const counts = new Map<string, number>();
    const locatorOf = (step: Step, text: Localized<unknown>): LocatePart | undefined => {
      const key = JSON.stringify([text.zh, text.en]);
      const nth = counts.get(key) ?? 0;
      counts.set(key, nth + 1);
      return places.textInStep(step.at, text, nth);
    };
    const facts = [...new Set(own.flatMap((step) => step.facts))];
    return own.flatMap((step) =>
      partsOf(step).flatMap((part): readonly CustomerText[] => {
        const locate = locatorOf(step, part.text);
        if (locate === undefined) return [];
        return isList(part) ? linesOf(part.text, facts, locate) : [{ ...part, facts, locate }];
      }),
    );
  });
}

type Part = Pick<CustomerText, "text" | "shown"> | ListPart;

interface ListPart {
  readonly text: Localized<readonly string[]>;
}

function isList(part: Part): part is ListPart {
  return typeof part.text.zh !== "string";
}

function partsOf(step: Step): readonly Part[] {
  if (step.verb === "say") return [...partsOfDisplay(step.display), ...labelsOf(step.buttons)];
  if (step.verb !== "ask") return [];
  const { display, options, slot, listed } = step;
  return [
    ...partsOfDisplay(display),
    ...labelsOf(options),
    ...(listed === undefined ? [] : labelsOf([listed])),
    ...(slot?.rules ?? []).map(({ text }): Part => ({ text, shown: "message" })),
  ];
}

function partsOfDisplay({ text, steps, card, image }: Display): readonly Part[] {
  return [
    ...text.map((wording): Part => ({ text: wording, shown: "message" })),
    ...(steps === undefined ? [] : [{ text: steps }]),
    ...(card === undefined ? [] : partsOfCard(card)),
    ...(image === undefined ? [] : [{ text: image.alt, shown: "line" as const }]),
  ];
}

function partsOfCard({ title, lines, image }: Card): readonly Part[] {
  const texts = [title, ...lines.flatMap(({ label, value }) => [label, value])];
  return [...texts, ...(image === undefined ? [] : [image.alt])].map((text) => ({ text, shown: "line" }));
}

function labelsOf(labelled: readonly Pick<Option | Button, "label">[]): readonly Part[] {
  return labelled.map(({ label }) => ({ text: label, shown: "label" }));
}

/** A list's lines, each with its translation at the same index; "" where there is none. */
function linesOf(
  list: Localized<readonly string[]>,
  facts: readonly string[],
  locate: LocatePart,
): readonly CustomerText[] {
  const length = Math.max(list.zh.length, list.en.length);
  return Array.from({ length }, (_line, index) => ({
    text: { zh: list.zh[index] ?? "", en: list.en[index] ?? "" },
    shown: "line",
    facts,
    locate: (language, offset) => locate(language, offset, index),
  }));
}
