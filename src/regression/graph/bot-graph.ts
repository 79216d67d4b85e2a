import { type Bot, type Dialog, type Outcome, patternId } from "../../content/bot.ts";
import { groupBy } from "../../content/group-by.ts";
import type { Counts } from "./counts.ts";
import { type Counted, type DialogGraph, dialogGraph } from "./dialog-graph.ts";
import type { Span } from "./span.ts";
import { topicsOf } from "./topics.ts";

/** A whole bot as it is drawn: its dialogs by topic, and which leads to which. */
export interface BotGraph {
  readonly topics: readonly { readonly name: string; readonly dialogs: readonly DialogNode[] }[];
  readonly leads: readonly Lead[];
}

/** A dialog as one place among the others. */
export interface DialogNode {
  readonly dialog: Dialog;
  /** How many of its steps lead to a person, or end it with an outcome; `back` goes to the question before. */
  readonly ends: Readonly<Partial<Record<Ending, number>>>;
  /** How many of its starts and ways tests took, of how many; absent where nobody counted. */
  readonly tested?: { readonly reached: number; readonly total: number };
  /** How often its steps spoke to customers; absent where nobody counted. */
  readonly said?: Span;
}

export const endings = ["human", "solved", "unsolved", "cancelled", "done", "back"] as const;

export type Ending = (typeof endings)[number];

/** One dialog leads to another: it runs it, goes over to it, or has a button for its intent. */
export interface Lead extends Counted {
  readonly from: string;
  readonly to: string;
  readonly by: "run" | "go" | "button";
  /** The steps that lead there. */
  readonly steps: readonly string[];
}

/** Draws up a whole bot. */
export function botGraph(bot: Bot, counts: Counts = {}): BotGraph {
  const graphs = new Map([...bot.dialogs.keys()].map((id) => [id, dialogGraph(bot, id, counts)] as const));
  return {
    topics: topicsOf(bot.dialogs.values()).map(({ name, dialogs }) => ({
      name,
      dialogs: dialogs.map((dialog) => nodeOf(bot, dialog, graphs.get(dialog.id))),
    })),
    leads: [...graphs.values()].flatMap((graph) => (graph === undefined ? [] : leadsOf(bot, graph))),
  };
}

function nodeOf(bot: Bot, dialog: Dialog, graph: DialogGraph | undefined): DialogNode {
  const ends: Partial<Record<Ending, number>> = {};
  for (const ending of (graph?.steps ?? []).flatMap((step) => [...endingsOf(bot, step)]))
    ends[ending] = (ends[ending] ?? 0) + 1;
  const ways = [...(graph?.starts ?? []), ...(graph?.steps ?? []).flatMap((step) => step.ways)];
  const tested = ways.flatMap(({ times }) => times ?? []);
  const said = (graph?.steps ?? []).flatMap(({ step, customers }) =>
    customers !== undefined && (step.verb === "say" || step.verb === "ask") ? [customers] : [],
  );
  return {
    dialog,
    ends,
    ...(tested.length > 0 && {
      tested: { reached: tested.filter((times) => times > 0).length, total: tested.length },
    }),
    ...(said.length > 0 && { said: sumOf(said) }),
  };
}

/** Each ending that a step leads to, once. */
function endingsOf(bot: Bot, { step, ways }: DialogGraph["steps"][number]): ReadonlySet<Ending> {
  const found = new Set<Ending>();
  const outcome = (one: Outcome): void => void found.add(one);
  if (step.verb === "human") found.add("human");
  if (step.verb === "end") outcome(step.outcome);
  if (step.verb === "say" && step.buttons.some((button) => dialogOfButton(bot, button) === HUMAN))
    found.add("human");
  for (const { target } of ways) {
    if (target.to === "end") outcome(target.outcome);
    else if (target.to !== "step") found.add(target.to);
  }
  return found;
}

const HUMAN = patternId("human");

type Button = Extract<DialogGraph["steps"][number]["step"], { verb: "say" }>["buttons"][number];

function dialogOfButton(bot: Bot, { go }: Button): string | undefined {
  return go.to === "intent" ? bot.startByIntent.get(go.intent) : undefined;
}

function leadsOf(bot: Bot, { dialog, steps }: DialogGraph): readonly Lead[] {
  const found = steps.flatMap(({ step, ways }): readonly Lead[] => [
    ...ways.flatMap(({ way, target, times, customers }): readonly Lead[] => {
      if (target.to !== "step" || target.dialog === dialog.id) return [];
      const by = way === "run" ? "run" : "go";
      return [
        {
          from: dialog.id,
          to: target.dialog,
          by,
          steps: [step.id],
          ...(times !== undefined && { times }),
          ...(customers && { customers }),
        },
      ];
    }),
    ...(step.verb === "say" ? step.buttons : []).flatMap((button): readonly Lead[] => {
      const to = dialogOfButton(bot, button);
      if (to === undefined || to === dialog.id || to === HUMAN) return [];
      return [{ from: dialog.id, to, by: "button", steps: [step.id] }];
    }),
  ]);
  return [...groupBy(found, ({ to, by }) => `${by} ${to}`).values()].flatMap((same) => joined(same));
}

/** Several ways from one dialog to another as one. */
function joined(same: readonly Lead[]): readonly Lead[] {
  const times = same.flatMap((lead) => lead.times ?? []);
  const customers = same.flatMap((lead) => lead.customers ?? []);
  return same.slice(0, 1).map((first) => ({
    ...first,
    steps: [...new Set(same.flatMap(({ steps }) => steps))],
    ...(times.length > 0 && { times: times.reduce((sum, one) => sum + one, 0) }),
    ...(customers.length > 0 && { customers: sumOf(customers) }),
  }));
}

function sumOf(spans: readonly Span[]): Span {
  return {
    least: spans.reduce((sum, { least }) => sum + least, 0),
    most: spans.reduce((sum, { most }) => sum + most, 0),
  };
}
