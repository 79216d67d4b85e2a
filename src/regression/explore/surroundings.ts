import type { Bot } from "../../content/bot.ts";
import type { Hours } from "../../content/hours.ts";
import type { Language } from "../../kernel/language.ts";
import { decisiveOf } from "./decisive.ts";

/** What stays the same through a whole conversation and is no customer's doing. */
export interface Surroundings {
  readonly identified: boolean;
  /** Colleagues answer. */
  readonly open: boolean;
  readonly language: Language;
}

/** Every surrounding that the content tells apart, and no others: without a condition on it, one stands for both. */
export function surroundingsOf(bot: Bot): readonly Surroundings[] {
  const steps = [...bot.dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const tests = steps.flatMap(decisiveOf).map((test) => test.replace(/"[^"]*"|'[^']*'/gu, ""));
  const reads = (name: RegExp): boolean => tests.some((test) => name.test(test));
  const identities = reads(/\bcustomer\b/u) || [...bot.actions.values()].some(({ identified }) => identified);
  const languages: readonly Language[] = reads(/\blanguage\b/u) ? ["zh", "en"] : ["zh"];
  return languages.flatMap((language) =>
    (identities ? [false, true] : [false]).flatMap((identified) =>
      (reads(/(?<!\.)\bopen\b/u) ? [true, false] : [true]).map((open) => ({ identified, open, language })),
    ),
  );
}

/** A bot whose colleagues are always in, or never. */
export function withHours({ hours: _hours, ...bot }: Bot, open: boolean): Bot {
  return open ? bot : { ...bot, hours: NEVER };
}

const NEVER: Hours = { zone: "Asia/Shanghai", weekly: [], holidays: [] };
