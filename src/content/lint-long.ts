import type { Language } from "../kernel/language.ts";
import type { Bot } from "./bot.ts";
import { type CustomerText, eachLanguage, type OneText } from "./lint-texts.ts";
import type { Problem } from "./source.ts";

/**
 * What a phone 360 pixels wide shows of the widget, in characters, as measured in Chromium. A message of this length has
 * eight lines of Chinese or ten of English, as many as are left above an open keyboard. A label keeps to one line of its
 * button, a title to two, a line of a list to three.
 */
const MOST: Readonly<Record<CustomerText["shown"], Readonly<Record<Language, number>> | undefined>> = {
  message: { zh: 120, en: 320 },
  line: { zh: 36, en: 80 },
  label: { zh: 12, en: 30 },
  title: { zh: 20, en: 44 },
  name: undefined,
  // It is scrolled, as whoever asks for something to read expects: half a screen more.
  article: { zh: 180, en: 480 },
};

const HINTS: Readonly<Partial<Record<CustomerText["shown"], string>>> = {
  message: "Make it two messages, or say less.",
  article: "Make it two articles, or say less.",
};

/** With a row for each, they fill a phone's screen by themselves. */
const MOST_BUTTONS = 6;

/** Roughly what is filled in for a `{{ … }}`, in characters. */
const FILLED_IN = "……";

/** Texts that are too long to be read on a phone, and questions with too many buttons. */
export function longTexts(bot: Pick<Bot, "dialogs">, texts: readonly CustomerText[]): readonly Problem[] {
  return [...texts.flatMap(eachLanguage).flatMap(tooLong), ...manyButtons(bot)];
}

function tooLong({ language, text, shown, locate }: OneText): readonly Problem[] {
  const most = MOST[shown]?.[language];
  const { length } = text
    .replace(/\{\{.*?\}\}/gsu, FILLED_IN)
    .replace(/\{%.*?%\}/gsu, "")
    .trim();
  if (most === undefined || length <= most) return [];
  return [
    {
      ...locate(),
      severity: "warning",
      rule: "text-long",
      message: `This ${shown} is ${length} characters long; ${most} is the most that is read on a phone.`,
      hint: HINTS[shown] ?? "Say it in fewer words.",
    },
  ];
}

function manyButtons({ dialogs }: Pick<Bot, "dialogs">): readonly Problem[] {
  const steps = [...dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  return steps.flatMap((step): readonly Problem[] => {
    const buttons = step.verb === "ask" ? step.options : step.verb === "say" ? step.buttons : [];
    if (buttons.length <= MOST_BUTTONS) return [];
    return [
      {
        ...step.at,
        severity: "warning",
        rule: "buttons-many",
        message: `There are ${buttons.length} buttons; ${MOST_BUTTONS} is the most that fits beside a message.`,
        hint: "Ask in two steps, or leave to words what few customers choose.",
      },
    ];
  });
}
