import type { Localized } from "../kernel/language.ts";
import type { Button, Labels, Option, Step, Target } from "./bot.ts";
import type {
  AnswerSource,
  ButtonSource,
  OptionSource,
  SayBodySource,
  StepSource,
} from "./schema/step-schema.ts";
import type { Place } from "./source.ts";
import type { ParsedStep } from "./steps.ts";
import { displayOf, localize, phraseKey } from "./wording.ts";

/** What a step needs to know of the rest of the bot while it is compiled. */
export interface StepContext {
  readonly labels: Labels;
  /** The question after every remedy. */
  readonly checkQuestion: Localized;
  readonly next: Target;
  target(written: string | undefined, at: Place): Target;
  titleOf(intent: string, at: Place): Localized;
  report(at: Place, rule: string, message: string, hint?: string): void;
}

/** Compiles one written step; a `check` becomes two steps, the remedy and `<id>.ask`. */
export function compileStep(parsed: ParsedStep, context: StepContext): readonly Step[] {
  const base = { id: parsed.id, at: parsed.at, facts: parsed.source.facts ?? [] };
  switch (parsed.verb) {
    case "say": {
      const { source } = parsed;
      const next = context.target(source.go, base.at);
      return [
        {
          ...base,
          verb: "say",
          display: displayOf(source.say),
          buttons: buttonsOf(source.say, base.at, context),
          next,
        },
      ];
    }
    case "ask":
      return [{ ...base, ...compileAsk(parsed.source, base.at, context) }];
    case "check":
      return compileCheck(parsed.source, base, context);
    case "when": {
      const branches = parsed.source.when.flatMap((branch) =>
        "if" in branch ? [{ test: branch.if, go: context.target(branch.go, base.at) }] : [],
      );
      const [last, ...more] = parsed.source.when.filter((branch) => "else" in branch);
      if (more.length > 0)
        context.report(base.at, "when-else", "Two branches are for everything else.", "Keep one else.");
      const otherwise =
        last !== undefined && "else" in last ? context.target(last.else, base.at) : context.next;
      return [{ ...base, verb: "when", branches, otherwise }];
    }
    case "set":
      return [
        { ...base, verb: "set", values: parsed.source.set, next: context.target(parsed.source.go, base.at) },
      ];
    case "run":
      return [
        { ...base, verb: "run", dialog: parsed.source.run, next: context.target(parsed.source.go, base.at) },
      ];
    case "go":
      return [{ ...base, verb: "go", next: context.target(parsed.source.go, base.at) }];
    case "human": {
      const { reason, queue, brief } = parsed.source.human;
      const next = context.target(parsed.source.go, base.at);
      return [{ ...base, verb: "human", reason: localize(reason), queue, brief, next }];
    }
    case "end":
      return [{ ...base, verb: "end", outcome: parsed.source.end.outcome }];
  }
}

type Ask = Omit<Extract<Step, { verb: "ask" }>, "id" | "at" | "facts">;

function compileAsk(source: StepSource<"ask">, at: Place, context: StepContext): Ask {
  const ask = { verb: "ask", display: displayOf(source.ask), fromIntents: false } as const;
  if ((source.options === undefined) === (source.yesno === undefined)) {
    context.report(
      at,
      "ask-answers",
      "A question needs either options or yesno.",
      "Add `yesno: {yes: …, no: …}` or `options:`.",
    );
    return { ...ask, options: [] };
  }
  if (source.yesno !== undefined) {
    const { yes, no, unclear } = source.yesno;
    const options = [
      answerOption("yes", context.labels.yes, yes, at, context),
      answerOption("no", context.labels.no, no, at, context),
    ];
    reportClashes(options, at, context);
    const rest = unclear === undefined ? {} : { unclear: context.target(unclear, at) };
    return { ...ask, options, yesno: { yes: "yes", no: "no", ...rest } };
  }
  if (Array.isArray(source.options)) return { ...ask, options: optionsOf(source.options, at, context) };
  const other = source.options?.other;
  return {
    ...ask,
    options: other === undefined ? [] : optionsOf([{ id: "other", ...other }], at, context),
    fromIntents: true,
  };
}

function compileCheck(
  source: StepSource<"check">,
  base: { readonly id: string; readonly at: Place; readonly facts: readonly string[] },
  context: StepContext,
): readonly Step[] {
  const { labels, checkQuestion } = context;
  const ask = `${base.id}.ask`;
  const unsolved = context.target(source.go, base.at);
  return [
    {
      ...base,
      verb: "say",
      display: displayOf(source.check.say),
      buttons: buttonsOf(source.check.say, base.at, context),
      next: { to: "step", dialog: "", step: ask },
    },
    {
      ...base,
      id: ask,
      facts: [],
      verb: "ask",
      display: { text: [checkQuestion] },
      options: [
        optionOf("solved", labels.solved, [], { to: "end", outcome: "solved" }),
        optionOf("unsolved", labels.unsolved, [], unsolved),
      ],
      yesno: { yes: "solved", no: "unsolved" },
      fromIntents: false,
      remedy: localize(source.check.title),
    },
  ];
}

function optionsOf(sources: readonly OptionSource[], at: Place, context: StepContext): readonly Option[] {
  const options = sources.map((source, index) =>
    optionOf(
      source.id ?? `o${index + 1}`,
      localize(source.label),
      source.phrases ?? [],
      context.target(source.go, at),
    ),
  );
  reportClashes(options, at, context);
  return options;
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
        context.report(
          at,
          "option-ambiguous",
          `Two options of this question answer to "${phrase}".`,
          "Take it from one of them.",
        );
      }
      owners.set(phrase, option);
    }
  }
}

function optionOf(id: string, label: Localized, phrases: readonly string[], go: Target): Option {
  const intents = phrases
    .filter((phrase) => phrase.startsWith("intent:"))
    .map((phrase) => phrase.slice("intent:".length));
  const words = [label.zh, label.en, ...phrases.filter((phrase) => !phrase.startsWith("intent:"))];
  return { id, label, phrases: [...new Set(words.map(phraseKey))].filter((key) => key !== ""), intents, go };
}

function answerOption(
  id: string,
  label: Localized,
  source: AnswerSource,
  at: Place,
  context: StepContext,
): Option {
  if (typeof source === "string") return optionOf(id, label, [], context.target(source, at));
  return optionOf(id, localize(source.label), source.phrases ?? [], context.target(source.go, at));
}

function buttonsOf(source: SayBodySource, at: Place, context: StepContext): readonly Button[] {
  if (typeof source !== "object" || !("text" in source)) return [];
  return (source.buttons ?? []).map((button, index) => compileButton(button, `b${index + 1}`, at, context));
}

function compileButton(source: ButtonSource, id: string, at: Place, context: StepContext): Button {
  if ("go" in source) return { id, label: localize(source.label), go: context.target(source.go, at) };
  const title = context.titleOf(source.intent, at);
  const label = source.label === undefined ? title : localize(source.label);
  return { id, label, go: { to: "intent", intent: source.intent } };
}
