import { groupBy } from "../content/group-by.ts";
import type { Coverage, Reached } from "./coverage.ts";
import { goalKey } from "./coverage-goals.ts";
import { worstFirst } from "./coverage-tally.ts";

/** Something that no conversation reached. */
export interface Gap extends Reached {
  /** Of a step: how many ways out of it go untried with it. */
  readonly ways?: number;
}

/** What of a dialog was not reached. */
export interface DialogGaps {
  readonly dialog: string;
  readonly gaps: readonly Gap[];
}

/**
 * What was not reached, by dialog, the worst dialog first. A step that was never come to stands for all its ways, and the
 * ends of a dialog for what leads to them.
 */
export function gapsOf(coverage: Coverage): readonly DialogGaps[] {
  const { steps, edges } = coverage;
  const stepKey = ({ dialog, step }: Reached): string =>
    goalKey({ dialog, ...(step === undefined ? {} : { step }) });
  const ways = groupBy(edges, stepKey);
  const gaps: readonly Gap[] = [
    ...edges.filter((edge) => edge.times === 0 && edge.step === undefined),
    ...steps.flatMap((step): readonly Gap[] => {
      const own = ways.get(goalKey(step)) ?? [];
      return step.times === 0 ? [{ ...step, ways: own.length }] : own.filter(({ times }) => times === 0);
    }),
  ];
  const byDialog = groupBy(gaps, ({ dialog }) => dialog);
  return worstFirst(coverage).flatMap((dialog) => {
    const own = byDialog.get(dialog);
    return own === undefined ? [] : [{ dialog, gaps: own }];
  });
}
