import type { DraftPattern, DraftStep } from "../../regression/draft/draft.ts";
import type { BotpressBot } from "./bot-files.ts";
import type { Elements } from "./elements.ts";
import type { Findings } from "./findings.ts";
import type { FlowNode, FlowNodes } from "./flow-nodes.ts";
import { type FlowRoutes, MAIN } from "./flow-routes.ts";

/** Flows that Botpress finds by their names, and the patterns that say what they say. */
const patternsByFlow: Readonly<Record<string, string | undefined>> = {
  error: "error",
  timeout: "silence",
  misunderstood: "unclear-1",
  conversation_end: undefined,
};

export function isSpecial(flow: string): boolean {
  return Object.hasOwn(patternsByFlow, flow);
}

/** The pattern that speaks in place of a special flow, if there is one. */
export function patternOf(flow: string): string | undefined {
  return patternsByFlow[flow];
}

interface PatternTools {
  readonly elements: Elements;
  readonly findings: Findings;
}

/** The patterns that special flows become, and the words for a first message that is none of the intents. */
export function specialPatterns(
  bot: BotpressBot,
  nodes: FlowNodes,
  { otherwise, front }: FlowRoutes,
  { elements, findings }: PatternTools,
): Readonly<Record<string, DraftPattern>> {
  const patterns: Record<string, DraftPattern> = {};
  if (otherwise !== undefined && !front.includes(otherwise)) {
    const said = saidBy(otherwise, elements);
    if (said !== undefined) patterns["unclear-1"] = { steps: said };
    else {
      const last = front.at(-1);
      if (last !== undefined)
        findings.add(
          last.placed,
          ["nodes", last.index, "next"],
          `"${otherwise.node.name}" for any other message of flow "${MAIN}"`,
          "more than words; the patterns unclear-1 to 3 speak here",
        );
    }
  }
  for (const [flow, placed] of bot.flows) {
    if (!isSpecial(flow)) continue;
    const pattern = patternOf(flow);
    const start = nodes.start(flow);
    const said = start === undefined ? undefined : saidBy(start, elements);
    if (pattern === undefined)
      findings.add(placed, [], `flow "${flow}"`, "nothing runs at the end of a conversation; left out");
    else if (said === undefined)
      findings.add(placed, [], `flow "${flow}"`, `more than words; the pattern ${pattern} speaks here`);
    else patterns[pattern] = flow === "timeout" ? { quiet: true, steps: said } : { steps: said };
  }
  return patterns;
}

/** What a node says, when it does nothing else and nothing comes after it. */
function saidBy({ node, ways, waits }: FlowNode, elements: Elements): readonly DraftStep[] | undefined {
  const instructions = (node.onEnter ?? []).map(String);
  const messages = instructions.map((instruction) =>
    elements.byId(/^say\s+#!?(\S+)\s*$/u.exec(instruction)?.[1] ?? ""),
  );
  const texts = messages.flatMap((message) => (message === undefined ? [] : [message.texts]));
  const isOver = !waits && ways.every(({ to }) => to === "" || to === "END" || to.startsWith("#"));
  if (!isOver || texts.length === 0 || texts.length < instructions.length) return undefined;
  return JSON.stringify(texts).includes("{{") ? undefined : texts.map((list) => ({ say: [...list] }));
}
