import type { Bot, Button, Outcome, Step, Target } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import { quote } from "./quote.ts";

/** Longest quotation that stands for a step, in characters. */
const MOST: Readonly<Record<Language, number>> = { zh: 18, en: 40 };

/** A step, told by what it says or does: steps have no titles. */
export function stepWords(bot: Bot, step: Step, language: Language): string {
  switch (step.verb) {
    case "say":
    case "ask": {
      const [text] = step.display.text;
      return text === undefined ? { zh: "一步", en: "a step" }[language] : cut(text[language], language);
    }
    case "call":
      return { zh: `查询「${step.action}」`, en: `the call of ${step.action}` }[language];
    case "human": {
      const reason = cut(step.reason[language], language);
      return { zh: `转人工${reason}`, en: `the handoff ${reason}` }[language];
    }
    case "run":
      return {
        zh: `插入${dialogWords(bot, step.dialog, language)}`,
        en: `the run of ${dialogWords(bot, step.dialog, language)}`,
      }[language];
    case "when":
      return { zh: "按条件分流的一步", en: "a branch on conditions" }[language];
    case "set":
      return { zh: "记录信息的一步", en: "a step that keeps something in mind" }[language];
    case "wait":
      return { zh: "等待的一步", en: "a wait" }[language];
    case "go":
      return { zh: "跳转的一步", en: "a jump" }[language];
    case "end":
      return { zh: `结束（${outcomes[step.outcome].zh}）`, en: `an end (${outcomes[step.outcome].en})` }[
        language
      ];
  }
}

/** A dialog by its title in quotation marks, a pattern by what it is for. */
export function dialogWords(bot: Bot, id: string, language: Language): string {
  const dialog = bot.dialogs.get(id);
  if (dialog === undefined) return quote(id, language);
  const known = patterns[id];
  return dialog.kind === "pattern" && known !== undefined
    ? quote(known[language], language)
    : quote(dialog.title[language], language);
}

/** An intent by its title, in quotation marks. */
export function intentWords({ intents }: Bot, name: string, language: Language): string {
  return quote(intents.find((intent) => intent.name === name)?.title[language] ?? name, language);
}

/**
 * Where something leads, as the end of "leads to …".
 *
 * @param from the dialog that it leads from
 */
export function targetWords(
  bot: Bot,
  target: Target | Button["go"],
  from: string,
  language: Language,
): string {
  switch (target.to) {
    case "step": {
      const dialog = bot.dialogs.get(target.dialog);
      const step = dialog?.steps.get(target.step);
      if (target.dialog !== from && dialog?.first === target.step)
        return dialogWords(bot, target.dialog, language);
      const words = step === undefined ? target.step : stepWords(bot, step, language);
      if (target.dialog === from) return words;
      const there = dialogWords(bot, target.dialog, language);
      return { zh: `${there}里的${words}`, en: `${words} in ${there}` }[language];
    }
    case "back":
      return { zh: "上一个问题", en: "the question before" }[language];
    case "human":
      return { zh: "人工客服", en: "a person" }[language];
    case "end":
      return { zh: `结束（${outcomes[target.outcome].zh}）`, en: `the end (${outcomes[target.outcome].en})` }[
        language
      ];
    case "intent":
      return intentWords(bot, target.intent, language);
    case "link":
      return target.url;
  }
}

/** How a dialog ends. */
export const outcomes: Readonly<Record<Outcome, Readonly<Record<Language, string>>>> = {
  solved: { zh: "已解决", en: "solved" },
  unsolved: { zh: "未解决", en: "unsolved" },
  cancelled: { zh: "已取消", en: "cancelled" },
  done: { zh: "说完为止", en: "nothing more to say" },
};

/** What the patterns that every bot has are for; authors give them no titles. */
const patterns: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  "_unclear-1": { zh: "第一次没听懂", en: "not understood once" },
  "_unclear-2": { zh: "第二次没听懂", en: "not understood twice" },
  "_unclear-3": { zh: "第三次没听懂", en: "not understood three times" },
  "_unclear-value": { zh: "没看出要填的内容", en: "no answer in what was said" },
  _image: { zh: "收到图片", en: "a picture came" },
  _clarify: { zh: "在几个问题之间确认", en: "which of several questions" },
  _article: { zh: "用知识文章回答", en: "an article as the answer" },
  _cancel: { zh: "取消", en: "cancel" },
  _repeat: { zh: "再说一遍", en: "say it again" },
  _back: { zh: "上一步", en: "one step back" },
  _skip: { zh: "跳过", en: "skip" },
  _corrected: { zh: "客户更正前面的回答", en: "an answer corrected" },
  _noted: { zh: "记下另一件事", en: "another matter noted" },
  _silence: { zh: "客户很久没有回复", en: "the customer is silent" },
  _stuck: { zh: "一直没有进展", en: "the customer is stuck" },
  _resume: { zh: "回到刚才的话题", en: "back to the earlier matter" },
  _human: { zh: "转人工", en: "a person, please" },
  _waiting: { zh: "等待人工时", en: "waiting for a person" },
  _closed: { zh: "人工不在服务时间", en: "outside opening hours" },
  _unstaffed: { zh: "没有客服在线", en: "nobody is there" },
  "_call-noted": { zh: "登记回电", en: "a call back noted" },
  _returned: { zh: "人工转回机器人", en: "back from a person" },
  _resolved: { zh: "问题已解决", en: "the matter is solved" },
  _rate: { zh: "请客户评价", en: "asking for a rating" },
  _done: { zh: "事情办完", en: "all done" },
  _stale: { zh: "点了过时的按钮", en: "an old button pressed" },
  _error: { zh: "系统出错", en: "something failed" },
};

function cut(text: string, language: Language): string {
  return quote(text, language, MOST[language]);
}
