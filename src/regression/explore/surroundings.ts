import type { Bot } from "../../content/bot.ts";
import { namesIn } from "../../content/condition.ts";
import { type InView, nothingInView } from "../../content/in-view.ts";
import type { Language } from "../../kernel/language.ts";
import { decisiveOf } from "./decisive.ts";

/** What stays the same through a whole conversation and is no customer's doing. */
export interface Surroundings {
  readonly identified: boolean;
  /** Colleagues answer, of whatever queue. */
  readonly open: boolean;
  readonly language: Language;
  /** What the customer has before their eyes in the host app. */
  readonly context: InView;
}

/** Every surrounding that the content tells apart, and no others: without a condition on it, one stands for both. */
export function surroundingsOf(bot: Bot): readonly Surroundings[] {
  const steps = [...bot.dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const written = steps.flatMap(decisiveOf);
  const tests = written.map((test) => test.replace(QUOTED, ""));
  const reads = (name: RegExp): boolean => tests.some((test) => name.test(test));
  const identities = reads(/\bcustomer\b/u) || [...bot.actions.values()].some(({ identified }) => identified);
  const languages: readonly Language[] = reads(/\blanguage\b/u) ? ["zh", "en"] : ["zh"];
  return languages.flatMap((language) =>
    (identities ? [false, true] : [false]).flatMap((identified) =>
      (reads(/(?<!\.)\bopen\b/u) ? [true, false] : [true]).flatMap((open) =>
        viewsOf(written).map((context) => ({ identified, open, language, context })),
      ),
    ),
  );
}

const QUOTED = /"[^"]*"|'[^']*'/gu;

/** What conditions compare the page and the order with, something else, and nothing. */
function viewsOf(tests: readonly string[]): readonly InView[] {
  const samples = (name: string, other: string): readonly string[] => {
    const own = tests.filter((test) => namesIn(test).includes(name));
    const literals = own.flatMap((test) => [...test.matchAll(QUOTED)].map(([quoted]) => quoted.slice(1, -1)));
    return own.length === 0 ? [""] : [...new Set(["", ...literals, other])];
  };
  const views = samples("context.page", "/elsewhere").flatMap((page) =>
    samples("context.order", "20260309001").map((order) => ({ page, order })),
  );
  return views.length === 1 ? [nothingInView] : views;
}
