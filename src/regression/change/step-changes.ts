import type { Display, Step } from "../../content/bot.ts";
import { optionChanges, type Place } from "./option-changes.ts";
import { quote, reworded } from "./quote.ts";
import { same } from "./same.ts";
import { dialogWords, outcomes, stepWords, targetWords } from "./step-words.ts";
import { type Tellers, tellProperties } from "./tell.ts";

/**
 * What became of one step.
 *
 * @param before with its names as they are now
 * @returns sentences without their dialog; none when it is the same
 */
export function stepChanges(before: Step, after: Step, place: Place): readonly string[] {
  const { bot, language } = place;
  const here = stepWords(bot, after, language);
  if (before.verb !== after.verb) {
    const old = stepWords(bot, before, language);
    return [{ zh: `${old}换成了${here}`, en: `${here} takes the place of ${old}` }[language]];
  }
  return tellProperties(
    before,
    after,
    { ...sayingTellers(here, place), ...leadingTellers(here, place), ...doingTellers(here, place) },
    () => ({ zh: `${here}的设置有变化`, en: `other settings of ${here}` })[language],
  );
}

function sayingTellers(here: string, place: Place): Tellers<Step> {
  const { language } = place;
  return {
    display: (before, after) =>
      "display" in before && "display" in after
        ? displayChanges(before.display, after.display, here, place)
        : [],
    buttons: (before, after) =>
      before.verb === "say" && after.verb === "say"
        ? optionChanges(before.buttons, after.buttons, place).map((words) => at(here, words, place))
        : [],
    options: (before, after) =>
      before.verb === "ask" && after.verb === "ask"
        ? optionChanges(before.options, after.options, place).map((words) => at(here, words, place))
        : [],
    remedy: (before, after) =>
      before.verb === "ask" && after.verb === "ask" && before.remedy && after.remedy
        ? [
            {
              zh: `排查办法的名称${reworded(before.remedy, after.remedy, language)}`,
              en: `a remedy is renamed ${reworded(before.remedy, after.remedy, language)}`,
            }[language],
          ]
        : [],
    facts: () => [{ zh: `${here}所依据的内容有增减`, en: `${here} rests on other facts` }[language]],
    // Another name is told of the dialog.
    was: () => undefined,
  };
}

function leadingTellers(here: string, place: Place): Tellers<Step> {
  const { bot, dialog, language } = place;
  const leads = (target: Parameters<typeof targetWords>[1], zh: string, en: string): string => {
    const words = targetWords(bot, target, dialog, language);
    return { zh: `${here}${zh}改为通向${words}`, en: `${here}${en} now leads to ${words}` }[language];
  };
  return {
    next: (_before, after) => ("next" in after ? [leads(after.next, "之后", "")] : []),
    skip: (before, after) => {
      if (before.verb !== "ask" || after.verb !== "ask" || after.skip === undefined) return [];
      const { skip } = after;
      const isTold = !same(before.options, after.options) && after.options.some(({ go }) => same(go, skip));
      return isTold ? undefined : [leads(skip, "被跳过时", " when it is skipped")];
    },
    otherwise: (_before, after) =>
      after.verb === "when"
        ? [leads(after.otherwise, "在条件都不成立时", ", where no condition holds,")]
        : [],
    message: (_before, after) =>
      after.verb === "wait" && after.message
        ? [leads(after.message, "期间客户来消息时", " when the customer writes meanwhile")]
        : [],
    outcomes: (before, after) => {
      if (before.verb !== "call" || after.verb !== "call") return [];
      // Of another action, the outcomes are others as well.
      if (before.action !== after.action) return undefined;
      return Object.entries(after.outcomes)
        .filter(([name, target]) => !same(before.outcomes[name], target))
        .map(([name, target]) => leads(target, `得到结果「${name}」时`, ` with the outcome ${name}`));
    },
    branches: (before, after) => {
      if (before.verb !== "when" || after.verb !== "when") return [];
      const isRedirected = same(
        before.branches.map(({ test }) => test),
        after.branches.map(({ test }) => test),
      );
      return isRedirected
        ? after.branches
            .filter(({ go }, index) => !same(go, before.branches[index]?.go))
            .map(({ go, test }) => leads(go, `在「${test}」时`, `, where ${test},`))
        : [{ zh: `${here}的条件有变化`, en: `the conditions of ${here} are others` }[language]];
    },
  };
}

function doingTellers(here: string, { bot, language }: Place): Tellers<Step> {
  return {
    action: (before, after) =>
      before.verb === "call" && after.verb === "call"
        ? [
            {
              zh: `改为查询「${after.action}」，不再查询「${before.action}」`,
              en: `${after.action} is called in place of ${before.action}`,
            }[language],
          ]
        : [],
    dialog: (before, after) =>
      before.verb === "run" && after.verb === "run"
        ? [
            {
              zh: `改为插入${dialogWords(bot, after.dialog, language)}`,
              en: `${dialogWords(bot, after.dialog, language)} is run now`,
            }[language],
          ]
        : [],
    queue: (before, after) =>
      before.verb === "human" && after.verb === "human"
        ? [
            {
              zh: `${here}改为进入队列「${bot.queues.get(after.queue)?.title.zh ?? after.queue}」`,
              en: `${here} now goes to the queue "${bot.queues.get(after.queue)?.title.en ?? after.queue}"`,
            }[language],
          ]
        : [],
    reason: (before, after) =>
      before.verb === "human" && after.verb === "human"
        ? [
            {
              zh: `转人工的原因${reworded(before.reason, after.reason, language)}`,
              en: `the reason of a handoff is changed ${reworded(before.reason, after.reason, language)}`,
            }[language],
          ]
        : [],
    outcome: (before, after) =>
      before.verb === "end" && after.verb === "end"
        ? [
            {
              zh: `结束时由“${outcomes[before.outcome].zh}”改为“${outcomes[after.outcome].zh}”`,
              en: `it ends as ${outcomes[after.outcome].en}, not as ${outcomes[before.outcome].en}`,
            }[language],
          ]
        : [],
    rate: (_before, after) =>
      after.verb === "end"
        ? [
            after.rate
              ? { zh: "结束时请客户评价", en: "the customer is asked for a rating at the end" }[language]
              : { zh: "结束时不再请客户评价", en: "no rating is asked for at the end any more" }[language],
          ]
        : [],
    fromIntents: () => [{ zh: `${here}的推荐选项有变化`, en: `${here} offers other questions` }[language]],
  };
}

function displayChanges(before: Display, after: Display, here: string, place: Place): readonly string[] {
  const { language } = place;
  return tellProperties(
    before,
    after,
    {
      text: (old, now) => wordingChanges(old.text, now.text, here, language),
      steps: () => [{ zh: `${here}的步骤清单有变化`, en: `the list of steps of ${here}` }[language]],
      card: () => [{ zh: `${here}的卡片有变化`, en: `the card of ${here}` }[language]],
      image: () => [{ zh: `${here}的图片有变化`, en: `the image of ${here}` }[language]],
    },
    () => ({ zh: `${here}的显示有变化`, en: `how ${here} is shown` })[language],
  );
}

function wordingChanges(
  before: Display["text"],
  after: Display["text"],
  here: string,
  language: Place["language"],
): readonly string[] {
  if (before.length === after.length)
    return after.flatMap((now, index) => {
      const old = before[index];
      if (old === undefined || same(old, now)) return [];
      const change = reworded(old, now, language);
      return [{ zh: `话术${change}`, en: `what is said changes ${change}` }[language]];
    });
  const has = new Set(before.map((text) => JSON.stringify(text)));
  const added = after.filter((text) => !has.has(JSON.stringify(text)));
  const [first] = added;
  const such =
    first === undefined
      ? ""
      : { zh: `，例如${quote(first.zh, "zh")}`, en: `, such as ${quote(first.en, "en")}` }[language];
  return [
    {
      zh: `${here}的说法由 ${before.length} 种变为 ${after.length} 种${such}`,
      en: `${here} has ${after.length} wordings in place of ${before.length}${such}`,
    }[language],
  ];
}

function at(here: string, words: string, { language }: Place): string {
  return { zh: `在${here}处${words}`, en: `at ${here}, ${words}` }[language];
}
