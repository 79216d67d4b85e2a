import type { Bot } from "../../content/bot.ts";
import { withHours } from "../with-hours.ts";
import { SampleValues } from "./sample-values.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** What one walk takes its events from. */
export interface World {
  readonly bot: Bot;
  readonly surroundings: Surroundings;
  readonly vocabulary: Vocabulary;
  readonly samples: SampleValues;
}

/** A bot in surroundings that do not change, with a customer who knows its words. */
export function worldOf(bot: Bot, surroundings: Surroundings): World {
  const { language, open } = surroundings;
  return {
    bot: withHours(bot, open),
    surroundings,
    vocabulary: vocabularyOf(bot, language),
    samples: new SampleValues(bot, language),
  };
}
