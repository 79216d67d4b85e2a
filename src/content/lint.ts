import { expiredFacts } from "./lint-facts.ts";
import { lintNear } from "./lint-near.ts";
import { lintOverlap } from "./lint-overlap.ts";
import { coreFinder, lintRepeats } from "./lint-repeats.ts";
import { lintSizes } from "./lint-sizes.ts";
import { lintWording } from "./lint-wording.ts";
import type { LoadedBot } from "./load-bot.ts";
import { inOrder, type Problem, type SourceFile } from "./source.ts";
import { deniedKeys, utteranceLocator, writtenUtterances } from "./written-utterance.ts";

/**
 * Everything worth telling an author: the problems found in loading, and, once the bot loads, what is doubtful in its
 * utterances and facts. Takes about as long as loading itself, so a server that loads content does without.
 *
 * @param files the ones it was loaded from
 * @param today an ISO 8601 day
 * @returns problems sorted by place
 */
export function lint(loaded: LoadedBot, files: readonly SourceFile[], today: string): readonly Problem[] {
  if (!("bot" in loaded)) return loaded.problems;
  const { bot } = loaded;
  const utterances = writtenUtterances(bot, utteranceLocator(files));
  const coreOf = coreFinder(bot);
  const denied = deniedKeys(bot);
  return inOrder([
    ...loaded.problems,
    ...expiredFacts(bot, today),
    ...lintSizes(bot),
    ...lintWording(bot, utterances),
    ...lintRepeats(utterances, coreOf),
    ...lintNear(utterances, coreOf, denied),
    ...lintOverlap(utterances, denied),
  ]);
}
