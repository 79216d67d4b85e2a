import type { DraftAction, DraftStep, DraftText } from "../../regression/draft/draft.ts";
import type { Names } from "../../regression/draft/names.ts";
import type { BotpressBot, Placed } from "./bot-files.ts";
import type { Elements, Message } from "./elements.ts";
import type { FlowNode, Way } from "./flow-nodes.ts";
import type { Variables } from "./variables.ts";

/** What is needed to say one node of a flow in steps. */
export interface StepTools {
  readonly bot: BotpressBot;
  readonly elements: Elements;
  readonly variables: Variables;
  readonly intentNames: Names;
  readonly actionNames: Names;
  /** What an intent is called on buttons, by the name it has there. */
  readonly titleOf: (intent: string) => DraftText;
  /** Actions that the steps call, by name. */
  readonly actions: Map<string, DraftAction>;
  /** The target that a way of the node leads to. */
  readonly go: (way: Way) => string;
  /** The flow that the node stands in. */
  readonly at: Placed<unknown>;
  /** Whether it is passed before the main flow asks anything; intents lead on from everywhere then. */
  readonly isFront: boolean;
  /** Lists something about the node. */
  readonly tell: (path: readonly (string | number)[], what: string, why: string) => void;
}

/** The steps of a node, of which the last one leads on. */
export type NodeSteps = (node: FlowNode, tools: StepTools) => readonly DraftStep[];

/** The body of a `say` or an `ask`. */
export function bodyOf({ texts, image }: Message): Extract<DraftStep, { ask: unknown }>["ask"] {
  const [only] = texts;
  const wording = texts.length === 1 && only !== undefined ? only : [...texts];
  return image === undefined ? wording : { text: wording, image };
}
