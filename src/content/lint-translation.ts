import type { CustomerText } from "./lint-texts.ts";
import { withoutTemplates } from "./lint-texts.ts";
import type { Problem } from "./source.ts";

const HAN = /\p{Script=Han}/u;

/** Chinese names of what customers see on their screen, as English texts show them: (我的订单), “分期中”, 立即还款 (repay now). */
const SHOWN_NAMES = /\([^()]*\)|「[^」]*」|“[^”]*”|"[^"]*"|'[^']*'|\p{Script=Han}+(?= \([a-z])/giu;

/** Words that stand on buttons alone and with a capital, where names do, too. */
const ENGLISH_WORDS =
  /^(?:yes|no|done|back|next|cancel|continue|hello|hi|thanks|sorry|solved|later|help|close|retry|skip|more)$/iu;

/** Texts that leave customers of one language with the words of the other. */
export function missingTranslations(texts: readonly CustomerText[]): readonly Problem[] {
  return texts.flatMap((text) => {
    const found = missing(text);
    if (found === undefined) return [];
    const { language, message, hint } = found;
    const problem = { severity: "warning", rule: "translation-missing", message, hint } as const;
    return [{ ...text.locate(language), ...problem }];
  });
}

interface Missing {
  readonly language: "zh" | "en";
  readonly message: string;
  readonly hint: string;
}

function missing({ text }: CustomerText): Missing | undefined {
  const zh = withoutTemplates(text.zh);
  const en = withoutTemplates(text.en);
  if (text.zh === "" || text.en === "") {
    const language = text.zh === "" ? "en" : "zh";
    const other = text.zh === "" ? "Chinese" : "English";
    return {
      language,
      message: `"${text[language]}" has no line in ${other}.`,
      hint: "Add one at its place.",
    };
  }
  if (text.zh === text.en) {
    if (HAN.test(zh)) return sameForBoth(text.zh, "zh", "Chinese");
    return isEnglish(zh) ? sameForBoth(text.en, "zh", "English") : undefined;
  }
  if (HAN.test(en.replace(SHOWN_NAMES, ""))) {
    return {
      language: "en",
      message: `"${text.en}" stands under \`en:\` and holds Chinese.`,
      hint: "Translate it; put a name that customers see on their screen in brackets or quotes.",
    };
  }
  if (HAN.test(zh) || !isEnglish(zh)) return undefined;
  return {
    language: "zh",
    message: `"${text.zh}" stands under \`zh:\` and holds no Chinese.`,
    hint: "Translate it.",
  };
}

function sameForBoth(text: string, language: "zh" | "en", name: string): Missing {
  const message = `"${text}" is shown to Chinese and to English customers, and is ${name}.`;
  return { language, message, hint: "Write { zh: …, en: … }." };
}

/** Words, that is, and not the names of products (Apple Pay, iPhone), which are the same everywhere. */
function isEnglish(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const [first, ...more] = words;
  if (first !== undefined && more.length === 0 && ENGLISH_WORDS.test(first)) return true;
  return words.some((word) => /^[a-z'’]{2,}$/u.test(word));
}
