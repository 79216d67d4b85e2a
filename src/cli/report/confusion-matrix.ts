import { NONE } from "../../kernel/understanding.ts";
import type { Evaluation } from "../../nlu/index.ts";
import { count, percent } from "./figures.ts";
import { html, type Markup } from "./markup.ts";

/** More rows and columns than these are a wallpaper: the intents that are confused least are left out. */
const MOST_INTENTS = 40;

/** How deep the deepest colour is: `d10` of the styles. */
const DEPTHS = 10;

interface Cell {
  readonly n: number;
  readonly right: number;
}

const EMPTY: Cell = { n: 0, right: 0 };

/** What every intent was taken for: a row for each label, a column for each prediction. */
export function confusionMatrix({ matrix }: Pick<Evaluation, "matrix">): Markup {
  const names = [...new Set(matrix.flatMap(({ intent, predicted }) => [intent, predicted]))].sort(byName);
  const shown = names.length > MOST_INTENTS ? mostConfused(matrix, names) : names;
  const leftOut = names.length - shown.length;
  const columns = leftOut > 0 ? [...shown, OTHERS] : shown;
  const rows = shown.map((intent) => ({ intent, cells: rowOf(matrix, intent, shown) }));
  return html`<ul class="key">
<li><i class="own d8"></i>understood as labelled</li>
<li><i class="miss d6"></i>mistaken; the deeper, the larger the share of the row</li>
${matrix.some(isAllowed) ? html`<li><i class="fine"></i>other than labelled first, but the label allows it</li>` : null}
</ul>
<div class="scroll matrix" tabindex="0" role="region" aria-label="Confusion matrix">
<table>
<thead><tr><th class="corner">labelled ↓<br>taken for →</th>${columns.map((name) => html`<th scope="col" title="${name}"><span>${name}</span></th>`)}<th scope="col"><span>all</span></th></tr></thead>
<tbody>${rows.map(({ intent, cells }) => rowMarkup(intent, columns, cells))}</tbody>
</table>
</div>
${leftOut === 0 ? null : html`<p class="note">Of ${names.length} intents, the ${shown.length} that are confused most are shown; the other ${leftOut} are left out as rows and stand together in the column “${OTHERS}”.</p>`}`;
}

const OTHERS = "left out";

function isAllowed({ intent, predicted, right }: Evaluation["matrix"][number]): boolean {
  return intent !== predicted && right > 0;
}

/** By name, what is out of scope last. */
function byName(one: string, other: string): number {
  if (one === NONE || other === NONE) return one === other ? 0 : one === NONE ? 1 : -1;
  return one < other ? -1 : 1;
}

function mostConfused(matrix: Evaluation["matrix"], names: readonly string[]): readonly string[] {
  const wrong = new Map<string, number>();
  for (const { intent, predicted, n, right } of matrix) {
    for (const name of [intent, predicted]) wrong.set(name, (wrong.get(name) ?? 0) + n - right);
  }
  const wrongOf = (name: string) => wrong.get(name) ?? 0;
  const kept = new Set([...names].sort((one, other) => wrongOf(other) - wrongOf(one)).slice(0, MOST_INTENTS));
  return names.filter((name) => kept.has(name));
}

function rowOf(
  matrix: Evaluation["matrix"],
  label: string,
  shown: readonly string[],
): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { intent, predicted, n, right } of matrix) {
    if (intent !== label) continue;
    const column = shown.includes(predicted) ? predicted : OTHERS;
    const before = cells.get(column) ?? EMPTY;
    cells.set(column, { n: before.n + n, right: before.right + right });
  }
  return cells;
}

function rowMarkup(
  intent: string,
  columns: readonly string[],
  cells: ReadonlyMap<string, Cell>,
): Markup | null {
  const total = [...cells.values()].reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return null;
  return html`<tr><th scope="row" title="${intent}">${intent}</th>${columns.map((column) => cellMarkup(intent, column, cells.get(column) ?? EMPTY, total))}<td class="total">${count(total)}</td></tr>\n`;
}

function cellMarkup(intent: string, column: string, { n, right }: Cell, total: number): Markup {
  const own = intent === column;
  if (n === 0 && !own) return html`<td></td>`;
  const wrong = n - right;
  const tone = own ? `own d${depth(n / total)}` : wrong === 0 ? "fine" : `miss d${depth(wrong / total)}`;
  const allowed = own || right === 0 ? "" : `; the label allows ${right === n ? "it" : `${right} of them`}`;
  const title = `${intent} taken for ${column}: ${n} of ${total} (${percent(n / total)})${allowed}`;
  return html`<td class="${tone}" title="${title}">${n}</td>`;
}

function depth(share: number): number {
  return Math.ceil(share * DEPTHS);
}
