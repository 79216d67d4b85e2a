import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import type { RasaDomain } from "./domain.ts";
import type { RasaRule, RasaStory, StoryStep } from "./story-steps.ts";
import { intentsOf } from "./story-steps.ts";
import type { TrainingData } from "./training-data.ts";
import { OUT_OF_SCOPE } from "./vocabulary.ts";

/** What the bot does when a customer asks one thing: a rule, or what all stories agree on. */
export interface SingleTurn {
  readonly name: string;
  /** By Rasa's names. */
  readonly intents: readonly string[];
  readonly actions: readonly string[];
  readonly at: ForeignPlace;
}

export interface SingleTurns {
  readonly turns: readonly SingleTurn[];
  /** By form: what is done once it is filled. */
  readonly submits: ReadonlyMap<string, readonly string[]>;
  /** What is said when nothing was understood. */
  readonly fallback?: { readonly action: string; readonly at: ForeignPlace };
}

/** Sorts rules into single turns, ends of forms and the fallback. The others are listed. */
export function turnsOfRules(
  rules: readonly RasaRule[],
  domain: RasaDomain,
  findings: Findings,
): SingleTurns {
  const turns: SingleTurn[] = [];
  const submits = new Map<string, readonly string[]>();
  let fallback: SingleTurns["fallback"];
  for (const rule of rules) {
    const { rule: name, steps, at, condition = [] } = rule;
    const leave = (why: string): void => findings.leave("rules", at, `rule "${name}"`, why);
    const [first, ...rest] = steps;
    const intents = first === undefined ? [] : intentsOf(first);
    const [form] = steps.flatMap(({ action }) =>
      action !== undefined && domain.forms.has(action) ? [action] : [],
    );
    const isEnd = form !== undefined && steps.some(({ active_loop: loop }) => loop === null);
    if (isEnd) {
      submits.set(
        form,
        actionsOf(steps).filter((action) => action !== form),
      );
      findings.take("rules");
    } else if (condition.length > 0) {
      leave("it holds on a condition; put it into the dialog as a `when`");
    } else if (intents.some((intent) => OUT_OF_SCOPE.has(intent))) {
      const [action, ...more] = actionsOf(rest);
      if (action === undefined || fallback !== undefined || more.length > 0)
        leave("one response is what can be said when nothing was understood; see the pattern unclear-1");
      else {
        fallback = { action, at };
        findings.take("rules");
      }
    } else if (intents.length === 0) {
      leave("it begins without an intent");
    } else if (rest.some((step) => intentsOf(step).length > 0 || step.user !== undefined)) {
      leave("more than one turn of the customer; write it as a dialog");
    } else {
      listAround(rule, rest, findings);
      turns.push({ name, intents, actions: actionsOf(rest), at });
      findings.take("rules");
    }
  }
  return { turns, submits, ...(fallback === undefined ? {} : { fallback }) };
}

function listAround(rule: RasaRule, rest: readonly StoryStep[], findings: Findings): void {
  const what = `rule "${rule.rule}"`;
  if (rule.conversation_start === true)
    findings.note(rule.at, what, "only at the start of a conversation in Rasa; at any time here");
  if (rule.wait_for_user_input === false)
    findings.note(rule.at, what, "Rasa goes on after it without the customer; here the dialog is over");
  for (const { slot_was_set: set, bot, checkpoint } of rest) {
    if (set !== undefined) findings.note(rule.at, what, "slot_was_set is not checked; use a `when`");
    if (bot !== undefined) findings.note(rule.at, what, `"${bot}" is no response of the domain`);
    if (checkpoint !== undefined)
      findings.note(rule.at, what, "what follows its checkpoint is not taken along");
  }
}

/** What stories do after an intent that no rule answers: a single turn, where all of them do the same. */
export function turnsOfStories(
  stories: readonly RasaStory[],
  answered: ReadonlySet<string>,
  data: TrainingData,
  findings: Findings,
): readonly SingleTurn[] {
  const ways = new Map<string, { readonly actions: Set<string>; readonly at: ForeignPlace }>();
  for (const { steps, at } of stories) {
    for (const [index, step] of steps.entries()) {
      const end = steps.findIndex((other, place) => place > index && intentsOf(other).length > 0);
      const actions = actionsOf(steps.slice(index + 1, end < 0 ? undefined : end));
      for (const intent of intentsOf(step)) {
        const known = ways.get(intent) ?? { actions: new Set<string>(), at };
        known.actions.add(JSON.stringify(actions));
        ways.set(intent, known);
      }
    }
  }
  return [...ways].flatMap(([intent, { actions, at }]): readonly SingleTurn[] => {
    if (answered.has(intent) || OUT_OF_SCOPE.has(intent) || !data.intents.has(intent)) return [];
    const [only = "[]", ...others] = actions;
    const what = `intent "${intent}"`;
    if (others.length > 0) {
      findings.note(at, what, `stories answer it in ${actions.size} ways; write its dialog`);
      return [];
    }
    const done: unknown = JSON.parse(only);
    const list = Array.isArray(done) ? done.map(String) : [];
    if (list.length === 0) return [];
    findings.note(at, what, "no rule or flow answers it; its dialog is what the stories do");
    return [{ name: intent, intents: [intent], actions: list, at }];
  });
}

function actionsOf(steps: readonly StoryStep[]): readonly string[] {
  return steps.flatMap(({ action }) => (action === undefined || action === "action_listen" ? [] : [action]));
}
