import type { Bot } from "../../content/bot.ts";
import { countWords } from "../../regression/graph/count-words.ts";
import type { DialogGraph } from "../../regression/graph/dialog-graph.ts";
import { html, type Markup } from "../report/markup.ts";
import { arrowsBeside } from "./arrows.ts";
import { type Box, boxesOf, type DrawingOptions, HEAD, MARGIN, middleOf, ROW, type Row } from "./boxes.ts";
import { fitted, widthOf } from "./fit.ts";
import { standingOf } from "./standing.ts";

/** What the words of a way keep for themselves beside where it leads, of the width of a box. */
const LEAST_WORDS = 0.36;

/** A drawing without the element around it, and its size in pixels. */
export interface Drawn {
  readonly markup: Markup;
  readonly width: number;
  readonly height: number;
}

/** A dialog as boxes with their ways, from top to bottom, and arrows beside them. */
export function drawDialog(bot: Pick<Bot, "dialogs">, graph: DialogGraph, options: DrawingOptions): Drawn {
  const boxes = boxesOf(bot, graph, options);
  const arrows = arrowsBeside(boxes, options.width);
  const last = boxes.at(-1);
  return {
    markup: html`${arrows.markup}${boxes.map((box) => boxMarkup(box, options))}`,
    width: arrows.right + MARGIN,
    height: (last === undefined ? 0 : last.top + last.height) + MARGIN,
  };
}

function boxMarkup(box: Box, options: DrawingOptions): Markup {
  const { id, title, kind, text, top, height, rows } = box;
  const { width, language } = options;
  const standing = standingOf(box);
  const dash = standing === "missed" ? html` stroke-dasharray="5 4"` : null;
  const marks = standing === "missed" && box.customers === undefined ? "not reached" : countWords(box);
  const name = fitted(title, width - 36 - widthOf(marks));
  const about = fitted(kind, width - 40 - widthOf(name) - widthOf(marks));
  return html`<g><rect x="${MARGIN}" y="${top}" width="${width}" height="${height}" rx="7" class="ground"/><rect x="${MARGIN}" y="${top}" width="${width}" height="${height}" rx="7" class="box ${standing}${kind === "" ? null : ` ${kind}`}" stroke-width="1.5"${dash}/>
<text x="${MARGIN + 12}" y="${top + 18}"><tspan font-weight="600">${name}</tspan><tspan dx="8" class="muted">${about}</tspan></text><text x="${MARGIN + width - 12}" y="${top + 18}" text-anchor="end" class="${standing === "missed" ? "lacking" : "muted"}">${marks}</text>
${text.map((line, index) => html`<text x="${MARGIN + 12}" y="${top + HEAD + 12 + index * ROW}" lang="${language}">${line}</text>`)}${rows.map((row, index) => rowMarkup(row, middleOf(box, index), id, options))}</g>
`;
}

function rowMarkup(
  { way, words, leads }: Row,
  middle: number,
  id: string,
  { width, language }: DrawingOptions,
): Markup {
  const standing = standingOf(way);
  const marks = countWords(way);
  const name = way.way.replace(/^option:/u, "");
  const left = [name, words].filter((part) => part !== "").join(" ");
  const end = marks === "" ? "" : ` · ${marks}`;
  const rest = width - 44 - widthOf(end);
  const lead =
    leads === ""
      ? ""
      : `→ ${fitted(leads, rest - widthOf("→ ") - Math.min(widthOf(left), width * LEAST_WORDS))}`;
  const right = lead === "" ? marks : `${lead}${end}`;
  const room = width - 44 - widthOf(right);
  const about = `${id === "" ? "" : `${id} `}${left}${leads === "" ? "" : ` → ${leads}`}`;
  const dot =
    standing === "reached"
      ? html`<circle cx="${MARGIN + 13}" cy="${middle}" r="3.5" class="head reached"/>`
      : html`<circle cx="${MARGIN + 13}" cy="${middle}" r="3.5" class="line ${standing}" fill="none" stroke-width="1.5"/>`;
  return html`<g><title>${about}</title>${dot}<text x="${MARGIN + 24}" y="${middle + 4}" lang="${language}">${fitted(left, room)}</text><text x="${MARGIN + width - 12}" y="${middle + 4}" text-anchor="end" class="${standing === "missed" ? "lacking" : "muted"}">${right}</text></g>
`;
}
