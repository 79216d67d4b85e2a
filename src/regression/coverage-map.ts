import type { Bot, Dialog, Step } from "../content/bot.ts";
import type { Coverage, Reached } from "./coverage.ts";

/** A dialog with what was reached of it, as it is drawn: its steps in the order they are written. */
export interface DialogMap {
  readonly dialog: Dialog;
  readonly starts: readonly Reached[];
  readonly steps: readonly MappedStep[];
}

export interface MappedStep {
  readonly step: Step;
  readonly times: number;
  readonly ways: readonly Reached[];
}

/** What was reached of a dialog. */
export function mapOf(bot: Bot, coverage: Coverage, id: string): DialogMap | undefined {
  const dialog = bot.dialogs.get(id);
  if (dialog === undefined) return undefined;
  const edges = coverage.edges.filter((edge) => edge.dialog === id);
  return {
    dialog,
    starts: edges.filter(({ step }) => step === undefined),
    steps: coverage.steps.flatMap((goal): readonly MappedStep[] => {
      const step = goal.dialog === id ? dialog.steps.get(goal.step ?? "") : undefined;
      if (step === undefined) return [];
      return [{ step, times: goal.times, ways: edges.filter((edge) => edge.step === step.id) }];
    }),
  };
}
