import type { BotpressBot, Placed } from "./bot-files.ts";
import type { Findings } from "./findings.ts";
import { type FlowNode, type FlowNodes, type Way, waysOf } from "./flow-nodes.ts";

/** The flow that every first message enters. */
export const MAIN = "main";

/** What leads customers to a node from wherever they are. */
export interface Route {
  readonly flow: string;
  readonly node: string;
  readonly intents: readonly string[];
  readonly phrases: readonly string[];
}

/** The ways into the flows. */
export interface FlowRoutes {
  readonly routes: readonly Route[];
  /** The nodes of the main flow that a first message passes until something is asked, keyed by name. */
  readonly front: readonly FlowNode[];
  /** Where the main flow leads a first message that is none of the intents. */
  readonly otherwise: FlowNode | undefined;
}

/** Finds what starts what: transitions by intent at the front of the main flow, in `catchAll`, and triggers. */
export function flowRoutesOf(bot: BotpressBot, nodes: FlowNodes, findings: Findings): FlowRoutes {
  const routes: Route[] = [];
  const front = frontOf(nodes);
  const add = (flow: string, placed: Placed<unknown>, way: Way, path: readonly (string | number)[]): void => {
    const { condition, to } = way;
    const there = nodes.destination(flow, to);
    const [intents, phrases] =
      condition.type === "intent"
        ? [condition.intents, []]
        : condition.type === "words"
          ? [[], condition.words]
          : [[], []];
    if (intents.length + phrases.length === 0) return;
    if (there.to === "node") routes.push({ flow: there.flow, node: there.node, intents, phrases });
    else findings.add(placed, path, `transition on ${way.source}`, "leads nowhere; left out");
  };
  for (const { flow, placed, ways, index } of front)
    for (const way of ways) add(flow, placed, way, ["nodes", index, "next", way.index]);
  for (const [flow, placed] of bot.flows) {
    const ways = waysOf(placed.value.catchAll?.next ?? []);
    for (const way of ways) {
      const path = ["catchAll", "next", way.index];
      if (way.condition.type === "intent" || way.condition.type === "words") add(flow, placed, way, path);
      else
        findings.add(
          placed,
          path,
          `flow-wide transition on ${way.source}`,
          "only intents and words can lead away from everywhere",
        );
    }
    for (const {
      node,
      index,
      ways: [way],
    } of nodes.of(flow).filter(({ node: { type } }) => type === "trigger"))
      routes.push(
        ...triggerRoutes(nodes, { flow, placed, to: way?.to ?? "" }, node.conditions ?? [], (at, id, why) =>
          findings.add(placed, ["nodes", index, "conditions", at], `trigger "${id}"`, why),
        ),
      );
  }
  const last = front.at(-1);
  const any = last?.ways.find(({ condition }) => condition.type === "always");
  const there = any === undefined ? undefined : nodes.destination(MAIN, any.to);
  const otherwise = there?.to === "node" ? nodes.find(there.flow, there.node) : undefined;
  return { routes, front, otherwise: last?.waits === true || routes.length > 0 ? otherwise : undefined };
}

/** From the start, as long as nothing is asked and there is one way on. */
function frontOf(nodes: FlowNodes): readonly FlowNode[] {
  const front: FlowNode[] = [];
  let at = nodes.start(MAIN);
  while (at !== undefined && !front.includes(at) && at.node.type !== "skill-call") {
    front.push(at);
    const [way, ...others] = at.ways;
    const goesOn = !at.waits && others.length === 0 && way?.condition.type === "always";
    const there = goesOn ? nodes.destination(MAIN, way.to) : undefined;
    at = there?.to === "node" && there.flow === MAIN ? nodes.find(MAIN, there.node) : undefined;
  }
  return front;
}

function triggerRoutes(
  nodes: FlowNodes,
  { flow, to }: { readonly flow: string; readonly placed: Placed<unknown>; readonly to: string },
  conditions: readonly { readonly id: string; readonly params: Readonly<Record<string, unknown>> }[],
  tell: (at: number, id: string, why: string) => void,
): readonly Route[] {
  const there = nodes.destination(flow, to);
  return conditions.flatMap(({ id, params }, at): readonly Route[] => {
    if (there.to !== "node") {
      tell(at, id, "leads nowhere; left out");
      return [];
    }
    const place = { flow: there.flow, node: there.node };
    const intent = params["intentName"];
    if (id === "user_intent_is" && typeof intent === "string")
      return [{ ...place, intents: [intent], phrases: [] }];
    const words = params["candidate"];
    if (id === "type_text" && Array.isArray(words)) {
      if (params["exactMatch"] !== true)
        tell(at, id, "a part of the text was enough there; the whole text has to be this here");
      const phrases = words.filter((word) => typeof word === "string");
      return [{ ...place, intents: [], phrases }];
    }
    if (id === "always") return [];
    tell(at, id, "has nothing like it here; give the dialog another start");
    return [];
  });
}
