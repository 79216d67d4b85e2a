import type { Bot, Queue } from "../../content/bot.ts";
import type { Hours } from "../../content/hours.ts";
import { hoursText } from "../../content/hours-text.ts";
import type { Language, Localized } from "../../kernel/language.ts";
import { listed, quote, reworded } from "./quote.ts";
import { same } from "./same.ts";
import { compareByKey, compareLists, tellProperties } from "./tell.ts";

/** What became of the bot's greeting, of what it suggests to ask, and of when and where people answer. */
export function serviceChanges(before: Bot, after: Bot, language: Language): readonly string[] {
  const renamed = (zh: string, en: string, from: Localized, to: Localized): readonly string[] => {
    if (same(from, to)) return [];
    const change = reworded(from, to, language);
    return [{ zh: `${zh}${change}`, en: `${en} changes ${change}` }[language]];
  };
  return [
    ...renamed("机器人的名字", "The bot's name", before.name, after.name),
    ...renamed("品牌名", "The brand", before.brand, after.brand),
    ...renamed("欢迎语", "The greeting", before.greeting, after.greeting),
    ...suggestionChanges(before.suggestions, after.suggestions, language),
    ...(same(before.pages, after.pages)
      ? []
      : [
          { zh: "个别页面上的推荐问题有变化", en: "What is suggested on single pages has changed" }[language],
        ]),
    ...hoursChanges(before.hours, after.hours, { zh: "人工服务时间", en: "Opening hours" }, language),
    ...queueChanges(before, after, language),
  ];
}

function suggestionChanges(
  before: Bot["suggestions"],
  after: Bot["suggestions"],
  language: Language,
): readonly string[] {
  if (same(before, after)) return [];
  const { added, removed } = compareLists(before[language], after[language]);
  const quoted = (texts: readonly string[]): string =>
    listed(
      texts.map((text) => quote(text, language)),
      language,
    );
  if (added.length + removed.length === 0)
    return [
      same(before[language], after[language])
        ? { zh: "英文的推荐问题有变化", en: "What is suggested in Chinese has changed" }[language]
        : { zh: "推荐问题换了顺序", en: "What is suggested stands in another order" }[language],
    ];
  return [
    ...(added.length === 0
      ? []
      : [{ zh: `推荐问题新增${quoted(added)}`, en: `Now suggested: ${quoted(added)}` }[language]]),
    ...(removed.length === 0
      ? []
      : [
          { zh: `推荐问题去掉${quoted(removed)}`, en: `Not suggested any more: ${quoted(removed)}` }[
            language
          ],
        ]),
  ];
}

function hoursChanges(
  before: Hours | undefined,
  after: Hours | undefined,
  whose: Localized,
  language: Language,
): readonly string[] {
  if (same(before, after)) return [];
  const { zh, en } = whose;
  if (after === undefined) return [{ zh: `${zh}改为全天`, en: `${en}: always, now` }[language]];
  const told = tellProperties<Partial<Hours>>(
    before ?? { weekly: [], holidays: [] },
    after,
    {
      zone: () =>
        before === undefined
          ? undefined
          : [
              { zh: `${zh}的时区改为 ${after.zone}`, en: `${en}: the time zone is ${after.zone} now` }[
                language
              ],
            ],
      weekly: () => {
        const now = hoursText(after, language);
        const was = before === undefined ? undefined : hoursText(before, language);
        const instead = {
          zh: was === undefined ? "" : `（原为${was}）`,
          en: was === undefined ? "" : `, before ${was}`,
        };
        return [{ zh: `${zh}改为${now}${instead.zh}`, en: `${en}: ${now} now${instead.en}` }[language]];
      },
      holidays: () => {
        const { added, removed } = compareLists(before?.holidays ?? [], after.holidays);
        return [
          ...(added.length === 0
            ? []
            : [
                {
                  zh: `${zh}新增休息日 ${added.join("、")}`,
                  en: `${en}: closed on ${added.join(", ")}, too`,
                },
              ]),
          ...(removed.length === 0
            ? []
            : [
                {
                  zh: `${zh}去掉休息日 ${removed.join("、")}`,
                  en: `${en}: not closed any more on ${removed.join(", ")}`,
                },
              ]),
        ].map((words) => words[language]);
      },
    },
    () => ({ zh: `${zh}有变化`, en: `${en} have changed` })[language],
  );
  return told;
}

function queueChanges(before: Bot, after: Bot, language: Language): readonly string[] {
  const { added, removed, kept } = compareByKey(before.queues, after.queues);
  const nameOf = ({ title }: Queue): string => quote(title[language], language);
  return [
    ...added.map(
      ([, queue]) => ({ zh: `新增队列${nameOf(queue)}`, en: `New queue ${nameOf(queue)}` })[language],
    ),
    ...removed.map(
      ([, queue]) => ({ zh: `删除队列${nameOf(queue)}`, en: `The queue ${nameOf(queue)} is gone` })[language],
    ),
    ...kept.flatMap(([, old, now]) => {
      const name = nameOf(now);
      return tellProperties(
        old,
        now,
        {
          title: (former, queue) => {
            const change = reworded(former.title, queue.title, language);
            return [{ zh: `队列的名称${change}`, en: `The name of a queue changes ${change}` }[language]];
          },
          hours: () => {
            // A queue that says nothing has the bot's hours, and those are told.
            const isTold = same(old.hours, before.hours) && same(now.hours, after.hours);
            const whose = { zh: `队列${name}的服务时间`, en: `Hours of the queue ${name}` };
            return isTold ? undefined : hoursChanges(old.hours, now.hours, whose, language);
          },
          takeWithinMs: () => [
            within(
              `队列${name}的接起时限`,
              `The queue ${name} is to be taken within`,
              old.takeWithinMs,
              now.takeWithinMs,
              language,
            ),
          ],
          answerWithinMs: () => [
            within(
              `队列${name}的回复时限`,
              `The queue ${name} is to be answered within`,
              old.answerWithinMs,
              now.answerWithinMs,
              language,
            ),
          ],
        },
        () =>
          ({ zh: `队列${name}的设置有变化`, en: `Other settings of the queue ${name} have changed` })[
            language
          ],
      );
    }),
  ];
}

function within(zh: string, en: string, before: number, after: number, language: Language): string {
  return {
    zh: `${zh}由 ${before / 60_000} 分钟改为 ${after / 60_000} 分钟`,
    en: `${en} ${after / 60_000} min, before ${before / 60_000} min`,
  }[language];
}
