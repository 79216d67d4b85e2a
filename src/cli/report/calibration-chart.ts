import type { Evaluation } from "../../nlu/index.ts";
import { count, counted, percent } from "./figures.ts";
import { html, type Markup } from "./markup.ts";

type Bins = Evaluation["calibration"]["bins"];

/** With fewer questions than this, the share of right ones says little: its standard error is over 0.1. */
const FEW = 15;

const WIDTH = 400;
const LEFT = 42;
/** Above, there is room for the number of the longest bar. */
const TOP = 22;
/** The length of an axis. */
const SIDE = 340;
const HEIGHT = TOP + SIDE + 40;
const BOTTOM = TOP + SIDE;

/** What confidences promised beside what came true, how often each was given, and the numbers of both. */
export function calibrationCharts(bins: Bins): Markup {
  return html`<div class="charts">
<figure><figcaption>Were confidences kept?</figcaption>${reliabilityDiagram(bins)}
<ul class="key"><li><i class="truth"></i>share that was right</li><li><i class="promise"></i>confidence given</li><li><i class="few"></i>fewer than ${FEW} questions</li></ul></figure>
<figure><figcaption>How often was each confidence given?</figcaption>${histogram(bins)}</figure>
</div>
<details><summary>The numbers</summary><div class="scroll"><table class="rows">
<thead><tr><th scope="col">confidence</th><th scope="col" class="number">questions</th><th scope="col" class="number">mean confidence</th><th scope="col" class="number">were right</th></tr></thead>
<tbody>${bins.map(({ from, to, n, confidence, accuracy }) => html`<tr><th scope="row">${range(from, to)}</th><td class="number">${count(n)}</td><td class="number">${percent(confidence)}</td><td class="number">${percent(accuracy)}</td></tr>\n`)}</tbody>
</table></div></details>`;
}

/** @see Guo et al. 2017, "On Calibration of Modern Neural Networks", figure 1 */
function reliabilityDiagram(bins: Bins): Markup {
  const bars = bins.map(({ from, to, n, confidence, accuracy }) => {
    if (confidence === null || accuracy === null) return null;
    const about = `Confidence ${range(from, to)}: ${counted(n, "question")}, ${percent(confidence)} confident, ${percent(accuracy)} right`;
    const promise = y(confidence);
    return html`<g><title>${about}</title><rect class="truth${n < FEW ? " few" : ""}" ${box(from, to, accuracy)}/><line class="promise" x1="${x(from)}" x2="${x(to)}" y1="${promise}" y2="${promise}"/></g>\n`;
  });
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return chart(
    "Share of right questions by confidence",
    html`${shares.map((share) => gridLine(share, `${share * 100}%`))}${bars}<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
  );
}

function histogram(bins: Bins): Markup {
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const bars = bins.map(
    ({ from, to, n }) =>
      html`<g><title>Confidence ${range(from, to)}: ${counted(n, "question")}</title><rect class="truth" ${box(from, to, n / most)}/><text x="${x((from + to) / 2)}" y="${y(n / most) - 4}" text-anchor="middle">${n === 0 ? "" : count(n)}</text></g>\n`,
  );
  return chart("Questions by confidence", html`${gridLine(0, "0")}${bars}`);
}

function chart(label: string, content: Markup): Markup {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      html`<text x="${x(share)}" y="${BOTTOM + 16}" text-anchor="middle">${Math.round(share * 100)}%</text>`,
  );
  return html`<svg class="chart" role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${content}${ticks}<text x="${x(0.5)}" y="${BOTTOM + 33}" text-anchor="middle">confidence</text></svg>`;
}

function gridLine(share: number, label: string): Markup {
  return html`<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/><text x="${LEFT - 6}" y="${y(share) + 4}" text-anchor="end">${label}</text>`;
}

function box(from: number, to: number, share: number): Markup {
  const gap = 2;
  return html`x="${x(from) + gap}" y="${y(share)}" width="${round(x(to) - x(from) - 2 * gap)}" height="${round(BOTTOM - y(share))}"`;
}

function x(share: number): number {
  return round(LEFT + share * SIDE);
}

function y(share: number): number {
  return round(BOTTOM - share * SIDE);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function range(from: number, to: number): string {
  return `${Math.round(from * 100)}–${Math.round(to * 100)}%`;
}
