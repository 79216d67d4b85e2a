import type { Bot } from "../content/bot.ts";
import type { Reached } from "../regression/coverage.ts";
import type { DialogMap } from "../regression/coverage-map.ts";
import { arrowsBeside } from "./coverage-arrows.ts";
import { type Box, boxesOf, HEAD, MARGIN, middleOf, ROW, type Row, WIDTH } from "./coverage-boxes.ts";
import { BAD, GOOD } from "./coverage-colours.ts";
import { fitted, widthOf } from "./coverage-fit.ts";
import { count } from "./report/figures.ts";
import { html, type Markup } from "./report/markup.ts";

/** What the words of a way keep for themselves beside where it leads. */
const LEAST_WORDS = 110;

/** How often customers reached a goal; absent where no traffic was measured. */
export type Traffic = ((goal: Reached) => number) | undefined;

/** A dialog as boxes with their ways, from top to bottom, and arrows beside them. */
export function drawing(bot: Bot, map: DialogMap, traffic: Traffic): Markup {
  const boxes = boxesOf(bot, map);
  const arrows = arrowsBeside(boxes);
  const last = boxes.at(-1);
  const height = (last === undefined ? 0 : last.top + last.height) + MARGIN;
  const width = arrows.right + MARGIN;
  return html`<svg role="img" aria-label="${map.dialog.id}, drawn" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="12">
${arrows.markup}${boxes.map((box) => boxMarkup(box, traffic))}</svg>`;
}

function boxMarkup(box: Box, traffic: Traffic): Markup {
  const { id, title, kind, text, times, top, height, rows } = box;
  const isReached = times > 0;
  const tone = isReached ? GOOD : BAD;
  const dash = isReached ? null : html` stroke-dasharray="5 4"`;
  const ground = isReached ? "rgb(var(--good) / 9%)" : "rgb(var(--bad) / 7%)";
  const marks = isReached ? timesOf(times) : "not reached";
  const name = fitted(title, WIDTH - 36 - widthOf(marks));
  const about = fitted(kind, WIDTH - 40 - widthOf(name) - widthOf(marks));
  return html`<g><rect x="${MARGIN}" y="${top}" width="${WIDTH}" height="${height}" rx="7" fill="var(--surface)"/><rect x="${MARGIN}" y="${top}" width="${WIDTH}" height="${height}" rx="7" fill="${ground}" stroke="${tone}" stroke-width="1.5"${dash}/>
<text x="${MARGIN + 12}" y="${top + 18}" fill="var(--text)"><tspan font-weight="600">${name}</tspan><tspan dx="8" fill="var(--muted)">${about}</tspan></text><text x="${MARGIN + WIDTH - 12}" y="${top + 18}" text-anchor="end" fill="${isReached ? "var(--muted)" : BAD}">${marks}</text>
${text.map((line, index) => html`<text x="${MARGIN + 12}" y="${top + HEAD + 12 + index * ROW}" fill="var(--text)" lang="zh">${line}</text>`)}${rows.map((row, index) => rowMarkup(row, middleOf(box, index), id, traffic))}</g>
`;
}

function rowMarkup({ goal, words, leads }: Row, middle: number, id: string, traffic: Traffic): Markup {
  const isTaken = goal.times > 0;
  const customers = traffic?.(goal) ?? 0;
  const times = `${timesOf(goal.times)}${customers === 0 ? "" : ` (${count(customers)})`}`;
  const name = (goal.way ?? "").replace(/^option:/u, "");
  const left = [name, words].filter((part) => part !== "").join(" ");
  const rest = WIDTH - 44 - widthOf(times);
  const lead =
    leads === ""
      ? ""
      : `→ ${fitted(leads, rest - widthOf("→  · ") - Math.min(widthOf(left), LEAST_WORDS))} · `;
  const right = `${lead}${times}`;
  const room = WIDTH - 44 - widthOf(right);
  const about = `${id === "" ? "" : `${id} `}${left}${leads === "" ? "" : ` → ${leads}`}`;
  const dot = isTaken
    ? html`<circle cx="${MARGIN + 13}" cy="${middle}" r="3.5" fill="${GOOD}"/>`
    : html`<circle cx="${MARGIN + 13}" cy="${middle}" r="3.5" fill="none" stroke="${BAD}" stroke-width="1.5"/>`;
  return html`<g><title>${about}</title>${dot}<text x="${MARGIN + 24}" y="${middle + 4}" fill="var(--text)">${fitted(left, room)}</text><text x="${MARGIN + WIDTH - 12}" y="${middle + 4}" text-anchor="end" fill="${isTaken ? "var(--muted)" : BAD}">${right}</text></g>
`;
}

function timesOf(times: number): string {
  return `${count(times)}×`;
}
