import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";
import { type SmallBot, smallBotFiles } from "./small-bot.ts";

/** What an author reads about a bot, without the remark that every small bot has few utterances. */
export function problemsOf(parts: SmallBot): readonly string[] {
  return loadBot(smallBotFiles(parts))
    .problems.filter((problem) => problem.rule !== "utterances-few")
    .map(describeProblem);
}

/** What an author reads about one dialog, called `a`. */
export function problemsOfDialog(yaml: string): readonly string[] {
  return problemsOf({ dialogs: { a: yaml } });
}
