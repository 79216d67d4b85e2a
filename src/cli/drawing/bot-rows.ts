import type { Dialog } from "../../content/bot.ts";
import type { BotGraph, DialogNode, Lead } from "../../regression/graph/bot-graph.ts";

/** The heights of a dialog's row, of a topic's name, and of the gap before the next topic; in pixels. */
export const ROW_HEIGHT = 30;
export const TOPIC_HEIGHT = 30;
const GAP = 14;

/** A dialog with its place in the drawing. */
export interface BotRow {
  readonly node: DialogNode;
  readonly top: number;
  /** Other dialogs that it leads to, in the order of the drawing. */
  readonly leads: readonly Lead[];
}

export interface TopicRows {
  readonly name: string;
  readonly top: number;
  readonly rows: readonly BotRow[];
}

/** The rows of a whole bot from top to bottom, topic by topic. */
export function botRows({ topics, leads }: BotGraph, top: number): readonly TopicRows[] {
  const order = topics.flatMap(({ dialogs }) => dialogs.map(({ dialog }) => dialog.id));
  const leadsOf = ({ id }: Dialog): readonly Lead[] =>
    order.flatMap((to) => leads.filter((lead) => lead.from === id && lead.to === to));
  let next = top;
  return topics.map(({ name, dialogs }) => {
    const here = next;
    const rows = dialogs.map((node, index) => ({
      node,
      top: here + TOPIC_HEIGHT + index * ROW_HEIGHT,
      leads: leadsOf(node.dialog),
    }));
    next = here + TOPIC_HEIGHT + dialogs.length * ROW_HEIGHT + GAP;
    return { name, top: here, rows };
  });
}
