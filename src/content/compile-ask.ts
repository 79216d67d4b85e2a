import { type Option, patternId, type Question, type SlotQuestion } from "./bot.ts";
import { answerOption, optionsOf } from "./compile-option.ts";
import type { StepSource } from "./schema/step-schema.ts";
import type { Place } from "./source.ts";
import type { StepContext } from "./step-context.ts";
import { displayOf, localize } from "./wording.ts";

type Ask = Omit<Question, "id" | "was" | "at" | "facts">;

/** One value may be a slip, and a second a misunderstanding of the question; a third question only annoys. */
const DEFAULT_RETRIES = 2;

/** What customers can give; see the `rating` event of the protocol. */
const SCORES: readonly number[] = [1, 2, 3, 4, 5];

/** Compiles a question: what it shows, and every way it can be answered. */
export function compileAsk(source: StepSource<"ask">, at: Place, context: StepContext): Ask {
  const slot = slotOf(source, at, context);
  const base = {
    verb: "ask",
    display: displayOf(source.ask),
    fromIntents: false,
    ...(slot === undefined ? {} : { slot }),
    ...(source.skip === undefined ? {} : { skip: context.target(source.skip, at) }),
  } as const;
  const { yesno, options } = source;
  if (yesno !== undefined && options === undefined && slot === undefined) {
    const { yes, no, unclear } = yesno;
    const answers = [
      answerOption("yes", context.labels.yes, yes, at, context),
      answerOption("no", context.labels.no, no, at, context),
    ];
    reportClashes(answers, at, context);
    const rest = unclear === undefined ? {} : { unclear: context.target(unclear, at) };
    return { ...base, options: answers, yesno: { yes: "yes", no: "no", ...rest } };
  }
  if (yesno !== undefined || (options === undefined && slot === undefined)) {
    context.report(
      at,
      "ask-answers",
      "A question needs options, yesno or a slot, and yesno goes with neither of the others.",
      "Add `yesno: {yes: …, no: …}`, `options:` or `slot: …`.",
    );
    return { ...base, options: [] };
  }
  if (options === undefined) return { ...base, options: [] };
  if (Array.isArray(options)) {
    const own = optionsOf(options, at, context);
    reportClashes(own, at, context);
    reportValues(own, slot, at, context);
    return { ...base, options: valued(own, slot) };
  }
  const { other } = options;
  const rest = other === undefined ? [] : optionsOf([{ id: "other", ...other }], at, context);
  if (options.from === "intents") return { ...base, options: rest, fromIntents: true };
  if (!("value" in options)) return { ...base, options: rest };
  if (slot === undefined) {
    const message = "What is picked from a list has to fill a slot.";
    context.report(at, "ask-slot", message, "Name the slot: `slot: order`.");
  }
  const [name = "", field = ""] = options.from.split(".");
  const listed = { name, field, value: options.value, label: localize(options.label) };
  return { ...base, options: rest, listed };
}

function slotOf(source: StepSource<"ask">, at: Place, context: StepContext): SlotQuestion | undefined {
  const { slot, valid, retries, otherwise, go } = source;
  if (slot === undefined) {
    const stray = [
      valid && "valid",
      retries !== undefined && "retries",
      otherwise && "otherwise",
      go && "go",
    ];
    const named = stray.find((key) => typeof key === "string");
    if (named !== undefined)
      context.report(
        at,
        "ask-slot",
        `\`${named}\` says something about a slot, and this question fills none.`,
      );
    return undefined;
  }
  if (otherwise === undefined) {
    context.report(
      at,
      "ask-otherwise",
      `Nothing happens when no value for "${slot}" can be had.`,
      "Add `otherwise:` with another way, such as a step that explains, or `human`.",
    );
  }
  return {
    name: slot,
    rules: (valid ?? []).map((rule) => ({ test: rule.if, text: localize(rule.else) })),
    retries: retries ?? DEFAULT_RETRIES,
    filled: context.target(go, at),
    otherwise: otherwise === undefined ? { to: "human" } : context.target(otherwise, at),
  };
}

/** Options that carry a value lead where a filled slot leads, whatever way it was filled. */
function valued(options: readonly Option[], slot: SlotQuestion | undefined): readonly Option[] {
  if (slot === undefined) return options;
  return options.map((option) => (option.value === undefined ? option : { ...option, go: slot.filled }));
}

function reportValues(
  options: readonly Option[],
  slot: SlotQuestion | undefined,
  at: Place,
  context: StepContext,
): void {
  const values = options.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (context.dialog === patternId("rate")) {
    if (values.every((value) => typeof value === "number" && SCORES.includes(value))) return;
    return context.report(at, "rate-value", "A rating is a whole number from 1 to 5.");
  }
  if (slot !== undefined || values.length === 0) return;
  context.report(
    at,
    "ask-slot",
    "An option has a value, but the question fills no slot.",
    "Name it: `slot: …`.",
  );
}

function reportClashes(options: readonly Option[], at: Place, context: StepContext): void {
  const owners = new Map<string, Option>();
  const ids = new Set<string>();
  for (const option of options) {
    if (ids.has(option.id))
      context.report(at, "option-duplicate", `Two options of this question have the id "${option.id}".`);
    if (option.id === "human" || option.id === "bot") {
      const message = `An option cannot be called "${option.id}": the engine's own buttons are.`;
      context.report(at, "option-name", message, "Give it another id.");
    }
    ids.add(option.id);
    for (const phrase of option.phrases) {
      const owner = owners.get(phrase);
      if (owner !== undefined && owner !== option) {
        const message = `Two options of this question answer to "${phrase}".`;
        context.report(at, "option-ambiguous", message, "Take it from one of them.");
      }
      owners.set(phrase, option);
    }
  }
}
