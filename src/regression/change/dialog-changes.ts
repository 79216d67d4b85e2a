import type { Bot, Dialog, Step } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import type { AlignedDialog, Alignment } from "./align-dialogs.ts";
import { isNumbered } from "./align-steps.ts";
import type { Place } from "./option-changes.ts";
import { listed, quote, reworded, several } from "./quote.ts";
import { stepChanges } from "./step-changes.ts";
import { dialogWords, intentWords, stepWords } from "./step-words.ts";
import { compareLists, tellProperties } from "./tell.ts";

/** What became of a dialog, and the steps that it is about; of the whole dialog, none. */
export interface DialogChange {
  readonly dialog: Dialog;
  /** The dialog comes or goes, or has another title. */
  readonly isWhole: boolean;
  /** A sentence of its own, or one that needs its dialog named before it. */
  readonly words: string;
  /** Steps by the ids they had, as `dialog#step`. */
  readonly steps: readonly string[];
}

/** Dialogs and patterns that are new, or gone, or that have another name. */
export function wholeChanges(
  before: Bot,
  after: Bot,
  { added, removed, changed }: Alignment,
  language: Language,
): readonly DialogChange[] {
  const kindOf = ({ kind }: Dialog): string =>
    (kind === "pattern" ? { zh: "通用应答", en: "pattern" } : { zh: "对话", en: "dialog" })[language];
  return [
    ...added.map((dialog) => {
      const title = dialogWords(after, dialog.id, language);
      const started = startWords(after, dialog, language);
      const size = dialog.steps.size;
      return whole(
        dialog,
        {
          zh: `新增${kindOf(dialog)}${title}，共 ${size} 步${started}`,
          en: `New ${kindOf(dialog)} ${title} of ${several(size, "step")}${started}`,
        }[language],
      );
    }),
    ...removed.map((dialog) => {
      const title = dialogWords(before, dialog.id, language);
      const words = {
        zh: `删除${kindOf(dialog)}${title}`,
        en: `The ${kindOf(dialog)} ${title} is gone`,
      }[language];
      return whole(dialog, words);
    }),
    ...changed.flatMap(({ before: old, after: now }) => {
      if (old.id === now.id) return [];
      const title = dialogWords(after, now.id, language);
      const words = {
        zh: `${kindOf(now)}${title}换了内部名称（${old.id} 改为 ${now.id}），正在其中的客户会接着走`,
        en: `The ${kindOf(now)} ${title} has another internal name (${now.id}, before ${old.id}); customers in it go on`,
      }[language];
      return [whole(now, words)];
    }),
  ];
}

function whole(dialog: Dialog, words: string): DialogChange {
  return { dialog, isWhole: true, words, steps: placesOf(dialog) };
}

function startWords(bot: Bot, { intents }: Dialog, language: Language): string {
  if (intents.length === 0) return "";
  const names = listed(
    intents.map((name) => intentWords(bot, name, language)),
    language,
  );
  return { zh: `，回答${names}`, en: `, which answers ${names}` }[language];
}

/** What is new inside a dialog that was there before: where it leads first, then what it says. */
export function innerChanges(
  before: Bot,
  after: Bot,
  aligned: AlignedDialog,
  language: Language,
): readonly DialogChange[] {
  const { settled, before: old, after: now } = aligned;
  const place: Place = { bot: after, dialog: now.id, language };
  const inDialog = (words: string, steps: readonly string[]): DialogChange => ({
    dialog: now,
    isWhole: false,
    words,
    steps,
  });
  const all = [...placesOf(old), ...placesOf(now)];
  const own = tellProperties(
    settled.before,
    settled.after,
    ownTellers(aligned, place),
    () => ({ zh: "其他设置有变化", en: "other settings" })[language],
  );
  return [
    ...own.map((words) => inDialog(words, all)),
    ...comings(before, aligned, place).map(({ words, steps }) => inDialog(words, steps)),
    ...keptSteps(aligned).flatMap(({ was, from, to }) => {
      const steps = [`${old.id}#${was.id}`, `${now.id}#${to.id}`];
      const changes = [...renamedStep(was, to, place), ...stepChanges(from, to, place)];
      return changes.map((words) => inDialog(words, steps));
    }),
  ];
}

function ownTellers({ before, after, steps }: AlignedDialog, { bot, language }: Place) {
  return {
    title: (old: Dialog, now: Dialog) => {
      const change = reworded(old.title, now.title, language);
      return [{ zh: `标题${change}`, en: `the title changes ${change}` }[language]];
    },
    intents: (old: Dialog, now: Dialog) => {
      const { added, removed } = compareLists(old.intents, now.intents);
      const names = (intents: readonly string[]): string =>
        listed(
          intents.map((name) => intentWords(bot, name, language)),
          language,
        );
      return [
        ...(added.length === 0
          ? []
          : [{ zh: `现在也回答${names(added)}`, en: `it now answers ${names(added)}` }]),
        ...(removed.length === 0
          ? []
          : [{ zh: `不再回答${names(removed)}`, en: `it does not answer ${names(removed)} any more` }]),
      ].map((words) => words[language]);
    },
    phrases: (old: Dialog, now: Dialog) => {
      const { added, removed } = compareLists(old.phrases, now.phrases);
      const quoted = (phrases: readonly string[]): string =>
        listed(
          phrases.map((phrase) => quote(phrase, language)),
          language,
        );
      return [
        ...(added.length === 0
          ? []
          : [{ zh: `说${quoted(added)}现在也会进入`, en: `${quoted(added)} starts it, too` }]),
        ...(removed.length === 0
          ? []
          : [{ zh: `说${quoted(removed)}不再进入`, en: `${quoted(removed)} does not start it any more` }]),
      ].map((words) => words[language]);
    },
    resume: () => [
      { zh: "客户岔开话题后，回来的方式有变化", en: "how it is come back to after another question" }[
        language
      ],
    ],
    slots: () => [{ zh: "向客户了解的信息有变化", en: "what it keeps of the conversation" }[language]],
    first: () => {
      const isTold = !steps.has(before.first) || ![...steps.values()].includes(after.first);
      const step = after.steps.get(after.first);
      if (isTold || step === undefined) return undefined;
      const words = stepWords(bot, step, language);
      return [{ zh: `现在从${words}开始`, en: `it now begins with ${words}` }[language]];
    },
    was: () =>
      before.id === after.id ? [{ zh: "曾用名有变化", en: "its list of former names" }[language]] : undefined,
    // Steps are told one by one.
    steps: () => undefined,
  };
}

function comings(
  before: Bot,
  { before: old, after: now, steps }: AlignedDialog,
  { bot, language }: Place,
): readonly Pick<DialogChange, "words" | "steps">[] {
  const found = new Set(steps.values());
  const added = [...now.steps.values()].filter(({ id }) => !found.has(id));
  const removed = [...old.steps.values()].filter(({ id }) => !steps.has(id));
  const ids = [...now.steps.keys()];
  const order = [...old.steps.keys()].flatMap((id) => steps.get(id) ?? []).map((id) => ids.indexOf(id));
  const isInOrder = order.every((index, place) => place === 0 || index > (order[place - 1] ?? 0));
  return [
    ...added.map((step) => {
      const words = stepWords(bot, step, language);
      const above = now.steps.get(ids[ids.indexOf(step.id) - 1] ?? "");
      const after = above === undefined ? undefined : stepWords(bot, above, language);
      const where = {
        zh: after === undefined ? "开头" : `${after}之后`,
        en: after === undefined ? "at its beginning" : `after ${after}`,
      };
      return {
        words: { zh: `在${where.zh}新增${words}`, en: `new ${where.en}: ${words}` }[language],
        // Who comes to the step above comes to this one, or may.
        steps: above === undefined ? [`${old.id}#${old.first}`] : [`${now.id}#${above.id}`],
      };
    }),
    ...removed.map((step) => {
      const words = stepWords(before, step, language);
      return {
        words: { zh: `去掉${words}`, en: `gone: ${words}` }[language],
        steps: [`${old.id}#${step.id}`],
      };
    }),
    ...(isInOrder
      ? []
      : [
          {
            words: { zh: "步骤的先后顺序有变化", en: "the steps stand in another order" }[language],
            steps: placesOf(now),
          },
        ]),
  ];
}

interface KeptStep {
  readonly was: Step;
  readonly from: Step;
  readonly to: Step;
}

function keptSteps({ before, settled, steps }: AlignedDialog): readonly KeptStep[] {
  return [...steps].flatMap(([id, now]) => {
    const was = before.steps.get(id);
    const from = settled.before.steps.get(now);
    const to = settled.after.steps.get(now);
    return was === undefined || from === undefined || to === undefined ? [] : [{ was, from, to }];
  });
}

function renamedStep(was: Step, now: Step, { bot, language }: Place): readonly string[] {
  const words = stepWords(bot, now, language);
  if (was.id !== now.id && !(isNumbered(was.id) && isNumbered(now.id))) {
    const moves = now.was.includes(was.id) && was.id !== now.id;
    return [
      {
        zh: `${words}换了内部名称${moves ? "，正停在这一步的客户会接着走" : ""}`,
        en: `${words} has another internal name${moves ? "; customers who stand there go on" : ""}`,
      }[language],
    ];
  }
  return JSON.stringify(was.was) === JSON.stringify(now.was)
    ? []
    : [{ zh: `${words}的曾用名有变化`, en: `the list of former names of ${words}` }[language]];
}

function placesOf({ id, steps }: Dialog): readonly string[] {
  return [...steps.keys()].map((step) => `${id}#${step}`);
}
