import type { Counted } from "../../regression/graph/dialog-graph.ts";

/** How something of a drawing stands with the tests: `plain` where they were not asked. */
export type Standing = "reached" | "missed" | "plain";

/** How something stands with the tests. */
export function standingOf({ times }: Counted): Standing {
  if (times === undefined) return "plain";
  return times > 0 ? "reached" : "missed";
}
