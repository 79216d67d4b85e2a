import { outcomesOf } from "./action.ts";
import type { Step, StepBase, Target } from "./bot.ts";
import { buttonsOf, optionOf } from "./compile-option.ts";
import { nearest } from "./nearest.ts";
import type { StepSource } from "./schema/step-schema.ts";
import type { Place } from "./source.ts";
import type { StepContext } from "./step-context.ts";
import { displayOf, localize } from "./wording.ts";

type Call = Omit<Extract<Step, { verb: "call" }>, "id" | "was" | "at" | "facts">;
type Written = Pick<StepSource<"call">, "with" | "as">;

/** Compiles a call: every outcome that its action declares has to lead somewhere, failures included. */
export function compileCall(source: StepSource<"call">, at: Place, context: StepContext): Call {
  const outcomes = Object.entries(source.outcomes).map(
    ([name, written]) => [name, context.target(written, at)] as const,
  );
  return callOf(source.call, source, new Map(outcomes), at, context);
}

/**
 * Compiles a remedy. Without a call it is two steps, `<id>` and `<id>.ask`. With one, `<id>` looks at the account,
 * `<id>.say` is the general text, and an outcome with a text of its own is `<id>.<outcome>`; all of them lead to
 * `<id>.ask`.
 */
export function compileCheck(
  source: StepSource<"check">,
  base: StepBase,
  context: StepContext,
): readonly Step[] {
  const { check } = source;
  const here = (step: string): Target => ({ to: "step", dialog: context.dialog, step });
  const ask = questionAfter(source, base, context);
  const says = (id: string, body: typeof check.say, facts: readonly string[]): Step => ({
    ...base,
    id,
    facts,
    was: [],
    verb: "say",
    display: displayOf(body),
    buttons: buttonsOf(body, base.at, context),
    next: here(ask.id),
  });
  if (check.call === undefined) {
    if (check.outcomes !== undefined)
      context.report(base.at, "call-missing", "There are outcomes, but no call.", "Add `call:`.");
    return [{ ...says(base.id, check.say, base.facts), was: base.was }, ask];
  }
  const general = `${base.id}.say`;
  const own: Step[] = [];
  const outcomes = new Map<string, Target>();
  for (const [name, written] of Object.entries(check.outcomes ?? {})) {
    if (typeof written === "string") {
      outcomes.set(name, written === "say" ? here(general) : context.target(written, base.at));
    } else {
      own.push(says(`${base.id}.${name}`, written.say, base.facts));
      outcomes.set(name, here(`${base.id}.${name}`));
    }
  }
  const call = callOf(check.call, check, outcomes, base.at, context);
  return [{ ...base, ...call }, says(general, check.say, base.facts), ...own, ask];
}

function questionAfter(source: StepSource<"check">, base: StepBase, context: StepContext): Step {
  const { labels, checkQuestion } = context;
  const unsolved = context.target(source.go, base.at);
  return {
    ...base,
    id: `${base.id}.ask`,
    was: base.was.map((id) => `${id}.ask`),
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
    skip: unsolved,
  };
}

function callOf(
  id: string,
  { with: given = {}, as }: Written,
  written: ReadonlyMap<string, Target>,
  at: Place,
  context: StepContext,
): Call {
  const action = context.actions.get(id);
  const call = {
    verb: "call",
    action: id,
    with: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])),
    as: as ?? id.slice(id.lastIndexOf(".") + 1),
    outcomes: Object.fromEntries(written),
  } as const;
  if (action === undefined) {
    const guess = nearest(id, [...context.actions.keys()]);
    const hint = guess === undefined ? "Declare it in dialogs/_actions.yaml." : `Did you mean "${guess}"?`;
    context.report(at, "action-missing", `There is no action "${id}".`, hint);
    return call;
  }
  const declared = outcomesOf(action);
  for (const name of declared.filter((outcome) => !written.has(outcome))) {
    const message = `The call of "${id}" has no way for the outcome "${name}".`;
    context.report(at, "outcome-missing", message, `Add \`${name}: …\` under "outcomes:".`);
  }
  for (const name of [...written.keys()].filter((outcome) => !declared.includes(outcome))) {
    const guess = nearest(name, declared);
    const hint = guess === undefined ? `It has ${declared.join(", ")}.` : `Did you mean "${guess}"?`;
    context.report(at, "outcome-unknown", `"${id}" has no outcome "${name}".`, hint);
  }
  for (const [name, { optional }] of Object.entries(action.with)) {
    if (optional || Object.hasOwn(given, name)) continue;
    context.report(at, "input-missing", `"${id}" has to be given "${name}".`, `Add it under "with:".`);
  }
  for (const name of Object.keys(given).filter((input) => !Object.hasOwn(action.with, input))) {
    context.report(
      at,
      "input-unknown",
      `"${id}" takes no "${name}".`,
      `It takes ${Object.keys(action.with).join(", ") || "nothing"}.`,
    );
  }
  return call;
}
