import { spellOut } from "./answer-sounds.ts";
import { correctTypo } from "./answer-typos.ts";
import { wordStarts } from "./word-starts.ts";
import { rolesByWord, type YesNoRole } from "./yesno-words.ts";

export interface AnswerWord {
  readonly text: string;
  readonly roles: ReadonlySet<YesNoRole>;
}

/**
 * Cuts a clause into known words, longest first; undefined when a part of it is not known.
 *
 * @param answering whether a question was asked: then typos, pinyin and what could not be done (点不开) are known, too
 */
export function cutAnswer(clause: string, answering: boolean): readonly AnswerWord[] | undefined {
  const words = cut(clause, answering);
  if (words !== undefined || !answering) return words;
  const spelled = spellOut(clause);
  return spelled === undefined ? undefined : cut(spelled, answering);
}

function cut(clause: string, answering: boolean): readonly AnswerWord[] | undefined {
  const words: AnswerWord[] = [];
  for (let at = 0; at < clause.length; ) {
    if (clause[at] === " ") {
      at++;
      continue;
    }
    const word = (answering ? inabilityAt(clause, at) : undefined) ?? longestWordAt(clause, at, answering);
    const known = word ?? (answering ? mistypedWordAt(clause, at) : undefined);
    if (known === undefined) return undefined;
    words.push(known.word);
    at += known.length;
  }
  return words;
}

interface Cut {
  readonly word: AnswerWord;
  readonly length: number;
}

function longestWordAt(clause: string, at: number, answering: boolean): Cut | undefined {
  const known = answering ? rolesByWord : rolesOfRemarks;
  for (let end = Math.min(clause.length, at + longestFrom(clause, at)); end > at; end--) {
    const text = clause.slice(at, end);
    const roles = known.get(text);
    // English words end where their letters end: "nothing" does not begin with "not".
    const isCutOff = roles !== undefined && LATIN.test(text.at(-1) ?? "") && LATIN.test(clause[end] ?? "");
    if (roles !== undefined && !isCutOff) return { word: { text, roles }, length: text.length };
  }
  return undefined;
}

/** 点不开, 换不了: 还不了 and 还不上 are not among them, for they tell of money rather than of a screen. */
const INABILITY =
  /(?:看|找|查|搜|收|打|登录?|进|点|用|付款?|支付|解决|弄|搞|办|修|改|换|绑定?|刷|加载|显示|提交|操作|选|连接?|更新|完成|处理|做|输入?|扫)不(?:了|到|上去?|开|出来?|动|进去?|成|起来|好|掉|通|下去)/uy;

function inabilityAt(clause: string, at: number): Cut | undefined {
  INABILITY.lastIndex = at;
  const text = INABILITY.exec(clause)?.[0];
  return text === undefined ? undefined : { word: { text, roles: new Set(["no"]) }, length: text.length };
}

const LETTERS = /[a-z']+/uy;

function mistypedWordAt(clause: string, at: number): Cut | undefined {
  LETTERS.lastIndex = at;
  const typed = LETTERS.exec(clause)?.[0];
  if (typed === undefined) return undefined;
  const roles = rolesByWord.get(correctTypo(typed, englishWords) ?? "");
  return roles === undefined ? undefined : { word: { text: typed, roles }, length: typed.length };
}

const LATIN = /[a-z']/u;

/** Words that are part of an answer only when something was asked. */
const answeringRoles: ReadonlySet<YesNoRole> = new Set(["deed", "thing"]);

/** What is known when nothing was asked. */
const rolesOfRemarks: ReadonlyMap<string, ReadonlySet<YesNoRole>> = new Map(
  [...rolesByWord]
    .map(([word, roles]) => [word, new Set([...roles].filter((role) => !answeringRoles.has(role)))] as const)
    .filter(([, roles]) => roles.size > 0),
);

const englishWords: ReadonlySet<string> = new Set(
  [...rolesByWord.keys()].filter((word) => /^[a-z']+$/u.test(word)),
);

const longestFrom = wordStarts(rolesByWord.keys());
