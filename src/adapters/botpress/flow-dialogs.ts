import { namesOf } from "../../regression/draft/names.ts";
import type { FlowNode, FlowNodes } from "./flow-nodes.ts";
import { type FlowRoutes, MAIN, type Route } from "./flow-routes.ts";

/** A dialog to be, and the nodes that become its steps, the first one first. */
export interface PlannedDialog {
  readonly name: string;
  readonly title: string;
  readonly flow: string;
  readonly intents: readonly string[];
  readonly phrases: readonly string[];
  readonly nodes: readonly FlowNode[];
}

/** Which nodes stand in which dialog. */
export interface FlowDialogs {
  readonly dialogs: readonly PlannedDialog[];
  /** The target that leads to a node: a step of the dialog one is in, or another dialog. */
  readonly targetOf: (node: FlowNode, from: string) => string;
  /** The id of a node's first step. */
  readonly stepOf: (node: FlowNode) => string;
  readonly renamed: () => readonly { readonly what: string; readonly from: string; readonly to: string }[];
  /** Nodes that nothing leads to. */
  readonly unreached: readonly FlowNode[];
}

/**
 * A flow becomes a dialog; where intents lead into the middle of one, what comes from there on becomes a dialog of its own.
 *
 * @param flows the flows that become dialogs
 */
export function flowDialogsOf(
  flows: readonly string[],
  nodes: FlowNodes,
  { routes, front, otherwise }: FlowRoutes,
): FlowDialogs {
  const names = namesOf("dialog");
  const stepNames = new Map<string, ReturnType<typeof namesOf>>();
  const owners = new Map<FlowNode, string>();
  const isStart = new Set<FlowNode>(front.slice(0, 1));
  const starts = new Map<FlowNode, Route[]>();
  for (const route of routes) {
    const node = nodes.find(route.flow, route.node);
    if (node !== undefined) starts.set(node, [...(starts.get(node) ?? []), route]);
  }
  for (const flow of flows) {
    const start = nodes.start(flow);
    if (start !== undefined) isStart.add(start);
  }
  for (const node of starts.keys()) isStart.add(node);

  const last = front.at(-1);
  const claim = (start: FlowNode, dialog: string): readonly FlowNode[] => {
    const claimed: FlowNode[] = [];
    const walk = (node: FlowNode): void => {
      if (owners.has(node) || (node !== start && isStart.has(node)) || node.node.type === "trigger") return;
      owners.set(node, dialog);
      claimed.push(node);
      // A first message that is none of the intents is not understood; see the patterns.
      if (node === last && node.waits) return;
      for (const next of nodes.after(node)) walk(next);
    };
    walk(start);
    return claimed;
  };
  const plan = (start: FlowNode, name: string, title: string): PlannedDialog => ({
    name,
    title,
    flow: start.flow,
    intents: [...new Set((starts.get(start) ?? []).flatMap(({ intents }) => intents))],
    phrases: [...new Set((starts.get(start) ?? []).flatMap(({ phrases }) => phrases))],
    nodes: claim(start, name),
  });
  const ofFlows = flows.map((flow) => ({ flow, name: names.nameOf(flow), start: nodes.start(flow) }));
  const inner = [...starts.keys()].filter((node) => !ofFlows.some(({ start }) => start === node));
  // What comes before the first question of the main flow is never taken out of it.
  const own = front.length === 0 ? [] : front;
  for (const node of own) if (!starts.has(node)) owners.set(node, names.nameOf(MAIN));
  const middles = inner.map((node) => {
    const [intent] = (starts.get(node) ?? []).flatMap(({ intents }) => intents);
    const title = intent ?? node.node.name;
    return plan(node, names.nameOf(`${title} `), title);
  });
  const wholes = ofFlows.flatMap(({ flow, name, start }): readonly PlannedDialog[] => {
    if (start === undefined) return [];
    if (flow !== MAIN) return [plan(start, name, flow)];
    for (const node of own) if (owners.get(node) === name) owners.delete(node);
    return [plan(start, name, flow)];
  });
  const claimed = new Set([...middles, ...wholes].flatMap((dialog) => dialog.nodes));
  const firsts = new Map([...middles, ...wholes].map(({ name, nodes: [first] }) => [name, first]));
  const stepOf = (node: FlowNode): string => {
    const known = stepNames.get(node.flow) ?? namesOf("step");
    stepNames.set(node.flow, known);
    return known.nameOf(node.node.name);
  };
  return {
    dialogs: [...middles, ...wholes].filter(({ nodes: { length } }) => length > 0),
    targetOf: (node, from) => {
      const dialog = owners.get(node);
      if (dialog === undefined) return "end";
      if (dialog === from) return stepOf(node);
      return firsts.get(dialog) === node ? dialog : `${dialog}#${stepOf(node)}`;
    },
    stepOf,
    renamed: () =>
      names
        .renamed()
        .map((renaming) => ({ ...renaming, from: renaming.from.trim() }))
        .filter(({ from, to }) => from !== to),
    unreached: flows.flatMap((flow) =>
      nodes
        .of(flow)
        .filter((node) => !claimed.has(node) && node !== otherwise && node.node.type !== "trigger"),
    ),
  };
}
