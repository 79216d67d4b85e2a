import { milliseconds } from "../kernel/time.ts";
import type { Step, StepBase, Target } from "./bot.ts";
import { compileAsk } from "./compile-ask.ts";
import { compileCall, compileCheck } from "./compile-call.ts";
import { buttonsOf } from "./compile-option.ts";
import type { StepContext } from "./step-context.ts";
import type { ParsedStep } from "./steps.ts";
import { displayOf, localize } from "./wording.ts";

/** Compiles one written step; a `check` becomes several: the look at the account, the remedy, and `<id>.ask`. */
export function compileStep(parsed: ParsedStep, context: StepContext): readonly Step[] {
  const base: StepBase = {
    id: parsed.id,
    was: parsed.source.was ?? [],
    at: parsed.at,
    facts: parsed.source.facts ?? [],
  };
  const go = (written: string | undefined): Target => context.target(written, base.at);
  switch (parsed.verb) {
    case "say": {
      const { say, go: written } = parsed.source;
      const buttons = buttonsOf(say, base.at, context);
      return [{ ...base, verb: "say", display: displayOf(say), buttons, next: go(written) }];
    }
    case "ask":
      return [{ ...base, ...compileAsk(parsed.source, base.at, context) }];
    case "check":
      return compileCheck(parsed.source, base, context);
    case "call":
      return [{ ...base, ...compileCall(parsed.source, base.at, context) }];
    case "wait": {
      const { for: duration, message } = parsed.source.wait;
      const meanwhile = message === undefined ? {} : { message: go(message) };
      return [
        {
          ...base,
          verb: "wait",
          waitMs: milliseconds(duration),
          next: go(parsed.source.go),
          ...meanwhile,
        },
      ];
    }
    case "when": {
      const branches = parsed.source.when.flatMap((branch) =>
        "if" in branch ? [{ test: branch.if, go: go(branch.go) }] : [],
      );
      const [last, ...more] = parsed.source.when.filter((branch) => "else" in branch);
      if (more.length > 0)
        context.report(base.at, "when-else", "Two branches are for everything else.", "Keep one else.");
      const otherwise = last !== undefined && "else" in last ? go(last.else) : context.next;
      return [{ ...base, verb: "when", branches, otherwise }];
    }
    case "set":
      return [{ ...base, verb: "set", values: parsed.source.set, next: go(parsed.source.go) }];
    case "run":
      return [{ ...base, verb: "run", dialog: parsed.source.run, next: go(parsed.source.go) }];
    case "go":
      return [{ ...base, verb: "go", next: go(parsed.source.go) }];
    case "human": {
      const { reason, queue, brief } = parsed.source.human;
      return [{ ...base, verb: "human", reason: localize(reason), queue, brief, next: go(parsed.source.go) }];
    }
    case "end":
      return [{ ...base, verb: "end", ...parsed.source.end }];
  }
}
