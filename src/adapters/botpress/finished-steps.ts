import type { DraftStep } from "../../regression/draft/draft.ts";
import type { Findings } from "./findings.ts";
import type { FlowNode } from "./flow-nodes.ts";
import type { Variables } from "./variables.ts";

/** The steps of a node; of none, where they were added. */
export interface StepGroup {
  readonly node: FlowNode | undefined;
  readonly steps: readonly DraftStep[];
}

/** All steps of a dialog in their order: variables filled in, values of the right kind, and no `go` to the step below. */
export function finishedSteps(
  groups: readonly StepGroup[],
  variables: Variables,
  findings: Findings,
): readonly DraftStep[] {
  const steps = groups.flatMap(({ node, steps: own }) =>
    own.map((step) => {
      const tell = (what: string): void => {
        if (node === undefined) return;
        const path = ["nodes", node.index];
        findings.add(
          node.placed,
          path,
          `${what} in a text of node "${node.node.name}"`,
          "is no slot here; left out",
        );
      };
      return withValues(
        withTexts(step, (text) => variables.fillIn(text, tell)),
        variables,
      );
    }),
  );
  return steps.map((step, index) => withoutPlainGo(step, steps[index + 1]));
}

/** Keys that hold what customers read. */
const READ = new Set(["say", "ask", "label"]);

function withTexts(step: DraftStep, change: (text: string) => string): DraftStep {
  const walk = (value: unknown, isRead: boolean): unknown => {
    if (typeof value === "string") return isRead ? change(value) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, isRead));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, held]) => {
      const isText = READ.has(key) || (isRead && key !== "url" && key !== "go");
      return [key, walk(held, isText)] as const;
    });
    return Object.fromEntries(entries);
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys with the same kinds of values
  return walk(step, false) as DraftStep;
}

function withValues(step: DraftStep, variables: Variables): DraftStep {
  if (!("set" in step)) return step;
  const entries = Object.entries(step.set).map(([slot, value]) => [
    slot,
    typeof value === "object" && value !== null ? value : variables.valueOf(slot, value),
  ]);
  return { ...step, set: Object.fromEntries(entries) };
}

function withoutPlainGo(step: DraftStep, next: DraftStep | undefined): DraftStep {
  const leadsOn = "say" in step || "set" in step || "human" in step || "ask" in step || "run" in step;
  if (!leadsOn || step.go === undefined || step.go !== next?.id) return step;
  const { go: _go, ...rest } = step;
  return rest;
}
