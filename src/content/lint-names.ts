import type { Bot, Dialog, Step } from "./bot.ts";
import { textsOf } from "./check-step.ts";
import { resultsOf } from "./flow-reads.ts";
import { IN_VIEW_NAMES } from "./in-view.ts";
import type { Places } from "./lint-places.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./source.ts";
import { namesInTemplate } from "./template.ts";

/** What every text may name. */
const EVERYWHERE: readonly string[] = ["brand", "name", "title", "language", ...IN_VIEW_NAMES];

/** What the engine fills in for single patterns. */
const IN_PATTERNS: readonly string[] = [
  "noted",
  "corrected",
  "article.title",
  "article.text",
  "article.source",
  "article.date",
];

/** What conditions may look at and texts may not. */
const IN_CONDITIONS: ReadonlySet<string> = new Set(["customer", "misses", "open", "care"]);

/** Names in texts that stand for nothing: they would be left blank. */
export function unknownNames(bot: Bot, places: Places): readonly Problem[] {
  return [...bot.dialogs.values()].flatMap((dialog) => {
    const known = knownIn(bot, dialog);
    return [...dialog.steps.values()].flatMap((step) =>
      [...new Set(textsOf(step))].flatMap((text) => {
        const item = itemFields(bot, step, text);
        const unknown = namesInTemplate(text).filter((name) => !known.has(name) && !item.includes(name));
        return unknown.map((name): Problem => {
          const guess = nearest(name, [...known, ...item]);
          return {
            ...places.inStep(step.at, text, Math.max(text.indexOf(name), 0)),
            severity: "warning",
            rule: "name-unknown",
            message: `There is no "${name}" that this text could name: it stays blank.`,
            hint: guess === undefined ? hintFor(name, dialog) : `Did you mean "${guess}"?`,
          };
        });
      }),
    );
  });
}

function knownIn(bot: Bot, dialog: Dialog): ReadonlySet<string> {
  const results = [...resultsOf(bot, dialog)].flatMap(([name, outcomes]) => [
    name,
    `${name}.outcome`,
    ...[...outcomes.values()].flatMap((fields) => [...fields]),
  ]);
  const slots = Object.keys(dialog.slots).map((slot) => `slots.${slot}`);
  const more = dialog.kind === "pattern" ? IN_PATTERNS : [];
  return new Set([...EVERYWHERE, ...more, ...slots, ...results]);
}

/** What the label of a question's listed options may name beside: the fields of one record. */
function itemFields({ actions }: Bot, step: Step, text: string): readonly string[] {
  if (step.verb !== "ask" || step.listed === undefined) return [];
  const { field, label } = step.listed;
  if (text !== label.zh && text !== label.en) return [];
  const types = [...actions.values()]
    .flatMap(({ outcomes }) => Object.values(outcomes))
    .flatMap((fields) => fields[field] ?? []);
  return types.flatMap((type) =>
    typeof type === "object" ? Object.keys(type.list).map((name) => `item.${name}`) : [],
  );
}

function hintFor(name: string, { kind, slots }: Dialog): string {
  const [head = "", field] = name.split(".");
  if (head === "slots" && kind === "pattern") return "A pattern has no slots.";
  if (head === "slots") return `The slots of this dialog: ${Object.keys(slots).join(", ") || "none"}.`;
  if (IN_CONDITIONS.has(head)) return "Conditions know it, texts do not: choose the text by a `when`.";
  if (head === "context" || field === undefined)
    return "Texts know brand, name, title, language, context.page, context.order, slots and what calls brought.";
  return "No call of this dialog brings it.";
}
