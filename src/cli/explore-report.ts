import type { Bot } from "../content/bot.ts";
import { counterexample } from "../regression/explore/counterexample.ts";
import type { Exploration, FoundBreach } from "../regression/explore/explore.ts";
import { type Law, lawNames, laws } from "../regression/explore/law.ts";
import type { Surroundings } from "../regression/explore/surroundings.ts";

/** Places shown of one law; `--all` shows every one. */
const MAX_PLACES = 5;

type Verdict = "proven" | "refuted" | "open";

const SIGNS: Readonly<Record<Verdict, string>> = { proven: "✓", refuted: "✗", open: "?" };

/** The lines of the report: how much was walked, every law, and a counterexample of each that does not hold. */
export function exploreLines(
  bot: Bot,
  exploration: Exploration,
  seconds: number,
  { all }: { readonly all?: true },
): readonly string[] {
  const { states, transitions, surroundings, gaveUp } = exploration;
  return [
    `${count(states)} states, ${count(transitions)} transitions, ${seconds.toFixed(1)} s`,
    ...surroundings.map((around) => `  walked with ${describe(around)}`),
    ...(gaveUp ? [`Gave up at ${count(states)} states: what is not refuted is not proven either.`] : []),
    "",
    ...lawNames.map((law) => lawLine(exploration, law)),
    ...lawNames.flatMap((law) => refutation(bot, breachesOf(exploration, law), all === true)),
  ];
}

/** The same as one JSON document. */
export function exploreReport(bot: Bot, exploration: Exploration, seconds: number): unknown {
  const { states, transitions, surroundings, gaveUp } = exploration;
  return {
    states,
    transitions,
    seconds,
    gaveUp,
    surroundings,
    laws: lawNames.map((law) => ({
      law,
      sentence: laws[law],
      verdict: verdictOf(exploration, law),
      breaches: breachesOf(exploration, law).map((breach) => {
        const { at, step, message } = breach;
        const test = counterexample(bot, breach);
        const where = { file: at.file, line: at.line, step, message, surroundings: breach.surroundings };
        return { ...where, ...(test === undefined ? {} : { test }) };
      }),
    })),
  };
}

function breachesOf({ breaches }: Exploration, law: Law): readonly FoundBreach[] {
  return breaches.filter((breach) => breach.law === law);
}

function verdictOf(exploration: Exploration, law: Law): Verdict {
  if (breachesOf(exploration, law).length > 0) return "refuted";
  return exploration.gaveUp ? "open" : "proven";
}

function lawLine(exploration: Exploration, law: Law): string {
  const verdict = verdictOf(exploration, law);
  const places = breachesOf(exploration, law).length;
  const found = places === 0 ? "" : ` ${places} ${places === 1 ? "place" : "places"}`;
  return `${SIGNS[verdict]} ${law.padEnd(16)}${laws[law]}${found}${verdict === "open" ? " Not proven." : ""}`;
}

function refutation(bot: Bot, breaches: readonly FoundBreach[], all: boolean): readonly string[] {
  const shown = all ? breaches : breaches.slice(0, MAX_PLACES);
  const [first] = breaches;
  if (first === undefined) return [];
  const rest = breaches.length - shown.length;
  const tests = (all ? breaches : [first]).flatMap((breach) => counterexample(bot, breach) ?? []);
  return [
    "",
    `${first.law}:`,
    ...shown.map(({ at, step, message }) => `  ${at.file}:${at.line} ${step}: ${message}`),
    ...(rest > 0 ? [`  … and ${rest} more; --all shows them.`] : []),
    ...tests.flatMap((test) => [
      "",
      ...test
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`),
    ]),
  ];
}

function describe({ identified, open, language, context: { page, order } }: Surroundings): string {
  const customer = identified ? "a customer who is signed in" : "a customer who is not signed in";
  const view = [page === "" ? "" : `, on the page ${page}`, order === "" ? "" : `, at the order ${order}`];
  return `${customer}${view.join("")}, colleagues ${open ? "in" : "out"}, in ${language === "zh" ? "Chinese" : "English"}`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
