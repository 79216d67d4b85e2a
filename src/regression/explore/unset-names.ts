import { type Bot, inLanguage, patternId, type Step } from "../../content/bot.ts";
import { type ConditionScope, evaluate, holds } from "../../content/condition.ts";
import type { InView } from "../../content/in-view.ts";
import { readsOf } from "../../content/reads.ts";
import { render } from "../../content/template.ts";
import { languages } from "../../kernel/language.ts";
import type { Moment } from "./moments.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whether a step reads anything that might not be there. */
export function readsKnown(step: Step): boolean {
  const known = reading.get(step);
  if (known !== undefined) return known;
  const fresh =
    step.verb === "set"
      ? Object.values(step.values).some((value) => typeof value === "object" && value !== null)
      : step.verb !== "call" &&
        [...readsOf(step)].some((name) => name.includes(".") && !name.startsWith("customer."));
  reading.set(step, fresh);
  return fresh;
}

const reading = new WeakMap<Step, boolean>();

/**
 * What a step needed that was not there: what a text shows and stays empty, a condition that cannot be told, an
 * expression without a value. A branch that is not taken needs nothing.
 *
 * @returns the expressions, as they are written
 */
export function unsetNames(bot: Bot, surroundings: Surroundings, moment: Moment): readonly string[] {
  const { step, slots, results, way } = moment;
  const { identified, open, language, context } = surroundings;
  const scope = { customer: { identified }, language, misses: 0, open, care: "", context, slots, results };
  const fails = (source: string): boolean => evaluate(source, scope) === null;
  switch (step.verb) {
    case "say":
    case "ask":
    case "human":
      return unset(bot, moment, context, shownTexts(step, scope));
    case "when": {
      const taken =
        way?.startsWith("branch:") === true ? Number(way.slice("branch:".length)) : step.branches.length;
      return step.branches.slice(0, taken).flatMap(({ test }) => (fails(test) ? [test] : []));
    }
    case "set":
      return Object.values(step.values).flatMap((value) =>
        typeof value === "object" && value !== null && fails(value.cel) ? [value.cel] : [],
      );
    default:
      return [];
  }
}

/** Stands where an expression came to nothing; the expression follows, up to the end mark. No text has these in it. */
const MARK = "\ue000";
const END = "\ue001";

function unset(
  bot: Bot,
  { dialog, slots, results }: Moment,
  context: InView,
  texts: readonly string[],
): readonly string[] {
  const found = texts.flatMap((text) =>
    languages.flatMap((language) => {
      const shown = render(marked(text), {
        ...results,
        name: inLanguage(bot.name, language),
        brand: inLanguage(bot.brand, language),
        title: inLanguage(bot.dialogs.get(dialog)?.title ?? { zh: dialog, en: dialog }, language),
        language,
        context,
        slots,
        ...(dialog === patternId("article") ? { article: SHOWN } : {}),
      });
      return [...shown.matchAll(/\ue000([^\ue001]*)\ue001/gu)].map(([, expression = ""]) => expression);
    }),
  );
  return [...new Set(found)];
}

/** The engine never comes to this pattern without an article. */
const SHOWN = { title: "a", text: "a", source: "a", date: "2026-01-01" };

/** A template in which everything that comes to nothing tells its name. */
function marked(text: string): string {
  const known = markedTexts.get(text);
  if (known !== undefined) return known;
  const fresh = text.replace(/\{\{-?\s*(.+?)\s*-?\}\}/gsu, (_, expression: string) => {
    const name = expression.replace(/["\\]/gu, "'");
    return `{{ ${expression} | default: "${MARK}${name}${END}", allow_false: true }}`;
  });
  markedTexts.set(text, fresh);
  return fresh;
}

/** By template. The content of a bot is finite, so this does not grow with its use. */
const markedTexts = new Map<string, string>();

/** The templates a customer or an agent reads when a step is taken; wordings in turn, so all of them. */
function shownTexts(
  step: Extract<Step, { verb: "say" | "ask" | "human" }>,
  scope: ConditionScope,
): readonly string[] {
  if (step.verb === "human") return withTemplates([step.reason.zh, step.reason.en]);
  const { text, steps, card, image } = step.display;
  const buttons =
    step.verb === "ask"
      ? step.options
      : step.buttons.filter(({ test }) => test === undefined || holds(test, scope));
  const links = buttons.flatMap((button) =>
    "id" in button && typeof button.go === "object" && button.go.to === "link" ? [button.go.url] : [],
  );
  const lines =
    card === undefined ? [] : [card.title, ...card.lines.flatMap(({ label, value }) => [label, value])];
  const images = [image, card?.image].flatMap((shown) => shown ?? []);
  const localized = [
    ...text,
    ...lines,
    ...images.map(({ alt }) => alt),
    ...buttons.map(({ label }) => label),
  ];
  return withTemplates([
    ...localized.flatMap(({ zh, en }) => [zh, en]),
    ...(steps === undefined ? [] : [...steps.zh, ...steps.en]),
    ...links,
    ...images.map(({ url }) => url),
  ]);
}

function withTemplates(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text.includes("{"));
}
