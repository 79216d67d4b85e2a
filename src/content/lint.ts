import { NONE } from "../kernel/understanding.ts";
import { type Bot, type Dialog, patternId, type Step, type Target } from "./bot.ts";
import { requiredPatterns } from "./schema/dialog-schema.ts";
import type { Problem } from "./source.ts";
import { phraseKey } from "./wording.ts";

/** Below this the classifier sees too little of an intent; see docs/nlu.md. */
const MIN_UTTERANCES = { zh: 30, en: 12 } as const;

/** What is not right with the utterances: what the classifier would stumble over. */
export function lintUtterances(bot: Bot): readonly Problem[] {
  return [...sharedUtterances(bot), ...fewUtterances(bot)];
}

/** What leads nowhere, and what nothing leads to. */
export function lintPaths(bot: Bot): readonly Problem[] {
  return [...unservedIntents(bot), ...unreachableSteps(bot)];
}

/** Facts past their date, for `today` as an ISO 8601 day. */
export function expiredFacts(bot: Bot, today: string): readonly Problem[] {
  return Object.entries(bot.facts)
    .filter(([, fact]) => fact.expires !== undefined && fact.expires <= today)
    .map(([id, fact]) => ({
      ...fact.at,
      severity: "warning",
      rule: "fact-expired",
      message: `The fact "${id}" was to be reviewed by ${fact.expires ?? fact.date}.`,
      hint: `Check it against "${fact.source}" and set a new date.`,
    }));
}

function sharedUtterances(bot: Bot): readonly Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const intent of bot.intents) {
    for (const utterance of [...intent.utterances.zh, ...intent.utterances.en]) {
      const key = phraseKey(utterance);
      const owner = owners.get(key);
      if (owner !== undefined && owner !== intent.name) {
        problems.push({
          ...intent.at,
          severity: "error",
          rule: "utterance-shared",
          message: `"${utterance}" stands in "${intent.name}" and in "${owner}".`,
          hint: "A question can mean one intent only; keep it where most customers mean it.",
        });
      }
      owners.set(key, owner ?? intent.name);
    }
  }
  return problems;
}

function fewUtterances(bot: Bot): readonly Problem[] {
  return bot.intents.flatMap((intent) =>
    (["zh", "en"] as const)
      .filter((language) => intent.utterances[language].length < MIN_UTTERANCES[language])
      .map(
        (language): Problem => ({
          ...intent.at,
          severity: "warning",
          rule: "utterances-few",
          message: `"${intent.name}" has ${intent.utterances[language].length} utterances in ${language}; ${MIN_UTTERANCES[language]} is the least.`,
        }),
      ),
  );
}

function unservedIntents(bot: Bot): readonly Problem[] {
  return bot.intents
    .filter((intent) => intent.name !== NONE && !bot.startByIntent.has(intent.name))
    .map((intent) => ({
      ...intent.at,
      severity: "error",
      rule: "intent-unserved",
      message: `No dialog or pattern starts with "${intent.name}": a customer who means it gets no answer.`,
      hint: `Add it to "start: {intents: […]}" of a dialog.`,
    }));
}

function unreachableSteps(bot: Bot): readonly Problem[] {
  const reached = reachedSteps(bot);
  return [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()]
      .filter((step) => !reached.has(`${dialog.id}#${step.id}`))
      .map(
        (step): Problem => ({
          ...step.at,
          severity: "error",
          rule: "step-unreachable",
          message: `Nothing leads to the step "${step.id}".`,
          hint: "Add a `go` to it, or delete it.",
        }),
      ),
  );
}

function reachedSteps(bot: Bot): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: Target[] = [...bot.dialogs.values()].filter((dialog) => isEntered(bot, dialog)).map(firstOf);
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    if (target.to === "back") open.push(target.otherwise);
    if (target.to !== "step" || reached.has(`${target.dialog}#${target.step}`)) continue;
    const step = bot.dialogs.get(target.dialog)?.steps.get(target.step);
    if (step === undefined) continue;
    reached.add(`${target.dialog}#${target.step}`);
    open.push(...exitsOf(bot, step));
  }
  return reached;
}

function isEntered(bot: Bot, dialog: Dialog): boolean {
  const byEngine = requiredPatterns.some((name) => patternId(name) === dialog.id);
  return (
    byEngine ||
    dialog.phrases.length > 0 ||
    dialog.intents.some((intent) => bot.startByIntent.get(intent) === dialog.id)
  );
}

function firstOf(dialog: Dialog): Target {
  return { to: "step", dialog: dialog.id, step: dialog.first };
}

/** Every target a step can lead to. */
function exitsOf(bot: Bot, step: Step): readonly Target[] {
  switch (step.verb) {
    case "say": {
      const buttons = step.buttons.flatMap((button) => (button.go.to === "intent" ? [] : [button.go]));
      return [step.next, ...buttons];
    }
    case "ask": {
      const unclear = step.yesno?.unclear;
      return [...step.options.map((option) => option.go), ...(unclear === undefined ? [] : [unclear])];
    }
    case "when":
      return [...step.branches.map((branch) => branch.go), step.otherwise];
    case "run": {
      const dialog = bot.dialogs.get(step.dialog);
      return dialog === undefined ? [step.next] : [firstOf(dialog), step.next];
    }
    case "end":
      return [];
    default:
      return [step.next];
  }
}
