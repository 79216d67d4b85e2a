import type { Bot, Dialog, Step } from "./bot.ts";
import { textsOf } from "./check-step.ts";
import { either, proofOf, type Results } from "./flow-condition.ts";
import { type Mention, uncheckedInTemplate } from "./flow-template.ts";
import { uncheckedIn } from "./flow-unchecked.ts";

/** A name that a step reads without asking whether it holds anything. */
export interface Read extends Mention {
  /** The text or expression that reads it, as it is written. */
  readonly source: string;
  readonly kind: "text" | "expression" | "brief";
}

const NOTHING: ReadonlySet<string> = new Set();

/** What the calls of a dialog bring. */
export function resultsOf(bot: Pick<Bot, "actions">, dialog: Dialog): Results {
  const results = new Map<string, Map<string, ReadonlySet<string>>>();
  for (const step of dialog.steps.values()) {
    if (step.verb !== "call") continue;
    const outcomes = results.get(step.as) ?? new Map<string, ReadonlySet<string>>();
    const declared = bot.actions.get(step.action)?.outcomes ?? {};
    for (const outcome of Object.keys(step.outcomes)) {
      const fields = Object.keys(declared[outcome] ?? {}).map((field) => `${step.as}.${field}`);
      const known = outcomes.get(outcome);
      // Two calls under one name are sure to bring only what both bring.
      outcomes.set(outcome, new Set(known === undefined ? fields : fields.filter((name) => known.has(name))));
    }
    results.set(step.as, outcomes);
  }
  return results;
}

/** The names that a step reads unasked, in the order in which they are written. */
export function uncheckedReads(
  { actions }: Pick<Bot, "actions">,
  step: Step,
  results: Results,
): readonly Read[] {
  const texts = (part: Step, known = NOTHING): readonly Read[] =>
    textsOf(part).flatMap((source) => {
      const mentions = uncheckedInTemplate(source, results).filter(({ name }) => !known.has(name));
      return mentions.map((mention): Read => ({ ...mention, source, kind: "text" }));
    });
  const expressions = (sources: readonly string[], known = NOTHING): readonly Read[] =>
    sources.flatMap((source) => {
      const names = uncheckedIn(source, results).filter((name) => !known.has(name));
      return names.map(
        (name): Read => ({ name, offset: Math.max(source.indexOf(name), 0), source, kind: "expression" }),
      );
    });
  switch (step.verb) {
    case "say":
      return [
        ...texts({ ...step, buttons: [] }),
        ...step.buttons.flatMap((button) => {
          const { test } = button;
          const shown = { ...step, display: { text: [] }, buttons: [button] };
          if (test === undefined) return texts(shown);
          return [...expressions([test]), ...texts(shown, proofOf(test, results).yes)];
        }),
      ];
    case "ask": {
      const { slot, listed, ...rest } = step;
      const own = new Set(slot === undefined ? [] : [`slots.${slot.name}`]);
      const list = listed === undefined ? "" : `${listed.name}.${listed.field}`;
      return [
        ...texts(rest),
        ...(listed === undefined ? [] : [{ name: list, source: list, offset: 0, kind: "text" as const }]),
        // Its rules are asked about a value that is there.
        ...texts(
          { ...rest, display: { text: [] }, options: [], ...(slot === undefined ? {} : { slot }) },
          own,
        ),
        ...expressions(slot?.rules.map(({ test }) => test) ?? [], own),
      ];
    }
    case "when": {
      let known = NOTHING;
      return step.branches.flatMap(({ test }) => {
        const reads = expressions([test], known);
        known = either(known, proofOf(test, results).otherwise);
        return reads;
      });
    }
    case "call": {
      const inputs = actions.get(step.action)?.with;
      return expressions(
        Object.entries(step.with).flatMap(([name, cel]) => (inputs?.[name]?.optional === true ? [] : [cel])),
      );
    }
    case "set":
      return expressions(
        Object.values(step.values).flatMap((value) =>
          typeof value === "object" && value !== null ? [value.cel] : [],
        ),
      );
    case "human":
      return [
        ...texts(step),
        ...step.brief.map(
          (slot): Read => ({ name: `slots.${slot}`, source: slot, offset: 0, kind: "brief" }),
        ),
      ];
    default:
      return [];
  }
}
