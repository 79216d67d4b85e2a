import type { Language } from "../../kernel/language.ts";
import { type BotGraph, endings } from "../../regression/graph/bot-graph.ts";
import { spanWords } from "../../regression/graph/count-words.ts";
import { percent } from "../report/figures.ts";
import { html, type Markup } from "../report/markup.ts";
import { leadsBeside } from "./bot-leads.ts";
import { type BotRow, botRows, ROW_HEIGHT, TOPIC_HEIGHT, type TopicRows } from "./bot-rows.ts";
import type { Drawn } from "./dialog-drawing.ts";
import { fitted, widthOf } from "./fit.ts";

/** Above the first topic stand the names of the columns. */
const COLUMN_NAMES = 22;
const PADDING = 12;
/** The room for the names that a dialog leads to. */
const NAMES = 355;

interface Column {
  readonly name: string;
  readonly width: number;
  readonly isNumber: boolean;
  /** What it says of a dialog, and the whole of it where there was no room. */
  readonly words: (row: BotRow) => string;
}

/** A whole bot: a row for each dialog, topic by topic, and arrows beside them to the dialogs they lead to. */
export function drawBot(graph: BotGraph, language: Language): Drawn {
  const topics = botRows(graph, COLUMN_NAMES);
  const rows = topics.flatMap((topic) => topic.rows);
  const columns = columnsOf(rows);
  const name: Placed = { left: PADDING, width: 270 };
  const placed = placeAfter(columns, name.left + name.width);
  const right = placed.at(-1)?.end ?? 0;
  const leads = leadsBeside(rows, right);
  const last = topics.at(-1);
  return {
    markup: html`${placed.map(({ column, left, end }) => html`<text x="${column.isNumber ? end - PADDING : left}" y="14" class="muted"${column.isNumber ? html` text-anchor="end"` : null}>${column.name}</text>`)}<text x="${leads.right}" y="14" class="muted">leads to</text>
${topics.map((topic) => topicMarkup(topic, right))}${rows.map((row) => rowMarkup(row, { language, name, placed, right, names: leads.right }))}${leads.markup}`,
    width: leads.right + NAMES,
    height: last === undefined ? 0 : last.top + TOPIC_HEIGHT + last.rows.length * ROW_HEIGHT,
  };
}

interface Placed {
  readonly left: number;
  readonly width: number;
}

function columnsOf(rows: readonly BotRow[]): readonly Column[] {
  const figure = (name: string, words: Column["words"]): Column => ({
    name,
    width: Math.max(widthOf(name), 34) + 1.2 * PADDING,
    isNumber: true,
    words,
  });
  return [
    { name: "starts by", width: 192, isNumber: false, words: startsOf },
    figure("steps", ({ node }) => String(node.dialog.steps.size)),
    ...(rows.some(({ node }) => node.tested)
      ? [figure("tested", ({ node: { tested } }) => (tested ? percent(tested.reached / tested.total) : ""))]
      : []),
    ...(rows.some(({ node }) => node.said)
      ? [figure("said", ({ node: { said } }) => (said ? spanWords(said) : ""))]
      : []),
    ...endings
      .filter((ending) => rows.some(({ node }) => node.ends[ending] !== undefined))
      .map((ending) => figure(ending, ({ node }) => String(node.ends[ending] ?? ""))),
  ];
}

function startsOf({ node: { dialog } }: BotRow): string {
  const { intents, phrases } = dialog;
  const count = phrases.length === 1 ? "1 phrase" : `${phrases.length} phrases`;
  return [...intents, ...(phrases.length === 0 ? [] : [count])].join(", ");
}

function placeAfter(columns: readonly Column[], start: number) {
  let left = start;
  return columns.map((column) => {
    const placed = { column, left, end: left + column.width };
    left = placed.end;
    return placed;
  });
}

function topicMarkup({ name, top, rows }: TopicRows, right: number): Markup {
  const height = rows.length * ROW_HEIGHT;
  return html`<text x="${PADDING}" y="${top + 20}" font-size="14" font-weight="600">${name}</text><rect x="0" y="${top + TOPIC_HEIGHT}" width="${right}" height="${height}" rx="7" class="box" stroke-width="1"/>
`;
}

interface Layout {
  readonly language: Language;
  readonly name: Placed;
  readonly placed: ReturnType<typeof placeAfter>;
  readonly right: number;
  /** Where the names of the dialogs stand that a row leads to. */
  readonly names: number;
}

function rowMarkup(row: BotRow, { language, name, placed, right, names }: Layout): Markup {
  const { node, top, leads } = row;
  const { id, title, at } = node.dialog;
  const middle = top + ROW_HEIGHT / 2 + 4;
  const known = fitted(id, name.width - PADDING - 8);
  // A pattern has no title but its name.
  const called =
    node.dialog.kind === "pattern" ? "" : fitted(title[language], name.width - PADDING - 8 - widthOf(known));
  const to = [...new Set(leads.map((lead) => lead.to))].join(", ");
  const standing = standingOfRow(row);
  return html`<g><title>${id}: ${title[language]} (${at.file})</title>${standing === null ? null : html`<rect x="1" y="${top + 1}" width="${right - 2}" height="${ROW_HEIGHT - 2}" rx="6" class="tint ${standing}"/>`}<path d="M0 ${top + ROW_HEIGHT}H${right}" class="rule"/><text x="${name.left}" y="${middle}" lang="${language}">${called === "" ? html`<tspan font-weight="600">${known}</tspan>` : html`<tspan font-weight="600">${called}</tspan><tspan dx="8" class="muted">${known}</tspan>`}</text>${placed.map(({ column, left, end }) => cellMarkup(column.words(row), column, left, end, middle))}${to === "" ? null : html`<text x="${names}" y="${middle}"><title>${to}</title>${fitted(to, NAMES)}</text>`}</g>
`;
}

function cellMarkup(
  words: string,
  { width, isNumber }: Column,
  left: number,
  end: number,
  y: number,
): Markup | null {
  if (words === "") return null;
  if (isNumber) return html`<text x="${end - PADDING}" y="${y}" text-anchor="end">${words}</text>`;
  return html`<text x="${left}" y="${y}" class="muted"><title>${words}</title>${fitted(words, width - PADDING)}</text>`;
}

/** A row is tinted when tests were asked: all of it taken, or something missed. */
function standingOfRow({ node: { tested } }: BotRow): "reached" | "missed" | null {
  if (tested === undefined) return null;
  return tested.reached === tested.total ? "reached" : "missed";
}
