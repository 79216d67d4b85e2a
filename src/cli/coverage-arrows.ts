import { groupBy } from "../content/group-by.ts";
import { type Box, HEAD, MARGIN, middleOf, WIDTH } from "./coverage-boxes.ts";
import { BAD, GOOD } from "./coverage-colours.ts";
import { lanesOf, type Trunk } from "./coverage-lanes.ts";
import { html, type Markup } from "./report/markup.ts";

/** Room for arrowheads between a box and the lanes beside it, and from lane to lane. */
const BESIDE = 20;
const LANE = 11;

/** The arrows beside boxes, and how far to the right they reach. */
export function arrowsBeside(boxes: readonly Box[]): { readonly markup: Markup; readonly right: number } {
  const arrows = arrowsOf(boxes);
  const lanes = lanesOf(trunksOf(arrows));
  // What was taken is drawn over what was not, where both share a lane.
  const drawn = [false, true].flatMap((isTaken) => {
    const same = arrows.filter((arrow) => arrow.isTaken === isTaken);
    return [...groupBy(same, ({ target, isDown }) => `${isDown} ${target}`).values()];
  });
  return {
    markup: html`${drawn.map((same) => arrowsMarkup(same, lanes))}`,
    right: MARGIN + WIDTH + BESIDE + LANE * Math.max(0, ...[...lanes.values()].map((lane) => lane + 1)),
  };
}

interface Arrow {
  readonly target: string;
  readonly from: number;
  readonly to: number;
  readonly isTaken: boolean;
  /** Straight down into the next box, instead of through a lane. */
  readonly isDown: boolean;
}

function arrowsOf(boxes: readonly Box[]): readonly Arrow[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return boxes.flatMap((box, place) =>
    box.rows.flatMap((row, index): readonly Arrow[] => {
      const target = row.to === undefined ? undefined : byId.get(row.to);
      if (target === undefined) return [];
      const isDown = boxes[place + 1] === target && index === box.rows.length - 1;
      const from = isDown ? box.top + box.height : middleOf(box, index);
      const to = isDown ? target.top : target.top + HEAD / 2;
      return [{ target: target.id, from, to, isTaken: row.goal.times > 0, isDown }];
    }),
  );
}

function trunksOf(arrows: readonly Arrow[]): readonly Trunk[] {
  const ends = new Map<string, Trunk>();
  for (const { target, from, to, isDown } of arrows) {
    if (isDown) continue;
    const before = ends.get(target) ?? { target, from: to, to };
    ends.set(target, { target, from: Math.min(before.from, from, to), to: Math.max(before.to, from, to) });
  }
  return [...ends.values()];
}

/** Arrows to one target, all of them taken or none: where they run together, they are one line. */
function arrowsMarkup(same: readonly Arrow[], lanes: ReadonlyMap<string, number>): Markup {
  const [first] = same;
  if (first === undefined) return html``;
  const { target, from, to, isTaken, isDown } = first;
  const colour = isTaken ? GOOD : BAD;
  const dash = isTaken ? null : html` stroke-dasharray="4 3"`;
  const right = MARGIN + WIDTH;
  const [path, head] = isDown
    ? [`M${MARGIN + 13} ${from}V${to - 5}`, `M${MARGIN + 9} ${to - 7}h8l-4 7z`]
    : [lanePath(same, right + BESIDE + (lanes.get(target) ?? 0) * LANE), `M${right + 8} ${to - 4}v8l-7 -4z`];
  return html`<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"${dash}/><path d="${head}" fill="${colour}"/>
`;
}

/** From each box into the lane at `x`, along it, and out of it to the target. */
function lanePath(same: readonly Arrow[], x: number): string {
  const right = MARGIN + WIDTH;
  return [1, -1]
    .map((turn) => {
      const side = same.filter(({ from, to }) => (to > from ? 1 : -1) === turn);
      const [first] = side;
      if (first === undefined) return "";
      const stubs = side.map(({ from }) => `M${right} ${from}H${x - 5}Q${x} ${from} ${x} ${from + turn * 5}`);
      const farthest = turn * Math.min(...side.map(({ from }) => turn * from)) + turn * 5;
      return `${stubs.join("")}M${x} ${farthest}V${first.to - turn * 5}Q${x} ${first.to} ${x - 5} ${first.to}H${right + 6}`;
    })
    .join("");
}
