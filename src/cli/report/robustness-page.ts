import type { PerturbationFigures, Robustness } from "../../nlu/robustness/robustness.ts";
import { bar, count, counted, percent } from "./figures.ts";
import { html, intentName, type Markup, said } from "./markup.ts";
import { type Fact, page, type Section, type Tile } from "./page.ts";

export interface RobustnessPage {
  /** What was measured, as names and values. */
  readonly facts: readonly Fact[];
  readonly robustness: Robustness;
}

const LANGUAGES = { zh: "Chinese", en: "English" } as const;

const MOST_INTENTS = 40;

/** What becomes of utterances written differently, as one HTML page that needs nothing beside it. */
export function robustnessPage({ facts, robustness }: RobustnessPage): string {
  const head = {
    title: "How well questions are understood when they are written differently",
    summary: summaryOf(robustness),
    facts,
  };
  return page(head, tilesOf(robustness), [
    ...robustness.languages.map(sectionOf(robustness)),
    intents(robustness),
  ]);
}

function summaryOf({ n, kept, utterances, perturbations }: Robustness): string {
  const all = `${counted(utterances, "utterance")} of the bot's own, which it understands as they stand, were rewritten as customers write. Of ${counted(n, "rewritten text")}, ${count(n - kept)} lost their intent.`;
  const [weakest] = weakestFirst(perturbations);
  if (weakest === undefined || weakest.kept === weakest.n) return all;
  return `${all} The hardest way of writing: ${weakest.does} (${LANGUAGES[weakest.language]}), ${percent(weakest.share)} kept.`;
}

function tilesOf({ share, altered, languages }: Robustness): readonly Tile[] {
  return [
    {
      label: "Kept their intent",
      figure: percent(share),
      meaning:
        "Of all rewritten texts, the share that is still understood as the utterance it was made from.",
    },
    {
      label: "Kept it, the hard ones",
      figure: percent(altered.share),
      meaning: `Of the ${counted(altered.n, "text")} that cleaning up (width, script, spaces) does not simply turn back into the utterance.`,
    },
    ...languages.map(
      (one): Tile => ({
        label: LANGUAGES[one.language],
        figure: percent(one.share),
        meaning: `Of ${counted(one.n, "text")}. The hard ones: ${percent(one.altered.share)} of ${count(one.altered.n)}.`,
      }),
    ),
  ];
}

function sectionOf({ perturbations }: Robustness) {
  return ({ language }: Robustness["languages"][number]): Section => ({
    id: language,
    title: `${LANGUAGES[language]}, way by way`,
    intro:
      "The share of texts that keep their intent when they are written so, hardest first. Unfold a way of writing to see texts that lost theirs.",
    content: html`<div class="ways">${weakestFirst(perturbations.filter((one) => one.language === language)).map(wayMarkup)}</div>`,
  });
}

function weakestFirst(perturbations: readonly PerturbationFigures[]): readonly PerturbationFigures[] {
  return [...perturbations].sort((one, other) => (one.share ?? 1) - (other.share ?? 1));
}

function wayMarkup({ name, does, n, kept, share, altered, lost }: PerturbationFigures): Markup {
  const hard =
    altered.n === 0
      ? "Cleaning up brings every one of them back."
      : `The hard ones keep theirs in ${percent(altered.share)} of ${count(altered.n)} cases.`;
  const losses = n - kept;
  const some = losses > lost.length ? ` These ${lost.length} are spread over all intents.` : "";
  return html`<details>
<summary><span class="name">${name}</span>${bar(share)}<span class="does">${does}; ${n === kept ? "none" : count(n - kept)} of ${counted(n, "text")} lost</span></summary>
<p class="intro">${losses === 0 ? "None lost its intent." : `${count(losses)} lost their intent.${some}`} ${hard}</p>
<ul class="mistakes">${lost.map(
    ({ utterance, perturbed, intent, predicted }) => html`<li>${said(utterance)} → ${said(perturbed)}
<span class="about">expected <b>${intent}</b> · taken for <b>${predicted}</b></span></li>
`,
  )}</ul>
</details>
`;
}

function intents({ intents: all }: Robustness): Section {
  const hidden = all.length - MOST_INTENTS;
  return {
    id: "intents",
    title: "Intent by intent",
    intro:
      "Those that lose the largest share first. They gain most from utterances in customers' own spelling.",
    content: html`<div class="scroll"><table class="rows">
<thead><tr><th scope="col">intent</th><th scope="col" class="number">texts</th><th scope="col" class="number">lost</th><th scope="col">kept</th></tr></thead>
<tbody>${all.slice(0, MOST_INTENTS).map(({ intent, n, kept, share }) => html`<tr><th scope="row">${intentName(intent)}</th><td class="number">${count(n)}</td><td class="number">${count(n - kept)}</td><td>${bar(share)}</td></tr>\n`)}</tbody>
</table></div>${hidden > 0 ? html`<p class="note">and ${counted(hidden, "more intent")}; --json lists them all.</p>` : null}`,
  };
}
