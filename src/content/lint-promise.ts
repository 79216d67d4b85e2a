import type { Language } from "../kernel/language.ts";
import { type CustomerText, eachLanguage, type OneText, withoutTemplates } from "./lint-texts.ts";
import type { Problem } from "./source.ts";

/**
 * Words that promise what only a bank, a platform or a colleague can decide. What looks like one and is none is left
 * out here: 保证金, 一定的手续费, 请一定要核对, 绝对不要告诉别人.
 */
const PROMISES: Readonly<Record<Language, RegExp>> = {
  zh: anyOf("gu", [
    "一定(?!的|程度|期限|期间|范围|比例|金额|数额|条件|时间|要|别|不要|请|记得|先|得|注意)",
    "(?<!请|请您|请先|要|需|需要|须|应|应当|务必|为|为了|以|来|质量)保证(?!金|人|书|合同|期)",
    "肯定(?=[能会可过行批给到有是]|不会|通过|没问题|没事|成功|下款)",
    "绝对(?!值|不要|不能|不可|别|禁止)",
    "百分(?:之)?百|100[%％](?!\\s*的)",
    "秒(?:到账?|批|过|审|下款|退|放款)",
    "(?:立即|立刻|马上|即时|实时|即刻|当场|瞬间)(?:到账|放款|下款|通过|恢复)",
    "(?<![红钱腰背皮面])包(?:过|通过|下款|批)(?![期程来去])",
    "稳(?:过|下款|赚)|(?<!不)必(?:过|批|下款)(?![来去程于])|包您|保您",
    "铁定|妥妥|必定|必然|万无一失|[零无]风险",
  ]),
  en: anyOf("giu", [
    "\\bguarantee(?:s|d|ing)?\\b(?! (?:deposit|letter|card|period)s?\\b)",
    "\\bdefinitely\\b|\\babsolutely\\b(?! not\\b)(?![.,!])",
    "(?<![\\d.])100 ?(?:%|percent\\b|per cent\\b)(?! of\\b)",
    "\\binstant(?:ly)? (?:approv(?:ed|al)|paid|credited|transfer(?:red)?|payout)\\b",
    "\\b(?:approved|credited|paid out) (?:instantly|immediately|at once)\\b",
    "\\b(?:always|surely|certainly) (?:be )?(?:approved|accepted|possible|works?)\\b",
    "\\bwithout fail\\b|\\brisk[- ]free\\b|\\bno risk\\b|\\b(?:we|I) promise\\b",
  ]),
};

/** What takes a promise back when it stands before it in its clause: 不一定, 不能保证, 没有人能保证, cannot guarantee. */
const TAKEN_BACK: Readonly<Record<Language, RegExp>> = {
  zh: anyOf("u", [
    "(?:不|未|没|没有|无|别|勿|非)$",
    // 不逾期就一定能过 promises all the same.
    `(?:${[
      "不[能敢会是做作]|不可能|不等于|不代表|不表示|不意味着?|不提供|并[非不]|未必|难以|很难",
      "无法|没法|没有?办法|没有?人|没有?谁|没有任何",
    ].join("|")})[^就都则便才]{0,6}$`,
  ]),
  en: /\b(?:not|no|never|nor|neither|nobody|none|hardly|cannot|unable|without|\w+n['’]t)\b[^.!?;:,]{0,40}$/iu,
};

/** After a promise, this does: 保证不了. */
const TAKEN_BACK_AFTER = /^不了/u;

/** A question promises nothing: 能保证通过吗？ */
const ASKED: Readonly<Record<Language, RegExp>> = {
  zh: /^[^。！；，,.!;]*[吗？?]/u,
  en: /^[^.!;]*\?/u,
};

const CLAUSE_MARKS: Readonly<Record<Language, RegExp>> = {
  zh: /[，。！？；：、,.!?;:\s]/u,
  en: /[.!?;:]/u,
};

/** Promise words in what customers read. */
export function promiseWords(texts: readonly CustomerText[]): readonly Problem[] {
  return texts.flatMap(eachLanguage).flatMap(promisesIn);
}

function promisesIn({ language, text, locate }: OneText): readonly Problem[] {
  const said = withoutTemplates(text);
  const promises = [...said.matchAll(PROMISES[language])].filter(({ 0: word, index }) => {
    const before = said.slice(0, index).split(CLAUSE_MARKS[language]).at(-1) ?? "";
    const after = said.slice(index + word.length);
    return (
      !TAKEN_BACK[language].test(before) && !TAKEN_BACK_AFTER.test(after) && !ASKED[language].test(after)
    );
  });
  return promises.map(({ 0: word, index }) => ({
    ...locate(index),
    severity: "warning",
    rule: "text-promise",
    message: `"${word}" promises what is not the bot's to promise.`,
    hint: "Say what usually happens, or where the customer can see it.",
  }));
}

function anyOf(flags: string, patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), flags);
}
