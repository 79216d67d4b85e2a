import type { Bot, Step, Target } from "./bot.ts";
import { exitsOf } from "./exits.ts";
import { stepKey, stepOf } from "./flow.ts";
import { describeWay, type Stop } from "./flow-trace.ts";
import type { Problem } from "./source.ts";

/** A step, and where it leads at once: without a word of the customer, a person or a time to wait for. */
interface Node {
  readonly step: Step;
  readonly dialog: string;
  readonly ways: readonly Required<Stop>[];
  /** It stops, or it ends the dialog. */
  readonly rests: boolean;
}

/** Circles of steps that the bot runs through by itself, with one way round each. */
export function silentLoops(bot: Bot): readonly Problem[] {
  const nodes = nodesOf(bot);
  const told = new Set<string>();
  return [...nodes].flatMap(([key, { step, dialog }]): readonly Problem[] => {
    if (told.has(key)) return [];
    const around = wayAround(nodes, key);
    if (around === undefined) return [];
    const reach = reachFrom(nodes, key);
    for (const other of reach) if (reachFrom(nodes, other).has(key)) told.add(other);
    const way = describeWay(around, dialog);
    const place = { ...step.at, severity: "warning" as const };
    if (![...reach].some((other) => nodes.get(other)?.rests)) {
      const message = `From here the bot never comes to a question, a person or an end: ${way}.`;
      return [{ ...place, rule: "dead-end", message, hint: "Let a step of it lead out." }];
    }
    const hasCall = around.some((stop) => nodes.get(stop.step)?.step.verb === "call");
    const what = hasCall ? "asks the shop's systems again and again" : "goes round in a circle";
    const message = `Without a word of the customer the bot ${what}: ${way}.`;
    return [
      {
        ...place,
        rule: "loop-silent",
        message,
        hint: "Put a question, a `wait` or a person into the circle.",
      },
    ];
  });
}

function nodesOf(bot: Bot): ReadonlyMap<string, Node> {
  const ending = endingAtOnce(bot);
  const nodes = [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()].map((step): [string, Node] => {
      const atOnce = exitsAtOnce(bot, step).filter(
        ({ way }) => step.verb !== "run" || way === "run" || ending.has(step.dialog),
      );
      const ways = atOnce.flatMap(({ way, target }) => {
        const to = stepOf(target);
        return to === undefined ? [] : [{ way, step: stepKey(to.dialog, to.step) }];
      });
      const rests = isRest(step) || atOnce.some(({ target }) => leavesDialog(target));
      return [stepKey(dialog.id, step.id), { step, dialog: dialog.id, ways, rests }];
    }),
  );
  return new Map(nodes);
}

/** The dialogs that may come to an end without stopping anywhere: only then what runs them goes on at once. */
function endingAtOnce(bot: Bot): ReadonlySet<string> {
  const ending = new Set<string>();
  const ends = new Set<string>();
  const steps = [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()].map((step) => ({ key: stepKey(dialog.id, step.id), step })),
  );
  for (let before = -1; before < ends.size; ) {
    before = ends.size;
    for (const { key, step } of steps) {
      if (ends.has(key)) continue;
      const atOnce = exitsAtOnce(bot, step).filter(({ way }) => way !== "run");
      const isEnd =
        step.verb === "end" ||
        ((step.verb !== "run" || ending.has(step.dialog)) &&
          atOnce.some(({ target }) => {
            const to = stepOf(target);
            return to === undefined ? target.to === "end" : ends.has(stepKey(to.dialog, to.step));
          }));
      if (isEnd) ends.add(key);
    }
    for (const { id, first } of bot.dialogs.values()) if (ends.has(stepKey(id, first))) ending.add(id);
  }
  return ending;
}

function exitsAtOnce(bot: Bot, step: Step): readonly { readonly way: string; readonly target: Target }[] {
  if (isRest(step)) return [];
  return exitsOf(bot, step).filter(({ way }) => !way.startsWith("button:"));
}

function isRest({ verb }: Step): boolean {
  return verb === "ask" || verb === "wait" || verb === "human" || verb === "end";
}

function leavesDialog(target: Target): boolean {
  return target.to !== "step";
}

/** The shortest way from a step back to itself. */
function wayAround(nodes: ReadonlyMap<string, Node>, start: string): readonly Stop[] | undefined {
  const seen = new Set<string>();
  const trails: (readonly Stop[])[] = [[{ step: start }]];
  for (const trail of trails) {
    const last = trail.at(-1);
    if (last === undefined) continue;
    for (const { step, way } of nodes.get(last.step)?.ways ?? []) {
      const longer = [...trail.slice(0, -1), { ...last, way }, { step }];
      if (step === start) return longer;
      if (!seen.has(step)) trails.push(longer);
      seen.add(step);
    }
  }
  return undefined;
}

function reachFrom(nodes: ReadonlyMap<string, Node>, start: string): ReadonlySet<string> {
  const reach = new Set([start]);
  for (const key of reach) for (const { step } of nodes.get(key)?.ways ?? []) reach.add(step);
  return reach;
}
