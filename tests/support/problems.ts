import { lint } from "../../src/content/lint.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";
import { type SmallBot, smallBotFiles } from "./small-bot.ts";

/** What keeps a bot from loading, as an author reads it. */
export function problemsOf(parts: SmallBot): readonly string[] {
  return loadBot(smallBotFiles(parts)).problems.map(describeProblem);
}

/** What an author reads about one dialog, called `a`. */
export function problemsOfDialog(yaml: string): readonly string[] {
  return problemsOf({ dialogs: { a: yaml } });
}

/** What lint says by one rule about a bot that loads. Throws what is wrong with it when it does not. */
export function findingsOf(rule: string, parts: SmallBot): readonly string[] {
  const files = smallBotFiles(parts);
  const loaded = loadBot(files);
  if (!("bot" in loaded)) throw new Error(loaded.problems.map(describeProblem).join("\n"));
  return lint(loaded, files, "2026-01-01")
    .filter((problem) => problem.rule === rule)
    .map(describeProblem);
}

/** A bot of these intents, each with the lines of its file below the title, and one dialog for those that nothing serves. */
export function botOf(intents: Readonly<Record<string, string>>): SmallBot {
  const names = Object.keys(intents).filter((name) => !["none", "human.agent"].includes(name));
  return {
    dialogs:
      names.length === 0 ? {} : { x: `start: { intents: [${names.join(", ")}] }\nsteps: [{ say: 好 }]\n` },
    intents: Object.fromEntries(
      Object.entries(intents).map(([name, rest]) => [name, `intent: ${name}\ntitle: ${name}\n${rest}\n`]),
    ),
  };
}
