import { type Bot, patternId, type Step } from "../../content/bot.ts";
import type { Place } from "../../content/source.ts";
import type { ConversationState } from "../../conversation/state.ts";
import { type Transition, transition } from "../../conversation/transition.ts";
import type { Visit } from "../../dialog/turn.ts";
import type { Breach } from "./law.ts";
import { momentsOf } from "./moments.ts";
import { outcomesOfCall } from "./outcomes.ts";
import { type Path, timeOf } from "./path.ts";
import { readsKnown, unsetNames } from "./unset-names.ts";
import type { World } from "./world.ts";

/** Where the bot says that something went wrong on its side. */
const MISHAP = patternId("error");

/** What one turn breaks. */
export function breachesOfTurn(
  world: World,
  before: ConversationState,
  path: Path,
  after: Transition,
): readonly Breach[] {
  return [
    ...signedIn(world, path, after),
    ...missingInput(world.bot, path, after),
    ...unsetVariables(world, before, path, after),
    ...mishap(world.bot, before, path, after),
    ...noHuman(world, before, path, after),
  ];
}

function signedIn({ bot, surroundings }: World, path: Path, { trace }: Transition): readonly Breach[] {
  if (surroundings.identified) return [];
  return trace.flatMap((visit): readonly Breach[] => {
    const step = stepOfVisit(bot, visit);
    if (step?.verb !== "call" || visit.way !== undefined) return [];
    if (bot.actions.get(step.action)?.identified !== true) return [];
    const message = `"${step.action}" is only for customers who are signed in, and is come to without.`;
    return [{ law: "signed-in", ...placed(step, visit), message, path, expected: { calls: [] } }];
  });
}

function missingInput(bot: Bot, path: Path, { call }: Transition): readonly Breach[] {
  const step = call === undefined ? undefined : stepOfVisit(bot, call.origin);
  if (call === undefined || step === undefined) return [];
  const missing = Object.entries(bot.actions.get(call.action)?.with ?? {}).filter(
    ([name, { optional }]) => !optional && (call.input[name] ?? null) === null,
  );
  return missing.map(([name]) => ({
    law: "variable-unset",
    ...placed(step, call.origin),
    message: `"${call.action}" is called without "${name}".`,
    path,
    expected: { calls: [] },
  }));
}

function unsetVariables(
  { bot, surroundings }: World,
  before: ConversationState,
  path: Path,
  after: Transition,
): readonly Breach[] {
  const moments = momentsOf(bot, surroundings, before.dialog, path.happening, after, readsKnown);
  return moments.flatMap((moment) =>
    unsetNames(bot, surroundings, moment).map((name): Breach => {
      const { step, dialog } = moment;
      const origin = { dialog, step: step.id };
      const said = after.effects.find(
        (effect) =>
          effect.type === "say" && effect.origin.dialog === dialog && effect.origin.step === step.id,
      );
      const expected =
        said?.type === "say"
          ? { never: { step: `${dialog}#${step.id}`, text: { equals: said.body.text } } }
          : { never: { dialog } };
      const message =
        step.verb === "when"
          ? `The condition \`${name}\` cannot be told: something in it has no value.`
          : `\`${name}\` has no value here.`;
      return { law: "variable-unset", ...placed(step, origin), message, path, expected };
    }),
  );
}

/** The engine gives a turn up that takes no end, and says so. */
function mishap(
  bot: Bot,
  before: ConversationState,
  path: Path,
  { trace, effects }: Transition,
): readonly Breach[] {
  if (!effects.some((effect) => effect.type === "say" && effect.origin.dialog === MISHAP)) return [];
  const visit = turningPoint(trace) ?? before.dialog.stack.at(-1);
  const step = visit === undefined ? undefined : stepOfVisit(bot, visit);
  if (visit === undefined || step === undefined) return [];
  const message = "From here the steps go round and round, and the customer is never asked.";
  return [
    {
      law: "no-silent-loop",
      ...placed(step, visit),
      message,
      path,
      expected: { never: { pattern: "error" } },
    },
  ];
}

/** The first step of a circle. */
function turningPoint(trace: readonly Visit[]): Visit | undefined {
  const times = new Map<string, number>();
  for (const { dialog, step } of trace)
    times.set(`${dialog}#${step}`, (times.get(`${dialog}#${step}`) ?? 0) + 1);
  const most = Math.max(0, ...times.values());
  return trace.find(({ dialog, step }) => (times.get(`${dialog}#${step}`) ?? 0) * 2 > most);
}

function noHuman(world: World, before: ConversationState, path: Path, after: Transition): readonly Breach[] {
  const { kind } = path.happening;
  if ((kind !== "human" && kind !== "human-button") || handsOff(world, path, after)) return [];
  // The first step of the turn took the wish the wrong way; where there is none, the open question did.
  const visit = after.trace[0] ?? before.dialog.stack.at(-1);
  const step = visit === undefined ? undefined : stepOfVisit(world.bot, visit);
  if (visit === undefined || step === undefined) return [];
  const message =
    kind === "human"
      ? `「${world.vocabulary.human}」 does not bring a person here.`
      : "The button for a person does not bring one here.";
  return [{ law: "human-in-one", ...placed(step, visit), message, path, expected: { handoff: true } }];
}

/** Whether a turn asks for a person, whatever the calls in it come to. */
function handsOff(world: World, path: Path, { state, call, effects }: Transition): boolean {
  const { bot, samples, surroundings } = world;
  if (effects.some((effect) => effect.type === "requestHandoff")) return true;
  if (call === undefined) return false;
  return outcomesOfCall(bot, samples, state, call, timeOf(path)).every((happening) => {
    const next = transition(bot, state, happening.event, surroundings);
    return handsOff(world, { before: path, happening }, next);
  });
}

function stepOfVisit(bot: Bot, { dialog, step }: Pick<Visit, "dialog" | "step">): Step | undefined {
  return bot.dialogs.get(dialog)?.steps.get(step);
}

function placed(
  step: Step,
  { dialog, step: id }: Pick<Visit, "dialog" | "step">,
): { readonly at: Place; readonly step: string } {
  return { at: step.at, step: `${dialog}#${id}` };
}
