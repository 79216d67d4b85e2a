import type { DraftDialog, DraftStep, DraftText } from "../../regression/draft/draft.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { chained, END, type Link } from "../../regression/draft/step-chain.ts";
import type { AgentIntent } from "./agent-files.ts";
import type { DialogMaking } from "./dialog-making.ts";
import { followUp } from "./follow-up.ts";
import type { IntentNode } from "./intent-tree.ts";
import { messagesOf } from "./messages.ts";
import { questionLinks, slotsOf } from "./parameters.ts";
import { titleOf } from "./phrases.ts";
import { parametersOf, placeOf, type Translation } from "./translation.ts";

/** Why an event does not come over. */
export const NO_EVENTS = "nothing sends events here; use a button that asks for the intent";

/** The dialog that an intent begins, its follow-up intents within; `undefined` when there is nothing to say. */
export function dialogOf(
  node: IntentNode,
  translation: Translation,
  phrases: DialogMaking["phrases"],
): DraftDialog | undefined {
  const { intent } = node;
  const making: DialogMaking = { translation, phrases, idOf: namesOf("step").nameOf };
  const { links } = nodeLinks(node, making);
  const steps = chained(links);
  if (steps.length === 0) return undefined;
  const slots = everySlot(node, translation);
  const name = translation.nameOf("intent", intent.name);
  const { zh, en } = phrases(intent).utterances;
  return {
    dialog: translation.nameOf("dialog", intent.name),
    title: titleOf(intent, phrases(intent)),
    ...(zh.length + en.length > 0 ? { start: { intents: [name] } } : {}),
    ...(Object.keys(slots).length === 0 ? {} : { slots }),
    steps,
  };
}

function everySlot(
  { intent, children }: IntentNode,
  translation: Translation,
): NonNullable<DraftDialog["slots"]> {
  return Object.assign(
    {},
    ...children.map((child) => everySlot(child, translation)),
    slotsOf(intent, translation),
  );
}

/** An intent as links of a chain: what it asks, what it says, and then the answers that it waits for. */
function nodeLinks(
  node: IntentNode,
  making: DialogMaking,
): { readonly entry: string; readonly links: readonly Link[] } {
  const { intent } = node;
  const { translation, idOf } = making;
  listAround(intent, translation);
  const answers = node.children.flatMap(({ intent: child }) => {
    const { zh, en } = making.phrases(child).utterances;
    return [...zh, ...en];
  });
  const isAnswered = (reply: string): boolean =>
    answers.some((answer) => answer.toLowerCase() === reply.trim().toLowerCase());
  const { messages, replies } = messagesOf(intent, isAnswered, translation);
  const questions = questionLinks(intent, translation, (name) => idOf(`${intent.name} ${name}`));
  const waits = node.children.length > 0 || node.linked.length > 0;
  const last = waits ? messages.at(-1) : undefined;
  const said = last === undefined ? messages : messages.slice(0, -1);
  const says = said.map(
    (say, index): Link => ({
      id: idOf(index === 0 && questions.length === 0 ? intent.name : `${intent.name} ${index + 1}`),
      next: END,
      step: { say },
    }),
  );
  const after = waits
    ? followUp(node, last ?? wordless(intent, translation), replies, making, nodeLinks)
    : closing(intent, making);
  const links = linked([...questions, ...says, ...after.head]);
  return { entry: links[0]?.id ?? END, links: [...links, ...after.blocks] };
}

/** Each of them leads to the next. */
function linked(links: readonly Link[]): readonly Link[] {
  return links.map((link, index) => ({ ...link, next: links[index + 1]?.id ?? link.next }));
}

function closing({ name, liveAgentHandoff, endInteraction }: AgentIntent, { idOf }: DialogMaking) {
  const human: DraftStep = {
    human: { reason: { zh: "机器人请求转人工", en: "The bot asked for a person" } },
  };
  const head: readonly Link[] = [
    ...(liveAgentHandoff ? [{ id: idOf(`${name} person`), next: END, step: human }] : []),
    ...(endInteraction && !liveAgentHandoff
      ? [{ id: idOf(`${name} over`), next: END, step: { end: { outcome: "solved" } } } satisfies Link]
      : []),
  ];
  return { head, blocks: [] };
}

function wordless(intent: AgentIntent, { findings }: Translation): DraftText {
  findings.note(
    placeOf(intent),
    `intent "${intent.name}"`,
    "it waits for an answer without a word; write its question",
  );
  return { zh: "请问您想怎么办？", en: "What would you like to do?" };
}

function listAround(intent: AgentIntent, { findings }: Translation): void {
  const note = (key: string, what: string, why: string): void =>
    findings.note(placeOf(intent, [key]), `${what} of "${intent.name}"`, why);
  const { webhookUsed, webhookForSlotFilling, responses, events, conditionalResponses } = intent;
  const action = responses[0]?.action ?? "";
  if (webhookUsed)
    note(
      "webhookUsed",
      `webhook${action === "" ? "" : ` (${action})`}`,
      "call an action of dialogs/_actions.yaml instead",
    );
  if (webhookForSlotFilling)
    note("webhookForSlotFilling", "webhook for slot filling", "check a value with `valid:`");
  if (conditionalResponses.length > 0) note("conditionalResponses", "conditional responses", "use a `when`");
  for (const [index, { name }] of events.entries())
    if (!/^welcome$/iu.test(name))
      findings.note(placeOf(intent, ["events", index]), `event "${name}" of "${intent.name}"`, NO_EVENTS);
  if (responses.length > 1)
    note("responses", `${responses.length - 1} further responses`, "the first is taken");
  if (parametersOf(intent).length > 0 && intent.phrases.length === 0)
    note("responses", "parameters", "no training phrase marks them");
}
