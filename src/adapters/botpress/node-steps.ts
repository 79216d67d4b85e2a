import type { DraftStep } from "../../regression/draft/draft.ts";
import type { Choice, Message } from "./elements.ts";
import type { FlowNode, Way } from "./flow-nodes.ts";
import { instructed } from "./instructions.ts";
import { type Answer, questionFor, questionWith, textsOf } from "./question.ts";
import { skillSteps } from "./skill-steps.ts";
import type { NodeSteps, StepTools } from "./step-tools.ts";

/** A node as steps: what it says and does, what it asks, and where that leads. */
export const nodeSteps: NodeSteps = (node, tools) => {
  const { steps, last } = instructed(node, tools);
  if (node.node.type === "skill-call") return [...steps, ...skillSteps(node, tools)];
  if (node.node.type === "success") return [...steps, { end: { outcome: "solved" } }];
  if (node.node.type === "failure") return [...steps, { end: { outcome: "unsolved" } }];
  if (!node.waits) {
    if (last !== undefined && last.choices.length > 0)
      tools.tell(["onEnter"], `choices of node "${node.node.name}"`, "nothing waits for an answer; left out");
    return ledOn(steps, wayOn(node, tools));
  }
  const question = questionOf(node, last, tools);
  // Nothing of the answer matters, so nothing is asked.
  if (question === undefined) return ledOn(steps, { go: "end" });
  return [...(last === undefined ? steps : steps.slice(0, -1)), question];
};

function questionOf(node: FlowNode, message: Message | undefined, tools: StepTools): DraftStep | undefined {
  const path = ["next"];
  const answers: Answer[] = [];
  const choices = new Set(message?.choices);
  const any = tools.isFront ? undefined : node.ways.find(({ condition }) => condition.type === "always");
  let value: { readonly variable: string; readonly way: Way } | undefined;
  for (const way of node.ways) {
    const { condition, source, index } = way;
    // What the front of the main flow waits for starts dialogs, from wherever the customer is.
    if (tools.isFront) continue;
    if (condition.type === "intent") answers.push(byIntent(condition.intents, tools.go(way), tools));
    else if (condition.type === "words") answers.push(byWords(condition.words, tools.go(way), choices));
    else if (condition.type === "variables" && condition.condition.type === "filled" && value === undefined)
      value = { variable: condition.condition.variable, way };
    else if (condition.type !== "always")
      tools.tell(["next", index], `transition on ${source}`, "code that looks at the answer; left out");
  }
  const rest = any === undefined ? "end" : tools.go(any);
  for (const choice of choices) answers.push({ label: choice.label, phrases: [choice.value], go: rest });
  if (answers.length > 0) {
    if (any !== undefined && choices.size === 0)
      tools.tell(
        ["next", any.index],
        `"${any.to}" for any other answer`,
        "here the bot asks again, and then offers a person",
      );
    if (value !== undefined)
      tools.tell(["next", value.way.index], value.variable, "a value beside choices; left out");
    return questionWith(answers, message, path, tools);
  }
  if (value !== undefined)
    return questionFor(tools.variables.fills(value.variable), message, tools.go(value.way), rest);
  if (any === undefined || rest === "end") return undefined;
  return questionFor(tools.variables.fills(`answer_${node.node.name}`), message, rest, rest);
}

function byIntent(intents: readonly string[], go: string, { intentNames, titleOf }: StepTools): Answer {
  const [first = ""] = intents;
  return {
    label: titleOf(first),
    phrases: intents.map((intent) => `intent:${intentNames.nameOf(intent)}`),
    go,
  };
}

function byWords(words: readonly string[], go: string, choices: Set<Choice>): Answer {
  const choice = [...choices].find(
    ({ value, label }) => words.includes(value) || textsOf(label).some((text) => words.includes(text)),
  );
  if (choice !== undefined) choices.delete(choice);
  return { label: choice?.label ?? words[0] ?? "", phrases: words, go };
}

/** The way on from a node that does not wait. */
function wayOn(node: FlowNode, tools: StepTools): DraftStep {
  const branches: { if: string; go: string }[] = [];
  for (const way of node.ways) {
    const { condition, source, index } = way;
    if (condition.type === "always") return branched(branches, tools.go(way));
    if (condition.type === "variables") {
      // A condition reads what nothing may have filled; then it does not hold, as it would not there.
      branches.push({ if: tools.variables.cel(condition.condition), go: tools.go(way) });
    } else if (condition.type !== "intent" && condition.type !== "words") {
      tools.tell(["next", index], `transition on ${source}`, "code; say it as a condition on slots, in CEL");
    } else if (!tools.isFront) {
      tools.tell(
        ["next", index],
        `transition on ${source}`,
        "looks at an answer that was used before; ask again here",
      );
    }
  }
  return branched(branches, "end");
}

function branched(branches: { if: string; go: string }[], otherwise: string): DraftStep {
  return branches.length === 0 ? { go: otherwise } : { when: [...branches, { else: otherwise }] };
}

/** The last step leads on by itself, where it can. */
function ledOn(steps: readonly DraftStep[], on: DraftStep): readonly DraftStep[] {
  const last = steps.at(-1);
  const isPlainGo = "go" in on && Object.keys(on).length === 1;
  if (last === undefined || !isPlainGo || !("say" in last || "set" in last || "human" in last))
    return [...steps, on];
  return [...steps.slice(0, -1), { ...last, go: on.go }];
}
