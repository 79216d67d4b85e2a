import type { YesNo } from "../kernel/understanding.ts";
import { readClause } from "./yesno-clause.ts";
import { asks, isUnsure, partAnswers } from "./yesno-marks.ts";
import { readNews } from "./yesno-news.ts";

/** Longer stories turn too often for their last word to count. */
const LONGEST_STORY = 200;

/** "no it's fine now", "yes how do I pay": an answer, then a sentence. */
const LEADING_ANSWER =
  /^(?:sorry )?(?:no|nope|nah|yes|yep|yeah|yup)(?= (?:i|it|its|it's|i'm|i've|that|the|let|how|what|where|when|can|could|we)\b)/u;
/** Words after which the opposite may be said without contradiction: 刚才不行，现在好了. */
const TURNS =
  /但|可是|不过|结果|其实|现在|今天|这次|又|才|终于|总算|[看弄搞]错|\b(?:but|now|today|again|finally|then|still|though|actually|end)\b/u;

/** 可以是可以: it says what it then takes back. */
const CONCEDES = /^(\p{Script=Han}{1,2})是\1$/u;

/** What shows that the bot was heard rather than what the answer is, once a question follows. */
const HEARD =
  /^(?:是这样的?|好|好的|好吧|好滴|好哒|行|行吧|[嗯恩哦噢喔]+|明白了?|知道了|了解了?|收到|ok(?:ay)?|okie|k|sure|fine|alright|right|cool|great|good|i see|got it)$/u;

const QUESTION_WORDS =
  /怎|为什么|为啥|咋|什么|啥|哪|几(?![次遍天个])|多少|多久|如何|请问|呢$|^(?:and |so |then )?(?:how|what|where|when|why|which|who)\b/u;
const REQUESTS =
  /帮我|帮忙|我要|我想|转人工|找人工|\b(?:let me (?:talk|speak)|i want (?:a|an|to (?:talk|speak))|i need|i'd like (?:a|an|to)|help me)\b/u;

/**
 * Finds the answer in what tells more than the answer: 刚才不行，现在好了 (yes), "yes but it still fails" (no),
 * 没有，怎么还款 (no, and asks more). The last word counts, if something announces that it turns; what comes after a
 * question does not.
 *
 * @returns undefined when there is no answer, a doubt, or two answers that contradict each other
 */
export function readStory(text: string): { readonly yesno: YesNo; readonly asksMore: boolean } | undefined {
  if (/^1+$/u.test(text)) return { yesno: "yes", asksMore: false };
  if (text.length > LONGEST_STORY) return undefined;
  let yesno: YesNo | undefined;
  let nodded = false;
  let doubted = false;
  let turned = false;
  for (const clause of clausesOf(text)) {
    const heard = hearClause(clause);
    if (TURNS.test(clause.words)) turned = true;
    if (heard === "asks") return end(yesno, nodded, true);
    if (heard === "doubts") [yesno, doubted, turned] = [undefined, true, false];
    if (heard === "nods") nodded = true;
    if (heard !== "yes" && heard !== "no") continue;
    const contradicts = doubted || (yesno !== undefined && yesno !== heard);
    if (contradicts && !turned) return undefined;
    [yesno, doubted, turned] = [heard, false, false];
  }
  return end(yesno, nodded && !doubted, false);
}

function end(yesno: YesNo | undefined, nodded: boolean, asksMore: boolean) {
  if (yesno !== undefined) return { yesno, asksMore };
  return nodded ? ({ yesno: "yes", asksMore } as const) : undefined;
}

interface Clause {
  readonly words: string;
  readonly marks: string;
}

function clausesOf(text: string): readonly Clause[] {
  const parted = partAnswers(text.replace(LEADING_ANSWER, "$&,"));
  return [...parted.matchAll(/([\p{L}\p{N}'\s]+)([^\p{L}\p{N}'\s]*)/gu)].map(
    ([, words = "", marks = ""]) => ({
      words: words.trim(),
      marks,
    }),
  );
}

function hearClause({ words, marks }: Clause): YesNo | "nods" | "doubts" | "asks" | "tells" {
  if (marks.includes("?") || asks(words)) return "asks";
  if (isUnsure(words)) return "doubts";
  if (CONCEDES.test(words)) return "nods";
  if (HEARD.test(words)) return "tells";
  const answers = readClause(words, true);
  const last = answers?.findLast((answer) => answer !== "nod") ?? answers?.[0];
  if (last !== undefined) return last === "nod" ? "nods" : last;
  if (QUESTION_WORDS.test(words) && !/^哪里?(?:解决|好|行|可以|有用)/u.test(words)) return "asks";
  return readNews(words) ?? (REQUESTS.test(words) ? "asks" : "tells");
}
