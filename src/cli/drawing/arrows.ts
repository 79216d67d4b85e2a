import { groupBy } from "../../content/group-by.ts";
import { greatestOf, lineWidth } from "../../regression/graph/line-width.ts";
import { html, type Markup } from "../report/markup.ts";
import { type Box, HEAD, MARGIN, middleOf } from "./boxes.ts";
import { hueOf } from "./drawing-styles.ts";
import { lanesOf, type Trunk } from "./lanes.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Room for arrowheads between a box and the lanes beside it, and from lane to lane. */
const BESIDE = 20;
const LANE = 11;

/**
 * The arrows beside boxes, and how far to the right they reach.
 *
 * @param width of the boxes
 */
export function arrowsBeside(
  boxes: readonly Box[],
  width: number,
): { readonly markup: Markup; readonly right: number } {
  const arrows = arrowsOf(boxes);
  const lanes = lanesOf(trunksOf(arrows));
  // What was taken is drawn over what was not, and thick lines under thin ones, where they share a lane.
  const drawn = STANDINGS.flatMap((standing) => {
    const same = arrows.filter((arrow) => arrow.standing === standing);
    const groups = groupBy(same, (arrow) => `${arrow.isDown} ${arrow.target} ${arrow.thickness}`);
    return [...groups.values()].sort(([one], [other]) => (other?.thickness ?? 0) - (one?.thickness ?? 0));
  });
  const right = MARGIN + width;
  return {
    markup: html`${drawn.map((same) => arrowsMarkup(same, lanes, right))}`,
    right: right + BESIDE + LANE * Math.max(0, ...[...lanes.values()].map((lane) => lane + 1)),
  };
}

const STANDINGS: readonly Standing[] = ["missed", "plain", "reached"];

interface Arrow {
  readonly target: string;
  readonly from: number;
  readonly to: number;
  readonly standing: Standing;
  /** In pixels. */
  readonly thickness: number;
  /** Straight down into the next box, instead of through a lane. */
  readonly isDown: boolean;
}

function arrowsOf(boxes: readonly Box[]): readonly Arrow[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const greatest = greatestOf(boxes.flatMap((box) => box.rows.map(({ way }) => way)));
  return boxes.flatMap((box, place) =>
    box.rows.flatMap((row, index): readonly Arrow[] => {
      const target = row.to === undefined ? undefined : byId.get(row.to);
      if (target === undefined) return [];
      const isDown = boxes[place + 1] === target && index === box.rows.length - 1;
      const from = isDown ? box.top + box.height : middleOf(box, index);
      const to = isDown ? target.top : target.top + HEAD / 2;
      const thickness = lineWidth(row.way.customers, greatest);
      return [{ target: target.id, from, to, standing: standingOf(row.way), thickness, isDown }];
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

/** Arrows to one target that look alike: where they run together, they are one line. */
function arrowsMarkup(same: readonly Arrow[], lanes: ReadonlyMap<string, number>, right: number): Markup {
  const [first] = same;
  if (first === undefined) return html``;
  const { target, from, to, standing, thickness, isDown } = first;
  const lane = lanes.get(target) ?? 0;
  const colour = standing === "plain" && !isDown ? hueOf(lane) : standing;
  const dash = standing === "missed" ? html` stroke-dasharray="4 3"` : null;
  const [path, head] = isDown
    ? [`M${MARGIN + 13} ${from}V${to - 5}`, `M${MARGIN + 9} ${to - 7}h8l-4 7z`]
    : [lanePath(same, right, right + BESIDE + lane * LANE), `M${right + 8} ${to - 4}v8l-7 -4z`];
  return html`<path d="${path}" class="line ${colour}" fill="none" stroke-width="${thickness}"${dash}/><path d="${head}" class="head ${colour}"/>
`;
}

/** From each box into the lane at `x`, along it, and out of it to the target. */
function lanePath(same: readonly Arrow[], right: number, x: number): string {
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
