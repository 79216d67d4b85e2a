import * as z from "zod";
import type { DraftStep } from "../../regression/draft/draft.ts";
import type { Message } from "./elements.ts";
import type { FlowNode } from "./flow-nodes.ts";
import { bodyOf, type StepTools } from "./step-tools.ts";

/** What a node does before it waits or goes on. */
export interface Instructed {
  readonly steps: readonly DraftStep[];
  /** What it says last, when nothing comes after that: the words of the question, if it waits. */
  readonly last: Message | undefined;
}

/** Actions that ask for a person. */
const HANDOFF = /^(?:hitlnext?|hitl)\/(?:handoff|pause|startHandoff|beginHandoff)/u;

export function instructed({ node }: FlowNode, tools: StepTools): Instructed {
  const steps: DraftStep[] = [];
  let last: Message | undefined;
  const say = (message: Message | undefined, path: readonly (string | number)[], what: string): void => {
    if (message === undefined)
      return tools.tell(path, what, "there is no such content element with a text; left out");
    steps.push({ say: bodyOf(message) });
    last = message;
  };
  if (node.content !== undefined) {
    const { contentType, formData } = node.content;
    say(inline(contentType, formData, tools), ["content"], `content of node "${node.name}"`);
  }
  for (const [at, instruction] of (node.onEnter ?? []).entries()) {
    const path = ["onEnter", at];
    const [, element = "", data = ""] =
      /^say\s+[#@]!?(\S+)\s*(\{.*\})?\s*$/su.exec(String(instruction)) ?? [];
    if (element !== "")
      say(tools.elements.byId(element) ?? inline(element, json(data), tools), path, `say ${element}`);
    else {
      const step = actionStep(String(instruction), path, tools);
      if (step !== undefined) {
        steps.push(step);
        last = undefined;
      }
    }
  }
  for (const [at, instruction] of (node.onReceive ?? []).entries())
    tools.tell(
      ["onReceive", at],
      actionName(String(instruction)),
      "code that runs on every answer; left out",
    );
  return { steps, last };
}

function inline(contentType: string, fields: unknown, tools: StepTools): Message | undefined {
  return fields === undefined ? undefined : tools.elements.inline(contentType, fields, tools.at);
}

function actionStep(
  instruction: string,
  path: readonly (string | number)[],
  tools: StepTools,
): DraftStep | undefined {
  const name = actionName(instruction);
  const args = json(instruction.slice(name.length));
  if (HANDOFF.test(name))
    return { human: { reason: { zh: "客户需要人工客服", en: "The customer needs a person" } } };
  const variable = args?.["name"];
  if (/^(?:builtin\/)?setVariable$/u.test(name) && typeof variable === "string") {
    const value = constant(args?.["value"]);
    if (value !== undefined) {
      return { set: { [tools.variables.fills(variable, value)]: value } };
    }
  }
  tools.tell(path, `action ${name}`, "code; connect an action for it and call that, or leave it out");
  return undefined;
}

function actionName(instruction: string): string {
  return /^\s*\S+/u.exec(instruction)?.[0].trim() ?? instruction;
}

/** Values come as texts; one that is filled in from elsewhere is no constant. */
function constant(value: unknown): string | number | boolean | null | undefined {
  if (value === "true" || value === "false") return value === "true";
  if (typeof value === "string") {
    if (value.includes("{{")) return undefined;
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(value) ? Number(value) : value;
  }
  return typeof value === "number" || typeof value === "boolean" || value === null ? value : undefined;
}

const argumentsSchema = z.record(z.string(), z.unknown());

function json(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return argumentsSchema.safeParse(value).data;
  } catch {
    // Not every action has arguments.
    return undefined;
  }
}
