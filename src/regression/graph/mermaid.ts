import type { Bot, Step, Target } from "../../content/bot.ts";
import { groupBy } from "../../content/group-by.ts";
import type { Language } from "../../kernel/language.ts";
import { shortened, wordsOfStep, wordsOfTarget, wordsOfWay } from "../coverage-words.ts";
import { countWords } from "./count-words.ts";
import type { Counted, DialogGraph, GraphStep, GraphWay } from "./dialog-graph.ts";
import { greatestOf, lineWidth, THINNEST } from "./line-width.ts";
import { mermaidName, mermaidText } from "./mermaid-text.ts";

/** Looks by what a node is; each is readable on a light and on a dark ground. */
const LOOKS = {
  starts: "fill:#e8eefc,stroke:#3b62b5,color:#14213d",
  says: "fill:#ffffff,stroke:#6b7280,color:#1d1d1f",
  asks: "fill:#fff6dc,stroke:#a87b00,color:#2b2100",
  looks: "fill:#efe8fb,stroke:#7350b8,color:#241442",
  decides: "fill:#f1f2f4,stroke:#6b7280,color:#1d1d1f",
  person: "fill:#ffe9df,stroke:#c2501c,color:#3a1605",
  over: "fill:#e2f4e8,stroke:#207a46,color:#07270f",
  elsewhere: "fill:#f7f7f5,stroke:#6b7280,color:#1d1d1f,stroke-dasharray:2 3",
  reached: "fill:#e2f4e8,stroke:#207a46,color:#07270f",
  missed: "fill:#fdeae7,stroke:#c82c1e,color:#3a0a05,stroke-dasharray:5 4",
} as const;
type Look = keyof typeof LOOKS;

interface Line extends Counted {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/**
 * A dialog as a Mermaid flowchart: a node for each step and for each place outside that it leads to, an arrow for each
 * start and each way out of a step. Any text is safe in it.
 */
export function mermaidOfDialog(bot: Pick<Bot, "dialogs">, graph: DialogGraph, language: Language): string {
  const { dialog, starts, steps } = graph;
  const used = new Set<Look>();
  const node = (name: string, shape: Shape, label: string, look: Look): string => {
    used.add(look);
    return `  ${name}${shape[0]}${label}${shape[1]}:::${look}`;
  };
  const lines: readonly Line[] = [
    ...starts.map(({ way, target, ...counted }) => ({
      from: nameOfStart(way),
      to: nameOfTarget(dialog.id, target),
      label: countWords(counted),
      ...counted,
    })),
    ...steps.flatMap(({ step, ways }) =>
      ways.map((way) => ({
        from: mermaidName("s", step.id),
        to: nameOfTarget(dialog.id, way.target),
        label: labelOfWay(step, way, language),
        ...(way.times !== undefined && { times: way.times }),
        ...(way.customers && { customers: way.customers }),
      })),
    ),
  ];
  const outside = new Map(
    steps.flatMap(({ ways }) =>
      ways.flatMap(({ target }) =>
        isWithin(dialog.id, target) ? [] : [[nameOfTarget(dialog.id, target), target] as const],
      ),
    ),
  );
  return [
    "flowchart TD",
    ...starts.map(({ way }) =>
      node(nameOfStart(way), ["([", "])"], mermaidText(way.replace(":", " ")), "starts"),
    ),
    ...steps.map((one) =>
      node(mermaidName("s", one.step.id), shapeOf(one.step), labelOfStep(one, language), lookOf(one)),
    ),
    ...[...outside].map(([name, target]) => {
      const words = wordsOfTarget(bot, dialog.id, target);
      const look = target.to === "human" ? "person" : target.to === "end" ? "over" : "elsewhere";
      return node(name, look === "elsewhere" ? [">", "]"] : ["([", "])"], mermaidText(words), look);
    }),
    ...lines.map(
      ({ from, to, label }) => `  ${from} -->${label === "" ? "" : `|${mermaidText(label)}|`} ${to}`,
    ),
    ...[...used].map((look) => `  classDef ${look} ${LOOKS[look]}`),
    ...lineLooks(lines),
    "",
  ].join("\n");
}

/** What opens and closes a node of some form. */
type Shape = readonly [open: string, close: string];

function shapeOf({ verb }: Step): Shape {
  switch (verb) {
    case "ask":
      return ["[/", "/]"];
    case "when":
      return ["{{", "}}"];
    case "call":
    case "run":
      return ["[[", "]]"];
    case "human":
    case "end":
      return ["([", "])"];
    case "say":
      return ["[", "]"];
    default:
      return ["(", ")"];
  }
}

function lookOf({ step, times }: GraphStep): Look {
  if (times !== undefined) return times > 0 ? "reached" : "missed";
  switch (step.verb) {
    case "say":
      return "says";
    case "ask":
      return "asks";
    case "call":
    case "run":
      return "looks";
    case "human":
      return "person";
    case "end":
      return "over";
    default:
      return "decides";
  }
}

function labelOfStep({ step, ...counted }: GraphStep, language: Language): string {
  // The tests of branches stand at the arrows.
  const words = step.verb === "when" ? "" : shortened(wordsOfStep(step, language));
  return mermaidText(`${step.id} · ${step.verb}`, words, countWords(counted));
}

function labelOfWay(step: Step, { way, ...counted }: GraphWay, language: Language): string {
  const name = way === "next" ? "" : way.replace(/^option:/u, "");
  const words = shortened(wordsOfWay(step, way, language));
  return [name, words, countWords(counted)].filter((part) => part !== "").join(" ");
}

function nameOfStart(way: string): string {
  const [kind = "", name] = way.split(":");
  return name === undefined ? mermaidName("start", kind) : mermaidName("on", name);
}

function isWithin(dialog: string, target: Target): boolean {
  return target.to === "step" && target.dialog === dialog;
}

function nameOfTarget(dialog: string, target: Target): string {
  switch (target.to) {
    case "step":
      return target.dialog === dialog
        ? mermaidName("s", target.step)
        : mermaidName("to", `${target.dialog}#${target.step}`);
    case "end":
      return mermaidName("out", target.outcome);
    default:
      return mermaidName("out", target.to);
  }
}

/** Colours by what tests took, widths by what customers did. Mermaid numbers the arrows as they are written. */
export function lineLooks(lines: readonly Counted[]): readonly string[] {
  const greatest = greatestOf(lines);
  const looks = lines.map(({ times, customers }) => {
    const width = lineWidth(customers, greatest);
    return [
      ...(times === undefined ? [] : [`stroke:${times > 0 ? "#207a46" : "#c82c1e,stroke-dasharray:4 3"}`]),
      ...(width === THINNEST ? [] : [`stroke-width:${width}px`]),
    ].join(",");
  });
  const places = groupBy(looks.keys(), (place) => looks[place] ?? "");
  return [...places].flatMap(([look, own]) => (look === "" ? [] : [`  linkStyle ${own.join(",")} ${look}`]));
}
