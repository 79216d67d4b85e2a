import type { BotpressBot, Placed } from "./bot-files.ts";
import type { BotpressFlow, BotpressNode, BotpressTransition } from "./bot-schema.ts";
import { type Condition, readCondition } from "./conditions.ts";

/** A transition with its condition read. */
export interface Way {
  readonly condition: Condition;
  /** As it was written. */
  readonly source: string;
  readonly to: string;
  readonly index: number;
}

/** A node, and the words that another one says before it, when only that one leads here. */
export interface FlowNode {
  readonly flow: string;
  readonly placed: Placed<BotpressFlow>;
  readonly index: number;
  readonly node: BotpressNode;
  /** Whether it waits for a message before its ways are looked at. */
  readonly waits: boolean;
  readonly ways: readonly Way[];
}

/** Where a transition leads: a node, or out of the flow. */
export type Destination =
  | { readonly to: "node"; readonly flow: string; readonly node: string; readonly whole: boolean }
  | { readonly to: "end" }
  | { readonly to: "return"; readonly node?: string }
  | { readonly to: "nowhere" };

/** All nodes of all flows. */
export interface FlowNodes {
  readonly find: (flow: string, node: string) => FlowNode | undefined;
  readonly of: (flow: string) => readonly FlowNode[];
  readonly start: (flow: string) => FlowNode | undefined;
  readonly destination: (flow: string, to: string) => Destination;
  /** The nodes of the same flow that a node leads to. */
  readonly after: (node: FlowNode) => readonly FlowNode[];
  /** Whether a flow returns to the one that called it. */
  readonly returns: (flow: string) => boolean;
}

export function flowNodesOf({ flows }: BotpressBot): FlowNodes {
  const nodes = new Map([...flows].map(([flow, placed]) => [flow, joined(nodesIn(flow, placed))]));
  const of = (flow: string): readonly FlowNode[] => nodes.get(flow)?.nodes ?? [];
  const find = (flow: string, name: string): FlowNode | undefined => {
    const asked = nodes.get(flow)?.same.get(name) ?? name;
    return of(flow).find(({ node }) => node.name === asked);
  };
  const start = (flow: string): FlowNode | undefined => find(flow, flows.get(flow)?.value.startNode ?? "");
  const destination = (flow: string, to: string): Destination => {
    if (to === "" || to === "END") return { to: "end" };
    if (to === "#" || to === "##") return { to: "return" };
    if (to.startsWith("#")) return { to: "return", node: to.slice(1) };
    const [, file, inner] = /^(.+)\.flow\.json(?:#(.+))?$/u.exec(to) ?? [];
    const found = file === undefined ? find(flow, to) : inner === undefined ? start(file) : find(file, inner);
    if (found === undefined) return { to: "nowhere" };
    return {
      to: "node",
      flow: found.flow,
      node: found.node.name,
      whole: file !== undefined && inner === undefined,
    };
  };
  return {
    find,
    of,
    start,
    destination,
    after: (node) =>
      node.ways.flatMap(({ to }) => {
        const there = destination(node.flow, to);
        return there.to === "node" && there.flow === node.flow ? (find(there.flow, there.node) ?? []) : [];
      }),
    returns: (flow) => of(flow).some(({ ways }) => ways.some(({ to }) => to.startsWith("#"))),
  };
}

function nodesIn(flow: string, placed: Placed<BotpressFlow>): readonly FlowNode[] {
  return placed.value.nodes.map((node, index) => ({
    flow,
    placed,
    index,
    node,
    waits: Array.isArray(node.onReceive) || node.type === "listen",
    ways: waysOf(node.next ?? []),
  }));
}

export function waysOf(next: readonly BotpressTransition[]): readonly Way[] {
  return next.map(({ condition, node }, index) => ({
    condition: readCondition(condition),
    source: condition,
    to: node ?? "",
    index,
  }));
}

/** Where one node only asks and the next only waits, they are one question. `same` has the one for the other. */
function joined(nodes: readonly FlowNode[]): {
  readonly nodes: readonly FlowNode[];
  readonly same: ReadonlyMap<string, string>;
} {
  const same = new Map<string, string>();
  const leading = (name: string): number =>
    nodes.filter(({ ways }) => ways.some(({ to }) => to === name)).length;
  const merged = nodes.map((node) => {
    const [way, ...others] = node.ways;
    const isPlain = !node.waits && node.node.type !== "skill-call" && node.node.type !== "trigger";
    if (!isPlain || way?.condition.type !== "always" || others.length > 0) return node;
    const next = nodes.find(({ node: { name } }) => name === way.to);
    const isSilent =
      next?.waits === true && (next.node.onEnter ?? []).length === 0 && next.node.content === undefined;
    if (next === undefined || !isSilent || leading(way.to) !== 1) return node;
    same.set(next.node.name, node.node.name);
    return { ...node, waits: true, ways: next.ways, node: { ...node.node, onReceive: next.node.onReceive } };
  });
  return { nodes: merged.filter(({ node: { name } }) => !same.has(name)), same };
}
