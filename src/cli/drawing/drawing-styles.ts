/** The colours of a drawing, as CSS has them. */
export interface Palette {
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
}

/** Colours that tell lines side by side apart: on a light ground, and on a dark one. */
const LIGHT_HUES = ["#1d62c4", "#b0501e", "#207a46", "#8a3fb0", "#8f6b00", "#b8326a"];
const DARK_HUES = ["#7fb0ff", "#f0935c", "#5cc486", "#c993ea", "#d6b04a", "#f285b0"];

/** For a light ground, and for a dark one: text stands out by 4.5 to 1 at least, lines by 3 to 1. */
const LIGHT: Palette = {
  surface: "#ffffff",
  text: "#1d1d1f",
  muted: "#606066",
  line: "#8c8c92",
  accent: "#1d62c4",
  good: "#207a46",
  bad: "#c82c1e",
};
const DARK: Palette = {
  surface: "#1d1d20",
  text: "#f0f0f2",
  muted: "#a5a5ad",
  line: "#77777f",
  accent: "#7fb0ff",
  good: "#46b26e",
  bad: "#f05848",
};

/** The class of a lane's lines, where nothing else gives them a colour. */
export function hueOf(lane: number): string {
  return `hue${lane % LIGHT_HUES.length}`;
}

/** The rules for a file of its own, light or dark as its reader's system is. */
export const FILE_STYLES = `${drawingStyles(LIGHT)}${fileStyles(LIGHT, LIGHT_HUES)}@media (prefers-color-scheme: dark) {
${drawingStyles(DARK)}${fileStyles(DARK, DARK_HUES)}}
`;

/** The rules that give a drawing's parts their colours. */
export function drawingStyles({ surface, text, muted, line, accent, good, bad }: Palette): string {
  return `.drawing { font-size: 12px; }
.drawing text { fill: ${text}; }
.drawing .muted { fill: ${muted}; }
.drawing .lacking { fill: ${bad}; }
.drawing .ground { fill: ${surface}; }
.drawing .box { fill: none; stroke: ${line}; }
.drawing .line { stroke: ${line}; }
.drawing .head { fill: ${line}; }
.drawing .ask, .drawing .start { stroke: ${accent}; }
.drawing .human, .drawing .end { stroke: ${text}; }
.drawing .line.reached, .drawing .box.reached { stroke: ${good}; }
.drawing .line.missed, .drawing .box.missed { stroke: ${bad}; }
.drawing .head.reached, .drawing .box.reached { fill: ${good}; }
.drawing .head.missed, .drawing .box.missed { fill: ${bad}; }
.drawing .box.reached, .drawing .box.missed { fill-opacity: .08; }
`;
}

/** What only files have: lanes told apart by their colours, and the rows of a whole bot. */
function fileStyles({ line, good, bad }: Palette, hues: readonly string[]): string {
  const lanes = hues.map(
    (hue, place) => `.drawing .line.hue${place} { stroke: ${hue}; }
.drawing .head.hue${place} { fill: ${hue}; }
`,
  );
  return `${lanes.join("")}.drawing .rule { stroke: ${line}; stroke-opacity: .35; }
.drawing .tint { fill-opacity: .09; }
.drawing .tint.reached { fill: ${good}; }
.drawing .tint.missed { fill: ${bad}; }
.drawing .lead:hover .line { stroke-width: 4px; }
`;
}
