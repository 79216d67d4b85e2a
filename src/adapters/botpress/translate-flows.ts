import type {
  Draft,
  DraftAction,
  DraftDialog,
  DraftStep,
  DraftText,
  Renaming,
} from "../../regression/draft/draft.ts";
import { type Names, namesOf } from "../../regression/draft/names.ts";
import type { BotpressBot } from "./bot-files.ts";
import type { Elements } from "./elements.ts";
import type { Findings } from "./findings.ts";
import { finishedSteps } from "./finished-steps.ts";
import { type FlowDialogs, flowDialogsOf, type PlannedDialog } from "./flow-dialogs.ts";
import { type FlowNode, type FlowNodes, flowNodesOf, type Way } from "./flow-nodes.ts";
import { flowRoutesOf, MAIN } from "./flow-routes.ts";
import { readableName } from "./languages.ts";
import { nodeSteps } from "./node-steps.ts";
import { isSpecial, patternOf, specialPatterns } from "./special-flows.ts";
import type { StepTools } from "./step-tools.ts";
import { type SlotEntities, type Variables, variablesOf } from "./variables.ts";

export interface FlowTools {
  readonly elements: Elements;
  readonly intentNames: Names;
  readonly slotNames: Names;
  readonly slotEntities: SlotEntities;
  /** What an intent is called on buttons, by the name it has there. */
  readonly titleOf: (intent: string) => DraftText;
  readonly findings: Findings;
}

export interface TranslatedFlows extends Pick<Draft, "dialogs"> {
  readonly patterns: NonNullable<Draft["patterns"]>;
  readonly actions: NonNullable<Draft["actions"]>;
  readonly renamed: readonly Renaming[];
  /** The dialog that a flow, or a node of one, became. */
  readonly targetOf: (flow: string, node: string) => string | undefined;
  readonly greeting: Draft["greeting"];
  /** How many nodes came over. */
  readonly taken: number;
}

/** What a customer says who says nothing yet: a first message enters the main flow, whatever it is. */
const FIRST_WORDS = ["你好", "您好", "hi", "hello", "hey"];

export function translateFlows(bot: BotpressBot, tools: FlowTools): TranslatedFlows {
  const nodes = flowNodesOf(bot);
  const routed = flowRoutesOf(bot, nodes, tools.findings);
  const plan = flowDialogsOf(
    [...bot.flows.keys()].filter((flow) => !isSpecial(flow)),
    nodes,
    routed,
  );
  for (const { placed, node, index, flow } of plan.unreached)
    tools.findings.add(
      placed,
      ["nodes", index],
      `node "${node.name}" of flow "${flow}"`,
      "nothing leads to it; left out",
    );
  const patterns = specialPatterns(bot, nodes, routed, tools);
  const actions = new Map<string, DraftAction>();
  const actionNames = namesOf("action");
  const dialogs = plan.dialogs.map((dialog) => {
    const writing = { bot, nodes, plan, tools, actions, actionNames, front: new Set(routed.front) };
    return dialogOf(dialog, writing);
  });
  const welcome = routed.front.flatMap(({ node }) => (node.onEnter ?? []).map(String));
  const [greeting] = welcome.flatMap((instruction) => {
    const id = /^say\s+#!?(\S+)/u.exec(instruction)?.[1];
    return id === undefined ? [] : (tools.elements.byId(id)?.texts.slice(0, 1) ?? []);
  });
  const isFilledIn = JSON.stringify(greeting ?? "").includes("{{");
  return {
    dialogs,
    patterns,
    actions: Object.fromEntries(actions),
    renamed: [...plan.renamed(), ...actionNames.renamed()],
    targetOf: (flow, node) => {
      const there = node === "" ? nodes.start(flow) : nodes.find(flow, node);
      return there === undefined ? undefined : plan.targetOf(there, "");
    },
    greeting: isFilledIn ? undefined : greeting,
    taken: takenIn(bot, patterns) - plan.unreached.length,
  };
}

/** The nodes of all flows but those that should have become a pattern and did not. */
function takenIn(bot: BotpressBot, patterns: TranslatedFlows["patterns"]): number {
  return [...bot.flows]
    .filter(([flow]) => !isSpecial(flow) || Object.hasOwn(patterns, patternOf(flow) ?? ""))
    .reduce((sum, [, { value }]) => sum + value.nodes.length, 0);
}

interface Writing {
  readonly bot: BotpressBot;
  readonly nodes: FlowNodes;
  readonly plan: FlowDialogs;
  readonly tools: FlowTools;
  readonly actions: Map<string, DraftAction>;
  readonly actionNames: Names;
  readonly front: ReadonlySet<FlowNode>;
}

function dialogOf(planned: PlannedDialog, writing: Writing): DraftDialog {
  const { plan, tools, front } = writing;
  const variables = variablesOf(tools.slotNames, tools.slotEntities);
  const runs: DraftStep[] = [];
  const groups = planned.nodes.map((node) => {
    const [first, ...rest] = nodeSteps(node, toolsFor(node, planned, variables, runs, writing));
    const steps = first === undefined ? [] : [{ ...first, id: plan.stepOf(node) }, ...rest];
    return { node, steps };
  });
  const steps = finishedSteps([...groups, { node: undefined, steps: runs }], variables, tools.findings);
  for (const variable of variables.unfilled()) {
    const [first] = planned.nodes;
    if (first !== undefined)
      tools.findings.add(
        first.placed,
        [],
        `variable "${variable}"`,
        `nothing in the dialog "${planned.name}" fills it`,
      );
  }
  const intents = planned.intents.map((intent) => tools.intentNames.nameOf(intent));
  const isMain = planned.flow === MAIN && planned.nodes.slice(0, 1).some((node) => front.has(node));
  const phrases = [...planned.phrases, ...(isMain ? FIRST_WORDS : [])];
  const start = {
    ...(intents.length > 0 && { intents }),
    ...(phrases.length > 0 && { phrases: [...new Set(phrases)] }),
  };
  const slots = variables.declared();
  return {
    dialog: planned.name,
    title: planned.intents[0] === undefined ? readableName(planned.title) : tools.titleOf(planned.intents[0]),
    ...(Object.keys(start).length > 0 && { start }),
    ...(slots !== undefined && { slots }),
    steps,
  };
}

function toolsFor(
  node: FlowNode,
  { name: dialog }: PlannedDialog,
  variables: Variables,
  runs: DraftStep[],
  { bot, nodes, plan, tools, actions, actionNames, front }: Writing,
): StepTools {
  const { flow, placed, index } = node;
  const idNames = namesOf("step", [plan.stepOf(node)]);
  const tell: StepTools["tell"] = (path, what, why) =>
    tools.findings.add(placed, ["nodes", index, ...path], what, why);
  const go = (way: Way): string => {
    const there = nodes.destination(flow, way.to);
    const path = ["next", way.index];
    if (there.to === "end") return "end";
    if (there.to === "nowhere") {
      tell(path, `transition to "${way.to}"`, "there is no such node; ends the dialog here");
      return "end";
    }
    if (there.to === "return") {
      if (there.node !== undefined)
        tell(
          path,
          `return to "${way.to}" of whatever flow called`,
          "a dialog that was run returns to where it was called from",
        );
      return "end";
    }
    const next = nodes.find(there.flow, there.node);
    const target = next === undefined ? "end" : plan.targetOf(next, dialog);
    if (there.flow === flow || !there.whole || !nodes.returns(there.flow)) return target;
    return runStep(target, way);
  };
  /** A flow that returns is run, and what comes after it is the caller's other way. */
  const runStep = (target: string, way: Way): string => {
    const others = node.ways.filter((other) => other !== way && other.to !== way.to);
    const after = others.find(({ condition }) => condition.type === "always");
    if (others.length > 0 && after === undefined)
      tell(
        ["next", way.index],
        `what comes after "${way.to}"`,
        "the conditions of the node were looked at again there; the dialog ends here",
      );
    const id = idNames.nameOf(`${plan.stepOf(node)}-${target}`);
    if (!runs.some((run) => run.id === id))
      runs.push({ id, run: target, go: after === undefined ? "end" : go(after) });
    return id;
  };
  return {
    bot,
    elements: tools.elements,
    variables,
    intentNames: tools.intentNames,
    titleOf: tools.titleOf,
    actionNames,
    actions,
    at: placed,
    isFront: front.has(node),
    go,
    tell,
  };
}
