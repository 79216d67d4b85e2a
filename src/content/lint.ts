import { lintArticles } from "./lint-articles.ts";
import { paleColor } from "./lint-color.ts";
import { lintDialogs } from "./lint-dialogs.ts";
import { expiredFacts } from "./lint-facts.ts";
import { literalFigures } from "./lint-literal.ts";
import { longTexts } from "./lint-long.ts";
import { lintNear } from "./lint-near.ts";
import { deadOptions } from "./lint-options.ts";
import { lintOverlap } from "./lint-overlap.ts";
import { placesIn } from "./lint-places.ts";
import { promiseWords } from "./lint-promise.ts";
import { coreFinder, lintRepeats } from "./lint-repeats.ts";
import { lintSizes } from "./lint-sizes.ts";
import { customerTexts } from "./lint-texts.ts";
import { missingTranslations } from "./lint-translation.ts";
import { lintWording } from "./lint-wording.ts";
import type { LoadedBot } from "./load-bot.ts";
import { inOrder, type Problem, type SourceFile } from "./source.ts";
import { deniedKeys, utteranceLocator, writtenUtterances } from "./written-utterance.ts";

/**
 * Everything worth telling an author: the problems found in loading, and, once the bot loads, what is doubtful in its
 * utterances, facts, dialogs, and what customers read. Takes about as long as loading itself, so a server that loads content does without.
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
  const places = placesIn(files);
  const texts = customerTexts(bot, places);
  return inOrder([
    ...loaded.problems,
    ...expiredFacts(bot, today),
    ...paleColor(bot, places),
    ...lintSizes(bot),
    ...lintWording(bot, utterances),
    ...lintRepeats(utterances, coreOf),
    ...lintNear(utterances, coreOf, denied),
    ...lintOverlap(utterances, denied),
    ...promiseWords(texts),
    ...literalFigures(bot, texts),
    ...longTexts(bot, texts),
    ...missingTranslations(texts),
    ...deadOptions(bot, places),
    ...lintDialogs(bot, places),
    ...lintArticles(bot, places, utterances, today),
  ]);
}
