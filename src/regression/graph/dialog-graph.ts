import type { Bot, Dialog, Step, Target } from "../../content/bot.ts";
import { exitsOf } from "../../content/exits.ts";
import { goalKey, startsOf } from "../coverage-goals.ts";
import type { Counts } from "./counts.ts";
import type { Span } from "./span.ts";

/** A dialog as it is drawn: how it starts, and its steps with every way out of them, in the order they are written. */
export interface DialogGraph {
  readonly dialog: Dialog;
  /** `intent:<name>` for each intent, and `phrase` when there are any. */
  readonly starts: readonly GraphWay[];
  readonly steps: readonly GraphStep[];
}

export interface GraphStep extends Counted {
  readonly step: Step;
  readonly ways: readonly GraphWay[];
}

export interface GraphWay extends Counted {
  /** As `exitsOf` names it. */
  readonly way: string;
  readonly target: Target;
}

/** How often something was gone through; absent where nobody counted. */
export interface Counted {
  readonly times?: number;
  readonly customers?: Span;
}

/** Draws up a dialog; undefined when the bot has none of that id. */
export function dialogGraph(
  bot: Pick<Bot, "dialogs">,
  id: string,
  counts: Counts = {},
): DialogGraph | undefined {
  const dialog = bot.dialogs.get(id);
  if (dialog === undefined) return undefined;
  const counted = (step?: string, way?: string): Counted =>
    countedAt(
      counts,
      goalKey({ dialog: id, ...(step !== undefined && { step }), ...(way !== undefined && { way }) }),
    );
  const first: Target = { to: "step", dialog: id, step: dialog.first };
  return {
    dialog,
    starts: startsOf(dialog).map((way) => ({ way, target: first, ...counted(undefined, way) })),
    steps: [...dialog.steps.values()].map((step) => ({
      step,
      ways: exitsOf(bot, step).map((exit) => ({ ...exit, ...counted(step.id, exit.way) })),
      ...counted(step.id),
    })),
  };
}

const NOBODY: Span = { least: 0, most: 0 };

function countedAt({ times, customers }: Counts, key: string): Counted {
  const tested = times?.get(key);
  return {
    ...(tested !== undefined && { times: tested }),
    ...(customers && { customers: customers.get(key) ?? NOBODY }),
  };
}
