import { type Bot } from "../../content/bot.ts";
import { type ConversationState, newConversation } from "../../conversation/state.ts";
import { type Transition, transition } from "../../conversation/transition.ts";
import { type EdgeKind, Graph, type Node } from "./graph.ts";
import { breachesOfGraph } from "./graph-laws.ts";
import { happenings } from "./happenings.ts";
import type { Breach } from "./law.ts";
import type { Happening, HappeningKind, Path, Press } from "./path.ts";
import type { KeyOf } from "./state-key.ts";
import { breachesOfTurn } from "./turn-laws.ts";
import type { World } from "./world.ts";

/** How far to walk. */
export interface Limits {
  readonly maxStates: number;
  /** How many interrupted dialogs inside one another are told apart. */
  readonly depth: number;
  /** Asked now and then; once it is true the walk stops. */
  readonly isTimeUp: () => boolean;
}

/** One walk in surroundings that do not change: breadth first, so that the first way to anything is a shortest one. */
export class Walk {
  readonly graph = new Graph();
  readonly #tasks: Task[] = [];
  readonly #world: World;
  readonly #keyOf: KeyOf;
  readonly #reached: Set<string>;
  readonly #limits: Limits;
  readonly #breaches = new Map<string, Breach>();
  readonly #pressed = new Set<string>();

  constructor(world: World, keyOf: KeyOf, reached: Set<string>, limits: Limits) {
    this.#world = world;
    this.#keyOf = keyOf;
    this.#reached = reached;
    this.#limits = limits;
  }

  /** Walks until nothing new is found. @returns whether it had to stop before */
  go(): boolean {
    const state = newConversation(this.#world.surroundings.language);
    const { node: start } = this.graph.come(this.#keyOf(state, undefined), (id) => ({
      id,
      state,
      buttons: [],
    }));
    this.#tasks.push({ node: start });
    for (let index = 0; index < this.#tasks.length; index++) {
      const task = this.#tasks[index];
      if (task === undefined) break;
      if (this.graph.nodes.length > this.#limits.maxStates) return true;
      if (index % STATES_BETWEEN === 0 && this.#limits.isTimeUp()) return true;
      const { node, only } = task;
      if (only !== undefined) this.#take(node, only.state, only.path, only.happening);
      else
        for (const happening of happenings(this.#world, node))
          this.#take(node, node.state, node.path, happening);
    }
    return false;
  }

  /** What was broken on the way and, unless the walk had to stop, by all the states together; one for each place. */
  breaches(isWhole: boolean): readonly Breach[] {
    if (isWhole) for (const breach of breachesOfGraph(this.#world, this.graph)) this.#note(breach);
    return [...this.#breaches.values()];
  }

  #take(from: Node, state: ConversationState, before: Path | undefined, happening: Happening): void {
    const { bot, surroundings } = this.#world;
    const after = transition(bot, state, happening.event, surroundings);
    const path: Path = { happening, ...(before === undefined ? {} : { before }) };
    for (const { dialog, step } of after.trace) this.#reached.add(`${dialog}#${step}`);
    for (const effect of after.effects)
      if (effect.type === "say") this.#reached.add(`${effect.origin.dialog}#${effect.origin.step}`);
    for (const breach of breachesOfTurn(this.#world, state, path, after)) this.#note(breach);
    const buttons = buttonsOf(bot, after);
    const { node, isNew } = this.graph.come(this.#keyOf(after.state, after.call), (id) => ({
      id,
      state: after.state,
      path,
      buttons,
      ...(after.call === undefined ? {} : { call: after.call }),
    }));
    this.graph.link(from.id, node.id, edgeKindOf(happening.kind));
    if (isNew) this.#tasks.push({ node });
    for (const press of buttons) this.#pressOnce(node, isNew, after, path, press);
  }

  /** A button on the way to a state that was known before: pressed from there, for once. */
  #pressOnce(node: Node, isNew: boolean, after: Transition, path: Path, press: Press): void {
    const key = `${press.origin.dialog}#${press.origin.step} ${press.option}`;
    const isKnown = this.#pressed.has(key);
    this.#pressed.add(key);
    if (isNew || isKnown || after.call !== undefined || after.state.phase !== "bot") return;
    const event = { type: "chose", ...press, at: path.happening.event.at } as const;
    this.#tasks.push({ node, only: { state: after.state, path, happening: { kind: "button", event } } });
  }

  #note(breach: Breach): void {
    const key = `${breach.law} ${breach.step} ${breach.message}`;
    if (!this.#breaches.has(key)) this.#breaches.set(key, breach);
  }
}

/** How many states are taken between two looks at the clock. */
const STATES_BETWEEN = 64;

/** Something to be tried: everything in a state, or one thing in a conversation that stands in it. */
interface Task {
  readonly node: Node;
  readonly only?: { readonly state: ConversationState; readonly path: Path; readonly happening: Happening };
}

/** The buttons of plain messages that a turn has said, but for links. */
function buttonsOf(bot: Bot, { effects }: Transition): readonly Press[] {
  return effects.flatMap((effect): readonly Press[] => {
    if (effect.type !== "say" || effect.body.type === "text") return [];
    const { origin, body } = effect;
    if (bot.dialogs.get(origin.dialog)?.steps.get(origin.step)?.verb !== "say") return [];
    return (body.options ?? []).flatMap(({ id, link }) =>
      link !== undefined || id === "bot" || id === "human" ? [] : [{ option: id, origin }],
    );
  });
}

const ANSWERS: ReadonlySet<HappeningKind> = new Set(["option", "yes", "no", "value", "skip"]);
const PASSING: ReadonlySet<HappeningKind> = new Set(["outcome", "wait"]);

function edgeKindOf(kind: HappeningKind): EdgeKind {
  if (PASSING.has(kind)) return "passing";
  return ANSWERS.has(kind) ? "answer" : "other";
}
