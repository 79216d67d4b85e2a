import type { Evaluation } from "../../nlu/index.ts";
import { count, counted, percent } from "./figures.ts";
import { html, type Markup, said } from "./markup.ts";

type Mistake = Evaluation["mistakes"][number];

const MOST_PAIRS = 25;
const MOST_SENTENCES = 20;
const MOST_SUREST = 20;

/** How many pairs a reader finds unfolded. */
const UNFOLDED = 3;

/** The pairs of intents that are confused most often, with the questions. */
export function worstConfusions({
  confusions,
  mistakes,
}: Pick<Evaluation, "confusions" | "mistakes">): Markup {
  if (confusions.length === 0) return html`<p>Nothing was confused.</p>`;
  const rest = confusions.slice(MOST_PAIRS);
  const restRows = rest.reduce((sum, { n }) => sum + n, 0);
  return html`${confusions.slice(0, MOST_PAIRS).map(({ intent, predicted, n }, place) => {
    const own = mistakes.filter((mistake) => mistake.intent === intent && mistake.predicted === predicted);
    const hidden = own.length - MOST_SENTENCES;
    return html`<details${place < UNFOLDED ? html` open` : null}>
<summary><span class="times">${count(n)} ×</span> <span class="name">${intent}</span> <span class="arrow">taken for</span> <span class="name">${predicted}</span></summary>
${mistakeList(own.slice(0, MOST_SENTENCES))}
${hidden > 0 ? html`<p class="note">and ${counted(hidden, "more question")}; --json lists them all.</p>` : null}
</details>
`;
  })}${rest.length === 0 ? null : html`<p class="note">and ${counted(rest.length, "more pair")} with ${counted(restRows, "question")}; --json lists them all.</p>`}`;
}

/** The mistakes the bot makes without doubting. */
export function surestMistakes({ mistakes }: Pick<Evaluation, "mistakes">): Markup {
  if (mistakes.length === 0) return html`<p>There was no mistake.</p>`;
  return mistakeList(mistakes.slice(0, MOST_SUREST));
}

function mistakeList(mistakes: readonly Mistake[]): Markup {
  return html`<ul class="mistakes">${mistakes.map(mistakeMarkup)}</ul>`;
}

function mistakeMarkup({ text, intent, also = [], predicted, second, confidence }: Mistake): Markup {
  const expected = [intent, ...also];
  const close = second !== null && expected.includes(second) ? ", which would be right" : "";
  return html`<li>${text.trim() === "" ? html`<em>an empty text</em>` : said(text)}
<span class="about">expected <b>${expected.join(" or ")}</b> · taken for <b>${predicted}</b> · confidence <b class="number">${percent(confidence)}</b>${second === null ? null : html` · second guess ${second}${close}`}</span></li>
`;
}
