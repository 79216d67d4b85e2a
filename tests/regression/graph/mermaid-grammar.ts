/** A flowchart as it was read. */
export interface Flowchart {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly arrows: readonly FlowArrow[];
  /** Styles of arrows, by their place. */
  readonly looks: ReadonlyMap<number, string>;
}

export interface FlowNode {
  readonly lines: readonly string[];
  readonly look: string;
  /** The frame it stands in. */
  readonly frame: string | undefined;
}

export interface FlowArrow {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly label: string;
}

/** Letters, digits and marks without a meaning, numbered characters, and line breaks: nothing else is safe in quotes. */
const TEXT = String.raw`"((?:[^"#<>&\[\]{}|\\%;:*~$` + "`" + String.raw`\n]|#\d+;|<br/>)*)"`;
const NAME = "([a-z]+_[A-Za-z0-9_]+)";
const SHAPES = [
  ["[", "]"],
  ["[/", "/]"],
  ["{{", "}}"],
  ["[[", "]]"],
  ["([", "])"],
  ["(", ")"],
  [">", "]"],
] as const;
const quoted = (mark: string): string => mark.replace(/[[\](){}/]/gu, String.raw`\$&`);
const NODES = SHAPES.map(
  ([open, close]) => new RegExp(`^ +${NAME}${quoted(open)}${TEXT}${quoted(close)}(?::::([a-z]+))?$`, "u"),
);
const ARROW = new RegExp(`^ {2}${NAME} (-->|==>|-\\.->)(?:\\|${TEXT}\\|)? ${NAME}$`, "u");
const FRAME = new RegExp(`^ {2}subgraph ${NAME}\\[${TEXT}\\]$`, "u");
const LOOK = /^ {2}classDef ([a-z]+) ([a-z-]+:[#0-9a-z ]+(?:,[a-z-]+:[#0-9a-z ]+)*)$/u;
const LINE_LOOK = /^ {2}linkStyle (\d+(?:,\d+)*) ([a-z-]+:[#0-9a-z. ]+(?:,[a-z-]+:[#0-9a-z. ]+)*)$/u;

/**
 * Reads the part of Mermaid's flowcharts that is written here, and nothing beyond it.
 *
 * @throws {Error} for a line that is not part of it, and for a name or a look that is used and not declared
 */
export function parseFlowchart(text: string): Flowchart {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  if (!/^flowchart (?:TD|LR)$/u.test(head)) throw new Error(`This is no flowchart: ${head}`);
  const nodes = new Map<string, FlowNode>();
  const arrows: FlowArrow[] = [];
  const looks = new Map<number, string>();
  const declared = new Set<string>([""]);
  let frame: string | undefined;
  for (const line of lines) {
    const node = NODES.map((shape) => shape.exec(line)).find((match) => match !== null);
    const arrow = ARROW.exec(line);
    const look = LOOK.exec(line);
    const lineLook = LINE_LOOK.exec(line);
    const opened = FRAME.exec(line);
    if (node) {
      const [, name = "", label = "", own = ""] = node;
      if (nodes.has(name)) throw new Error(`${name} is declared twice`);
      nodes.set(name, { lines: shownLines(label), look: own, frame });
    } else if (arrow) {
      const [, from = "", kind = "", label = "", to = ""] = arrow;
      arrows.push({ from, to, kind, label: shownLines(label).join("\n") });
    } else if (look) declared.add(look[1] ?? "");
    else if (lineLook)
      for (const place of (lineLook[1] ?? "").split(",")) looks.set(Number(place), lineLook[2] ?? "");
    else if (opened && frame === undefined) frame = shownLines(opened[2] ?? "").join("\n");
    else if (line === "  end" && frame !== undefined) frame = undefined;
    else throw new Error(`This line is no Mermaid: ${line}`);
  }
  const lost = arrows.flatMap(({ from, to }) => [from, to]).filter((name) => !nodes.has(name));
  const bare = [...nodes.values()].filter(({ look }) => !declared.has(look)).map(({ look }) => look);
  const beyond = [...looks.keys()].filter((place) => place >= arrows.length);
  if (lost.length + bare.length + beyond.length > 0 || frame !== undefined)
    throw new Error(`Not declared: ${[...lost, ...bare, ...beyond].join(", ")}`);
  return { nodes, arrows, looks };
}

// The lines of a label, as a reader sees them.
function shownLines(label: string): readonly string[] {
  return label
    .split("<br/>")
    .map((line) => line.replace(/#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code))));
}
