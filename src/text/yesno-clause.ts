import { type AnswerWord, cutAnswer } from "./yesno-cut.ts";

/** What a piece of a clause answers. A nod is agreement that anything else overrules (嗯，还是不行). */
export type ClauseAnswer = "yes" | "no" | "nod";

/**
 * What a clause answers, piece by piece.
 *
 * @returns undefined when something in it does not belong in an answer; empty when it says nothing (谢谢)
 */
export function readClause(clause: string, answering: boolean): readonly ClauseAnswer[] | undefined {
  const words = cutAnswer(clause, answering)?.filter(({ roles }) => !isSilent(roles));
  if (words === undefined) return undefined;
  const answers: ClauseAnswer[] = [];
  const negations = new Set<string>();
  for (const [place, word] of words.entries()) {
    const next = words[place + 1];
    if (isPassedOver(word, next, answering)) continue;
    if (word.roles.has("not") && next !== undefined && next.text !== word.text && !next.roles.has("no")) {
      negations.add(word.text);
      continue;
    }
    const wished = words[place - 1]?.roles.has("wish") === true;
    const answer = answerOf(word, { negations: negations.size, wished, answering });
    if (answer === undefined) return undefined;
    answers.push(answer);
    negations.clear();
  }
  return answers;
}

/** A thing is named in passing: it is a word of an answer only when one was asked for. */
function isSilent(roles: AnswerWord["roles"]): boolean {
  return roles.size === 1 && (roles.has("filler") || roles.has("thing"));
}

/** 有 in 有问题 adds nothing, nor does 问题 in 问题解决了 or "want to" in "don't want to go on". */
function isPassedOver({ roles }: AnswerWord, next: AnswerWord | undefined, answering: boolean): boolean {
  if (next === undefined) return false;
  if (roles.has("filler")) return true;
  if (answering && roles.has("wish") && fulfilling.some((role) => next.roles.has(role))) return true;
  return roles.has("subject") && outweighing.some((role) => next.roles.has(role));
}

const fulfilling = ["good", "deed", "wish"] as const;
const outweighing = ["good", "bad", "not", "no"] as const;

interface Place {
  /** How many different negations stand in front. */
  readonly negations: number;
  /** Whether a wish does: "i can" in "i can log in". */
  readonly wished: boolean;
  readonly answering: boolean;
}

function answerOf({ roles }: AnswerWord, { negations, wished, answering }: Place): ClauseAnswer | undefined {
  // Two different negations (不是不行, 没有不好) may mean either.
  if (negations > 1) return undefined;
  const negated = negations === 1;
  if (roles.has("deed") && !negated && !wished) return undefined;
  if (roles.has("good") || roles.has("deed")) return negated ? "no" : "yes";
  if (roles.has("bad") || roles.has("subject")) return negated ? "yes" : "no";
  if (roles.has("wish")) return negated ? "no" : answering ? "yes" : undefined;
  if (negated) return undefined;
  if (roles.has("yes")) return "yes";
  return roles.has("nod") ? "nod" : "no";
}
