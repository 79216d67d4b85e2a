import type { DraftAction, DraftStep } from "../../regression/draft/draft.ts";
import type { Condition } from "./conditions.ts";
import type { Message } from "./elements.ts";
import type { FlowNode, Way } from "./flow-nodes.ts";
import { type Answer, questionFor, questionWith } from "./question.ts";
import type { NodeSteps, StepTools } from "./step-tools.ts";

type Data = Readonly<Record<string, unknown>>;

/** The steps of a skill, from what its author filled in; the flow that was generated from it is not looked at. */
export const skillSteps: NodeSteps = (node, tools) => {
  const flow = node.node.flow ?? "";
  const data = tools.bot.skills.get(flow)?.value.skillData;
  const what = `skill "${node.node.skill ?? ""}" of node "${node.node.name}"`;
  if (data === undefined) {
    tools.tell([], what, `${flow} or the skillData in it is missing; left out`);
    return [{ go: firstWay(node, tools) }];
  }
  switch (node.node.skill?.toLowerCase()) {
    case "choice":
      return choice(node, data, tools);
    case "slot":
      return slot(node, data, tools);
    case "callapi":
      return call(node, callingApi(data), tools);
    case "sendemail":
      return call(node, { name: `mail ${node.node.name}`, about: "Sends an e-mail." }, tools);
    case "hitlnext":
    case "hitl":
      return handoff(node, data, tools);
    default:
      tools.tell([], what, "a skill that is not known; left out");
      return [{ go: firstWay(node, tools) }];
  }
};

function firstWay({ ways }: FlowNode, { go }: StepTools): string {
  const way = ways.find(({ condition }) => condition.type === "always") ?? ways[0];
  return way === undefined ? "end" : go(way);
}

function choice(node: FlowNode, data: Data, tools: StepTools): readonly DraftStep[] {
  const message = elementOf(data, ["contentId", "content", "contentElement"], tools);
  const keywords = Object.entries(isData(data["keywords"]) ? data["keywords"] : {});
  const values = [
    ...new Set([...(message?.choices ?? []).map(({ value }) => value), ...keywords.map(([value]) => value)]),
  ];
  const answers = values.map((value): Answer => {
    const way = node.ways.find(({ condition }) => condition.type === "picked" && condition.value === value);
    if (way === undefined)
      tools.tell(["next"], `choice "${value}"`, "leads nowhere there; ends the dialog here");
    const words = keywords.find(([key]) => key === value)?.[1];
    const said = Array.isArray(words) ? words.filter((word) => typeof word === "string") : [];
    const own = message?.choices.find((known) => known.value === value);
    return {
      label: own?.label ?? value,
      phrases: [value, ...said].map((word) => intentPhrase(word, tools)),
      go: way === undefined ? "end" : tools.go(way),
    };
  });
  if (answers.length === 0) {
    tools.tell([], `skill "choice" of node "${node.node.name}"`, "has no choices; left out");
    return [{ go: firstWay(node, tools) }];
  }
  for (const way of node.ways) {
    if (way.condition.type === "picked" && !values.includes(way.condition.value))
      tools.tell(
        ["next", way.index],
        `transition on ${way.source}`,
        "is no choice of the question; left out",
      );
    if (way.condition.type === "always" && way.to !== "")
      tools.tell(
        ["next", way.index],
        `"${way.to}" when no choice fits`,
        "here the bot rephrases, and then offers a person",
      );
    unreadable(way, ["picked", "always"], tools);
  }
  if (typeof data["invalidContentId"] === "string" && data["invalidContentId"] !== "")
    tools.tell(
      [],
      `words of node "${node.node.name}" when no choice fits`,
      "the patterns unclear-1 to 3 say it here",
    );
  return [questionWith(answers, message, ["next"], tools)];
}

function intentPhrase(word: string, { intentNames }: StepTools): string {
  return word.startsWith("intent:")
    ? `intent:${intentNames.nameOf(word.slice("intent:".length).trim())}`
    : word;
}

function slot(node: FlowNode, data: Data, tools: StepTools): readonly DraftStep[] {
  const name = typeof data["slotName"] === "string" ? data["slotName"] : node.node.name;
  const message = elementOf(data, ["contentElement", "contentId"], tools);
  const leading = (state: Extract<Condition, { type: "slot" }>["state"]): Way | undefined =>
    node.ways.find(({ condition }) => condition.type === "slot" && condition.state === state);
  const [filled, otherwise, already] = [
    leading("extracted"),
    leading("notExtracted"),
    leading("alreadyExtracted"),
  ];
  const go = filled ?? already;
  if (already !== undefined && filled !== undefined && already.to !== filled.to)
    tools.tell(
      ["next", already.index],
      `"${already.to}" when "${name}" is known`,
      "goes the same way as an answer here",
    );
  if (typeof data["validationAction"] === "string" && data["validationAction"] !== "")
    tools.tell(
      [],
      `validation of "${name}" by ${data["validationAction"]}`,
      "code; say it under `valid:`, in CEL",
    );
  if (elementOf(data, ["notFoundElement"], tools) !== undefined)
    tools.tell(
      [],
      `words of node "${node.node.name}" when no value is found`,
      "the pattern unclear-value says it here",
    );
  for (const way of node.ways) unreadable(way, ["slot", "always"], tools);
  const question = questionFor(
    tools.variables.fills(name),
    message,
    go === undefined ? firstWay(node, tools) : tools.go(go),
    otherwise === undefined ? "end" : tools.go(otherwise),
  );
  const retries = Number(data["retryAttempts"]);
  return [Number.isInteger(retries) ? { ...question, retries: Math.min(5, Math.max(0, retries)) } : question];
}

function callingApi(data: Data): { readonly name: string; readonly about: string } {
  const method = typeof data["method"] === "string" ? data["method"].toUpperCase() : "GET";
  const url = typeof data["url"] === "string" ? data["url"] : "";
  // A password or a key may stand in the address.
  const bare = url.replace(/[?#].*$/su, "").replace(/\/\/[^/@]*@/u, "//");
  const last = bare
    .replace(/\{\{.*?\}\}/gsu, "")
    .split("/")
    .filter((part) => part !== "")
    .at(-1);
  return { name: `api ${last ?? "call"}`, about: `${method} ${bare}` };
}

/** Something that a system of the shop has to do: an action that is declared, and that somebody has to connect. */
function call(
  node: FlowNode,
  { name, about }: { readonly name: string; readonly about: string },
  tools: StepTools,
): readonly DraftStep[] {
  const action = tools.actionNames.nameOf(name);
  const declared: DraftAction = { about, outcomes: { done: {} } };
  tools.actions.set(action, declared);
  tools.tell(
    [],
    `skill "${node.node.skill ?? ""}" of node "${node.node.name}"`,
    `connect the action "${action}": ${about}`,
  );
  const leading = (is: boolean): Way | undefined =>
    node.ways.find(({ condition }) => condition.type === "valid" && condition.is === is);
  const well = leading(true);
  const badly = leading(false);
  for (const way of node.ways) unreadable(way, ["valid", "always"], tools);
  const good = well === undefined ? firstWay(node, tools) : tools.go(well);
  const bad = badly === undefined ? good : tools.go(badly);
  return [{ call: action, outcomes: { done: good, error: bad, timeout: bad } }];
}

function handoff(node: FlowNode, data: Data, tools: StepTools): readonly DraftStep[] {
  const back = node.ways.find(
    ({ condition }) => condition.type === "handoff" && /resolved/iu.test(condition.state),
  );
  for (const way of node.ways) {
    unreadable(way, ["handoff", "always"], tools);
    if (way.condition.type === "handoff" && way !== back)
      tools.tell(
        ["next", way.index],
        `"${way.to}" on ${way.condition.state}`,
        "the patterns closed and unstaffed say it here",
      );
  }
  if (data["timeoutDelay"] !== undefined)
    tools.tell([], `time limit of node "${node.node.name}"`, "set `takeWithin` of the queue in bot.yaml");
  const go = back === undefined ? firstWay(node, tools) : tools.go(back);
  return [{ human: { reason: { zh: "客户需要人工客服", en: "The customer needs a person" } }, go }];
}

/** Lists a transition whose condition is none that a skill has. */
function unreadable(
  { condition, source, index }: Way,
  known: readonly Condition["type"][],
  tools: StepTools,
): void {
  if (!known.includes(condition.type))
    tools.tell(["next", index], `transition on ${source}`, "no outcome of this skill; left out");
}

function elementOf(data: Data, keys: readonly string[], { elements }: StepTools): Message | undefined {
  const id = keys.map((key) => data[key]).find((found) => typeof found === "string" && found !== "");
  return typeof id === "string" ? elements.byId(id) : undefined;
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
