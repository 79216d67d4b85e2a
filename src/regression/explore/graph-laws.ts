import { type Bot, patternId, type Step } from "../../content/bot.ts";
import { transition } from "../../conversation/transition.ts";
import { questionOf } from "../../dialog/answering.ts";
import { stepOf, topOf } from "../../dialog/stack.ts";
import type { Graph, Node } from "./graph.ts";
import type { Breach } from "./law.ts";
import { type Path, timeOf } from "./path.ts";
import { said, unknown } from "./synthetic.ts";
import type { World } from "./world.ts";

/** What the states of a walk break together. */
export function breachesOfGraph(world: World, graph: Graph): readonly Breach[] {
  return [...deadEnds(world.bot, graph), ...passingLoops(world.bot, graph), ...unclearLoops(world, graph)];
}

/** States from which no answer leads to an end or to a person. A person whom the engine calls in does not count. */
function deadEnds(bot: Bot, graph: Graph): readonly Breach[] {
  const { nodes } = graph;
  const incoming = graph.incoming("answer", "passing");
  const good = new Set<number>();
  const open = nodes.filter(({ state }) => isOver(state)).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (good.has(id)) continue;
    good.add(id);
    for (const from of incoming[id] ?? []) {
      const isRescue = nodes[id]?.state.phase !== "bot" && isRescued(nodes[from]);
      if (!isRescue) open.push(from);
    }
  }
  return nodes.flatMap((node) =>
    good.has(node.id)
      ? []
      : // A pattern leads back to the dialog that it has come up in: that one is to blame.
        breach(
          bot,
          withoutPatterns(node),
          "reaches-end",
          "No answer leads from here to an end or to a person.",
          {
            end: true,
          },
        ),
  );
}

function withoutPatterns({ state, path }: Node): Pick<Node, "state"> & { readonly path: Path | undefined } {
  const { stack } = state.dialog;
  const own = stack.findLastIndex(({ via }) => via !== "pattern");
  const bare = own < 0 ? stack : stack.slice(0, own + 1);
  return { state: { ...state, dialog: { ...state.dialog, stack: bare } }, path };
}

function isOver({ phase, dialog }: Node["state"]): boolean {
  return phase !== "bot" || dialog.stack.length === 0;
}

const RESCUES: ReadonlySet<string> = new Set(
  (["stuck", "unclear-1", "unclear-2", "unclear-3", "clarify"] as const).map(patternId),
);

/** Whether the engine's own questions stand on top of a dialog. */
function isRescued(node: Node | undefined): boolean {
  const stack = node?.state.dialog.stack ?? [];
  return RESCUES.has(stack.at(-1)?.dialog ?? "") && stack.some(({ via }) => via !== "pattern");
}

/** Waits and calls that follow one another for ever. */
function passingLoops(bot: Bot, graph: Graph): readonly Breach[] {
  const outgoing = graph.outgoing("passing");
  const state = new Map<number, "open" | "done">();
  const found: Node[] = [];
  const visit = (first: number): void => {
    const stack: { readonly id: number; next: number }[] = [{ id: first, next: 0 }];
    state.set(first, "open");
    for (let here = stack.at(-1); here !== undefined; here = stack.at(-1)) {
      const to = outgoing[here.id]?.[here.next];
      here.next += 1;
      if (to === undefined) {
        state.set(here.id, "done");
        stack.pop();
      } else if (state.get(to) === "open") {
        found.push(...graph.nodes.slice(to, to + 1));
      } else if (!state.has(to)) {
        state.set(to, "open");
        stack.push({ id: to, next: 0 });
      }
    }
  };
  for (const { id } of graph.nodes) if (!state.has(id)) visit(id);
  const message = "This goes on for ever while the customer says nothing.";
  return found.flatMap((node) =>
    breach(bot, { ...node, path: oneAlarmMore(node) }, "no-silent-loop", message, { silent: true }),
  );
}

/** The path to a state that waits, and on until its time has come. */
function oneAlarmMore({ state, path }: Node): Path | undefined {
  if (state.phase !== "bot" || state.alarm === undefined) return path;
  const happening = { kind: state.alarm.kind, event: { type: "alarm", at: state.alarm.due } } as const;
  return { happening, ...(path === undefined ? {} : { before: path }) };
}

/** Questions that are still the open one after three texts in a row that were not understood. */
function unclearLoops(world: World, graph: Graph): readonly Breach[] {
  const { bot, vocabulary, surroundings } = world;
  return graph.nodes.flatMap((node) => {
    const { state, call, path } = node;
    const question = questionOf(bot, state.dialog);
    const frame = topOf(state.dialog);
    if (state.phase !== "bot" || call !== undefined || question === undefined || frame === undefined)
      return [];
    if (state.dialog.misses > 0 || frame.attempts > 0) return [];
    const event = said(vocabulary.unclear, unknown(surroundings.language), timeOf(path));
    let now = { state: node.state, path };
    for (let time = 0; time < 3; time++) {
      const after = transition(bot, now.state, event, surroundings);
      const here: Path = {
        happening: { kind: "unclear", event },
        ...(now.path === undefined ? {} : { before: now.path }),
      };
      now = { state: after.state, path: here };
      if (after.call !== undefined || after.state.phase !== "bot") return [];
    }
    const open = topOf(now.state.dialog);
    if (open?.dialog !== frame.dialog || open.step !== frame.step) return [];
    const message = "After three unclear answers in a row the same question is asked again.";
    const expected = { never: { step: `${frame.dialog}#${frame.step}` } };
    return breach(bot, { state, path: now.path }, "unclear-three", message, expected);
  });
}

function breach(
  bot: Bot,
  { state, path }: { readonly state: Node["state"]; readonly path?: Path | undefined },
  law: Breach["law"],
  message: string,
  expected: Breach["expected"],
): readonly Breach[] {
  const frame = topOf(state.dialog);
  const step: Step | undefined = stepOf(bot, frame);
  if (frame === undefined || step === undefined) return [];
  return [
    {
      law,
      at: step.at,
      step: `${frame.dialog}#${frame.step}`,
      message,
      ...(path === undefined ? {} : { path }),
      ...(expected === undefined ? {} : { expected }),
    },
  ];
}
