import type { YesNo } from "../kernel/understanding.ts";
import { type AnswerWord, cutAnswer } from "./yesno-words.ts";

export interface YesNoOptions {
  /** Whether the bot has just asked a yes/no question. Then a bare wish (要, 有, please do) is a yes. */
  readonly answering: boolean;
}

/** Longer texts are stories, whatever words they are made of. */
const LONGEST_ANSWER = 60;

/** 是不是, 能不能, 好没好 ask; 不是不是 and 没有没有 only insist. */
const A_NOT_A = /(?<![不没])(?![不没])(\p{Script=Han}{1,2})[不没]\1/u;
const ASKS = /\?|[吗么](?:$|[^\p{L}])|了没(?:有)?(?:呢|啊)?$/u;

/** 没有还是不行: what stands before 还是 is an answer of its own. */
const INSISTS = /(?<=没有?|不是|不行)(?=还|依然|仍)/gu;

/**
 * Reads a normalised text as the answer to a yes/no question. Negation counts (没解决 is no, 没问题 is yes), hedges
 * do not (算是吧, 好像可以了).
 *
 * @returns undefined unless the whole text is an answer and says one thing: no question, no other topic
 */
export function readYesNo(normalized: string, { answering }: YesNoOptions): YesNo | undefined {
  const text = normalized.replaceAll("’", "'");
  if (text.length > LONGEST_ANSWER || ASKS.test(text) || A_NOT_A.test(text)) return undefined;
  const clauses = text.replace(INSISTS, ",").split(/[^\p{L}\p{N}'\s]+/u);
  const answers = clauses.map((clause) => readClause(clause, answering));
  if (answers.includes(undefined)) return answering && persists(text) ? "no" : undefined;
  const said = new Set(answers.flatMap((answer) => answer ?? []));
  if (said.has("no")) return said.has("yes") ? undefined : "no";
  return said.size > 0 ? "yes" : undefined;
}

const STILL_NOT =
  /^(?:我|可是|但是?|现在|试了|试过了|都|这个|[,\s])*(?:还是|仍然|依然|依旧|仍|一直|照样)(?:不|没|无法|\p{Script=Han}{1,2}不)/u;
const LONGEST_COMPLAINT = 14;
const OTHER_TOPIC = /怎|为什么|为啥|咋|什么|啥|哪|几|多少|多久|如何|想|要|懂|知道|明白|清楚/u;

/** "还是不能分期": after "did that solve it?", whatever still does not work is a no. */
function persists(text: string): boolean {
  return STILL_NOT.test(text) && text.length <= LONGEST_COMPLAINT && !OTHER_TOPIC.test(text);
}

type Answer = "yes" | "no" | "nod";

/** What a clause answers, piece by piece; undefined when something in it does not belong in an answer. */
function readClause(clause: string, answering: boolean): readonly Answer[] | undefined {
  const words = cutAnswer(clause)?.filter(({ roles }) => !(roles.size === 1 && roles.has("filler")));
  if (words === undefined) return undefined;
  const answers: Answer[] = [];
  const negations = new Set<string>();
  for (const [place, word] of words.entries()) {
    const next = words[place + 1];
    if (isPassedOver(word, next)) continue;
    if (word.roles.has("not") && next !== undefined && next.text !== word.text && !next.roles.has("no")) {
      negations.add(word.text);
      continue;
    }
    const answer = answerOf(word, negations.size, answering);
    if (answer === undefined) return undefined;
    answers.push(answer);
    negations.clear();
  }
  return answers;
}

/** 有 in 有问题 adds nothing, nor does 问题 in 问题解决了. */
function isPassedOver({ roles }: AnswerWord, next: AnswerWord | undefined): boolean {
  if (next === undefined) return false;
  if (roles.has("filler")) return true;
  return roles.has("subject") && outweighing.some((role) => next.roles.has(role));
}

const outweighing = ["good", "bad", "not", "no"] as const;

function answerOf({ roles }: AnswerWord, negations: number, answering: boolean): Answer | undefined {
  // Two different negations (不是不行, 没有不好) may mean either.
  if (negations > 1) return undefined;
  const negated = negations === 1;
  if (roles.has("good")) return negated ? "no" : "yes";
  if (roles.has("bad") || roles.has("subject")) return negated ? "yes" : "no";
  if (roles.has("wish")) return negated ? "no" : answering ? "yes" : undefined;
  if (negated) return undefined;
  if (roles.has("yes")) return "yes";
  return roles.has("nod") ? "nod" : "no";
}
