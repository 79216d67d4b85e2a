import type { Bot } from "../../../src/content/bot.ts";
import type { Understand } from "../../../src/conversation/listening.ts";
import type { Entity, Understanding } from "../../../src/kernel/understanding.ts";
import { counterexample } from "../../../src/regression/explore/counterexample.ts";
import { type Exploration, explore, type FoundBreach } from "../../../src/regression/explore/explore.ts";
import type { Law } from "../../../src/regression/explore/law.ts";
import { type CaseResult, runCase } from "../../../src/regression/run-case.ts";
import { parseSuite } from "../../../src/regression/suite.ts";
import { type SmallBot, smallBot } from "../../support/small-bot.ts";
import { understood, unknownText } from "../../support/understandings.ts";

/** A bot of a few lines, walked through. */
export function walked(parts: SmallBot): { readonly bot: Bot; readonly exploration: Exploration } {
  const bot = smallBot(parts);
  return { bot, exploration: walkedBot(bot) };
}

export function walkedBot(bot: Bot, maxStates = 1_000_000): Exploration {
  return explore(bot, { maxStates, depth: 2, isTimeUp: () => false });
}

/** Where a bot of a few lines breaks a law. */
export function breaches(law: Law, parts: SmallBot): readonly FoundBreach[] {
  return walked(parts).exploration.breaches.filter((breach) => breach.law === law);
}

/** The first counterexample to a law, as it is written and as it goes. */
export function refuted(
  law: Law,
  parts: SmallBot,
): { readonly written: string; readonly result: CaseResult } {
  const { bot, exploration } = walked(parts);
  const breach = exploration.breaches.find((found) => found.law === law);
  if (breach === undefined) throw new Error(`${law} holds.`);
  const written = counterexample(bot, breach) ?? "";
  return { written, result: had(bot, breach, written) };
}

/** Has the conversation of a counterexample, as `fenqi test` does. */
function had(bot: Bot, { step }: FoundBreach, written: string): CaseResult {
  const text = `suite: s\ncases:\n${written.replace(/^(?=.)/gmu, "  ")}`;
  const parsed = parseSuite({ path: "tests/dialogs/s.test.yaml", text });
  const [first] = "cases" in parsed ? parsed.cases : [];
  if (first === undefined) throw new Error(`${step}: ${JSON.stringify(parsed)}\n${text}`);
  return runCase(bot, understanding(bot), first);
}

/** Understands the bot's own utterances, the questions of its articles, its yes and no, and amounts. */
function understanding(bot: Bot): Understand {
  return (text): Understanding => {
    const intent = bot.intents.find(({ utterances }) => utterances.zh.includes(text));
    if (intent !== undefined) return understood(intent.name);
    const article = [...bot.articles.values()].find(({ questions }) => questions.zh.includes(text));
    if (article !== undefined) return { ...unknownText(), article: { name: article.name, score: 1 } };
    if (text === bot.labels.yes.zh) return { ...unknownText(), yesno: "yes" };
    if (text === bot.labels.no.zh) return { ...unknownText(), yesno: "no" };
    const amount = /(\d+)元/u.exec(text);
    if (amount === null) return unknownText();
    const { index } = amount;
    const found: Entity = {
      name: "money",
      value: amount[1] ?? "",
      start: index,
      end: index + amount[0].length,
    };
    return { ...unknownText(), entities: [found] };
  };
}
