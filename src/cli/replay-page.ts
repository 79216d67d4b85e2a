import { type BehaviourDiff, type Group, groups } from "../regression/replay/behaviour-diff.ts";
import type { LimitResult } from "./replay-limits.ts";
import { type ShownDifference, sumOf } from "./replay-shown.ts";
import { count, counted, percent } from "./report/figures.ts";
import { html, type Markup, said } from "./report/markup.ts";
import { type Fact, page, type Section } from "./report/page.ts";

const MEANINGS: Readonly<Record<Group, string>> = {
  "newly misunderstood": "The bot did something about the text, and now says that it did not understand.",
  "newly handed off": "The bot answered, and now a person is asked for.",
  "other step": "Another step answers, or the dialog ends another way.",
  "newly understood": "The bot did not understand, and now does something about the text.",
  "handoff saved": "A person was asked for, and now the bot answers.",
  "wording changed": "The same steps, in other words or with other buttons.",
  "cannot tell": "The text is masked in the record: the difference may come from that alone.",
  same: "The customer reads the same.",
};

/** The behaviour diff as one page that needs nothing beside it. */
export function replayPage(
  diff: BehaviourDiff,
  shown: readonly ShownDifference[],
  limits: readonly LimitResult[],
  facts: readonly Fact[],
): string {
  const all = sumOf(diff.conversations);
  const { same } = diff.conversations;
  const tiles = groups
    .filter((group) => diff.conversations[group] > 0)
    .map((group) => ({
      label: group,
      figure: count(diff.conversations[group]),
      meaning: `${percent(diff.conversations[group] / all)} of the conversations. ${MEANINGS[group]}`,
    }));
  const summary =
    same === all
      ? "Every conversation goes as it went before."
      : `${count(all - same)} of ${count(all)} conversations go another way. ${limitSummary(limits)}`;
  return page({ title: "Behaviour diff", summary, facts }, tiles, [
    ...sectionsOf(diff, shown),
    limitsSection(limits),
  ]);
}

function limitSummary(limits: readonly LimitResult[]): string {
  const broken = limits.filter(({ isKept }) => !isKept).map(({ group }) => group);
  return broken.length === 0
    ? "No limit of bot.yaml is broken."
    : `More than bot.yaml allows: ${broken.join(", ")}.`;
}

function sectionsOf(diff: BehaviourDiff, shown: readonly ShownDifference[]): readonly Section[] {
  return groups.flatMap((group) => {
    const own = shown.filter((one) => one.group === group);
    const all = diff.conversations[group];
    if (group === "same" || all === 0) return [];
    return [
      {
        id: group.replaceAll(" ", "-"),
        title: `${group} (${count(all)})`,
        intro: MEANINGS[group],
        content: html`${own.map(differenceOf)}`,
      },
    ];
  });
}

function differenceOf({ id, turn, before, pairs, understood, times }: ShownDifference): Markup {
  return html`<h3>${said(id)}, turn ${turn}${times === 1 ? null : `, and ${counted(times - 1, "conversation")} more like it`}</h3>
<table class="transcripts">
<thead><tr><th scope="col">recorded</th><th scope="col">now</th></tr></thead>
<tbody>
${before.map(bothSay)}
${pairs.map(({ said: customer, lines }) => html`${bothSay(customer)}${lines.map(rowOf)}`)}
</tbody>
</table>
${understood.length === 0 ? null : html`<ul class="note">${understood.map((line) => html`<li>${said(line)}</li>`)}</ul>`}
`;
}

function bothSay(line: string): Markup {
  return html`<tr class="both"><td colspan="2">${said(line)}</td></tr>\n`;
}

function rowOf({ recorded, now }: ShownDifference["pairs"][number]["lines"][number]): Markup {
  const differs = recorded === now ? null : html` class="differs"`;
  return html`<tr${differs}><td>${said(recorded ?? "–")}</td><td>${said(now ?? "–")}</td></tr>\n`;
}

function limitsSection(limits: readonly LimitResult[]): Section {
  return {
    id: "limits",
    title: "Limits",
    intro: "How much of each limit of bot.yaml this change uses.",
    content: html`<table class="rows">
<thead><tr><th scope="col">group</th><th scope="col">share</th><th scope="col">at most</th><th scope="col"></th></tr></thead>
<tbody>${limits.map(
      ({ group, share, limit, isKept }) =>
        html`<tr><td>${group}</td><td>${percent(share)}</td><td>${percent(limit)}</td><td>${isKept ? "kept" : "broken"}</td></tr>\n`,
    )}</tbody>
</table>`,
  };
}
