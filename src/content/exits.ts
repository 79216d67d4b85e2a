import type { Bot, Step, Target } from "./bot.ts";

/** One way out of a step, by the name that coverage and proofs know it by. */
export interface Exit {
  /** `next`, `option:<id>`, `unclear`, `skip`, `filled`, `otherwise`, `branch:<n>`, `else`, `outcome:<name>` … */
  readonly way: string;
  readonly target: Target;
}

/** Every way a step can lead on, in the order they are written. A `run` leads into its dialog, and on after it. */
export function exitsOf(bot: Pick<Bot, "dialogs">, step: Step): readonly Exit[] {
  switch (step.verb) {
    case "say":
      return [
        next(step.next),
        ...step.buttons.flatMap(({ id, go }) =>
          go.to === "intent" || go.to === "link" ? [] : [{ way: `button:${id}`, target: go }],
        ),
      ];
    case "ask":
      return exitsOfQuestion(step);
    case "call":
      return Object.entries(step.outcomes).map(([name, target]) => ({ way: `outcome:${name}`, target }));
    case "wait":
      return [
        next(step.next),
        ...(step.message === undefined ? [] : [{ way: "message", target: step.message }]),
      ];
    case "when":
      return [
        ...step.branches.map((branch, index) => ({ way: `branch:${index + 1}`, target: branch.go })),
        { way: "else", target: step.otherwise },
      ];
    case "run": {
      const first = bot.dialogs.get(step.dialog)?.first;
      if (first === undefined) return [next(step.next)];
      return [{ way: "run", target: { to: "step", dialog: step.dialog, step: first } }, next(step.next)];
    }
    case "end":
      return [];
    default:
      return [next(step.next)];
  }
}

function exitsOfQuestion(step: Extract<Step, { verb: "ask" }>): readonly Exit[] {
  const { slot, skip, yesno } = step;
  return [
    ...step.options.flatMap(({ id, go, value }) =>
      slot !== undefined && value !== undefined ? [] : [{ way: `option:${id}`, target: go }],
    ),
    ...(yesno?.unclear === undefined ? [] : [{ way: "unclear", target: yesno.unclear }]),
    ...(slot === undefined
      ? []
      : [
          { way: "filled", target: slot.filled },
          { way: "otherwise", target: slot.otherwise },
        ]),
    ...(skip === undefined ? [] : [{ way: "skip", target: skip }]),
  ];
}

function next(target: Target): Exit {
  return { way: "next", target };
}
