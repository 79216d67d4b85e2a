import type { YesNo } from "../kernel/understanding.ts";
import { readClause } from "./yesno-clause.ts";

/**
 * Reads a clause that tells how a thing turned out among words of its own: 再付就成功了, "the button is there now",
 * 还是提示失败. Only after a question: as a remark it is a topic.
 */
export function readNews(clause: string): YesNo | undefined {
  return /\p{Script=Han}/u.test(clause) ? readChineseNews(clause) : readEnglishNews(clause);
}

const MOCKS = /个(?:鬼|屁|头|毛)|^哪里?(?:解决|好|行|可以|有用)/u;
const NO_MORE = /(?:不|没有?)再.{0,4}(?:提示|出现|弹|报|错|失败|卡|闪退|显示)/u;
const ABLE_NOW = /(?:现在|终于|总算|又|已经)我?(?:能|可以)\p{Script=Han}{1,6}了$/u;
const STILL = "(?:还是|仍然|仍旧|仍|依然|依旧|照样)";
const STILL_NOT = new RegExp(`${STILL}(?:不|没|无法|\\p{Script=Han}{1,2}不)`, "u");
const SYMPTOM_STAYS = new RegExp(
  `(?:${STILL}|一直|老是|总是|又)在?(?:提示|显示|弹|报|卡|转圈|跳|闪退|说|失败|让我|要我)|还在(?:转|加载|卡)`,
  "u",
);
const OTHER_WISH = /想|要|懂|知道|明白|清楚/u;
const ADVERB = /也|还是|还|就|又|都|终于|总算|现在|已经|依然|仍|照样|应该|好像|没有(?=[这那])|没(?=[看找])/gu;
/** 都行 and 还好 are too short to be told from the end of something else. */
const SHORTEST_ENDING = 3;

function readChineseNews(clause: string): YesNo | undefined {
  if (MOCKS.test(clause)) return "no";
  if (NO_MORE.test(clause) || ABLE_NOW.test(clause)) return "yes";
  if (OTHER_WISH.test(clause)) return undefined;
  if (STILL_NOT.test(clause) || SYMPTOM_STAYS.test(clause)) return "no";
  return readEnding(clause);
}

/** 重启了手机|也没用: from an adverb on, the clause is an answer, whatever it began with. */
function readEnding(clause: string): YesNo | undefined {
  for (const { index } of clause.matchAll(ADVERB)) {
    const ending = clause.slice(index);
    const answers = ending.length < SHORTEST_ENDING ? [] : new Set(readClause(ending, true));
    const [answer, ...others] = answers;
    if (others.length === 0 && answer !== undefined && answer !== "nod") return answer;
  }
  return undefined;
}

const THROUGH = /\b(?:went|goes|gone|got) through\b/gu;
const GOOD = /^(?:work(?:s|ed|ing)?|fixed|solved|resolved|succeeded|successful|accepted|managed|sorted)$/u;
const BAD =
  /^(?:fail(?:s|ed|ing|ures?)?|errors?|stuck|crash(?:es|ed|ing)?|freez(?:es|ing)|declined|rejected|refused|broken|wrong|same|problems?|issues?|trouble)$/u;
const NEGATES =
  /n't$|^(?:not|no|never|none|nothing|neither|cannot|cant|dont|doesnt|didnt|isnt|wont|stopped|without|unable|hardly)$/u;
/** "don't have any more problems": so far back a negation reaches. */
const REACH = 4;
const LETS = /^(?:lets?|allows?|allowed)$/u;
const STAYS =
  /\bstill\b(?! (?:want|need|like|interested|waiting|think|thinking|trying|testing|checking|looking|working on))|\b(?:again|same)\b/u;
const PRESENT =
  /\bnow (?:the|my|it|there) (?:\w+ )?(?:is|are|works?|shows?)\b|\b(?:is|are|it's) (?:there|back|visible)(?: now)?$/u;

function readEnglishNews(clause: string): YesNo | undefined {
  const words = clause.replace(THROUGH, "succeeded").match(/[a-z']+/gu) ?? [];
  const stays = STAYS.test(clause);
  let news: YesNo | undefined;
  let denies = false;
  for (const [place, word] of words.entries()) {
    const negated = words.slice(Math.max(0, place - REACH), place).some((before) => NEGATES.test(before));
    denies ||= negated;
    if (GOOD.test(word)) news = negated ? "no" : "yes";
    else if (BAD.test(word) && negated && !stays) news = "yes";
    else if ((BAD.test(word) && stays) || (LETS.test(word) && negated)) news = "no";
  }
  if (news !== undefined) return news;
  if (/\bstill\b/u.test(clause) && stays) return "no";
  const isBad = words.some((word) => BAD.test(word));
  if (isBad && /\bback\b/u.test(clause)) return "no";
  return PRESENT.test(clause) && !denies && !isBad ? "yes" : undefined;
}
