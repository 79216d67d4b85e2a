import type { DraftStep } from "./draft.ts";

/** Where a flow ends. */
export const END = "END";

/** A step on its way into a dialog. `next` is the id of a link of the chain, another target of ours, or END. */
export type Link =
  | { readonly id: string; readonly next: string; readonly step: DraftStep }
  | {
      readonly id: string;
      readonly next: string;
      /** For verbs that lead several ways: the step, given where `next` leads. */
      readonly branch: (to: string) => DraftStep;
      /** The other ids that it leads to. */
      readonly targets: readonly string[];
    };

/**
 * Puts links one below the other: `go` only where the way is not the next step, an id only where something leads.
 *
 * @param links the first is where the dialog begins
 * @param kept ids that stay, whether anything leads to them or not
 */
export function chained(links: readonly Link[], kept: readonly string[] = []): readonly DraftStep[] {
  const wanted = new Set(kept);
  const steps = links.map((link, index) => {
    const below = links[index + 1]?.id;
    const to = link.next === below ? "next" : link.next === END ? "end" : link.next;
    if (to !== "next" && to !== "end") wanted.add(to);
    if ("branch" in link) {
      for (const target of link.targets) wanted.add(target);
      return link.branch(to);
    }
    const isOver = to === "end" && below === undefined;
    return to === "next" || isOver || !leadsOn(link.step) ? link.step : { ...link.step, go: to };
  });
  return steps.map((step, index) => {
    const id = links[index]?.id ?? "";
    return wanted.has(id) ? { id, ...step } : step;
  });
}

/** `end` and `when` lead nowhere else. */
function leadsOn(step: DraftStep): boolean {
  return !("end" in step || "when" in step || "call" in step);
}
