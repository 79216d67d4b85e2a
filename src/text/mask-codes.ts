import type { Mask } from "./mask-numbers.ts";

const CHINESE_WORD =
  "验证码|驗證碼|校验码|校驗碼|动态密?码|動態密?碼|确认码|短信码|安全码|授权码|密码|密碼|口令";
const ENGLISH_WORD =
  "(?:verification|verify|security|authentication|auth|sms|login|log-in|confirmation|one[- ]time|access) ?(?:code|number|password|passcode)|passcode|passphrase|password|passwd|pwd|otp|pin(?: code| number)?|cv[vc]2?|yzm|yanzhengma|mima";
const WORD = new RegExp(`${CHINESE_WORD}|(?<![a-z])(?:${ENGLISH_WORD})(?![a-z])`, "gu");
/** What is printed on a card has three digits. */
const SHORT = /^(?:cv[vc]2?|安全码)$/u;

/** What may stand between the word and what it names. Each sign begins one way only, so reading takes no second try. */
const BETWEEN =
  /(?:[\s\u200b:=,，、"'“”「」【[(《是为就叫填输入设置改成了我你您的给发来到收新旧原号]|(?:is|was|are|(?:re)?set to|changed to|now|it's|its|the|my|new|old|this|be|as|here|number|code)(?![a-z])){0,12}/uy;

/** Digits, together or in groups: 123 456. */
const DIGITS = /\d(?:[ .\u200b-]{0,2}\d){0,31}/uy;
const SECRET = /[a-z\d@#$%^&*_!+~?.-]{4,64}/uy;

/** A year, a count, an amount, how long something takes. */
const COUNTED = /^(?:[期次位秒]|分钟|小时|元(?!旦)|块钱|天内|%|[.,]\d|[-/:]\d)/u;
const DAY = /^(?:19|20)\d\d[ .-]{1,2}\d{1,2}[ .-]{1,2}\d{1,2}$/u;
const AMOUNT = /^\d+\.\d{1,2}$/u;
const YEAR = /^(?:19|20)\d\d$/u;
const CODE_DIGITS = /^\d{4,12}$/u;

const HIDDEN = "••••";

/** Verification codes and passwords in what `maskView` makes of a text: what the words for them stand beside. */
export function maskCodes(view: string): readonly Mask[] {
  const masks: Mask[] = [];
  for (const { 0: word, index } of view.matchAll(WORD)) {
    const behind = codeBehind(view, index + word.length, SHORT.test(word) ? 3 : 4);
    for (const code of [codeBefore(view, index), behind]) {
      // One code may stand between two words, and a word within a code.
      if (code !== undefined && code.start >= (masks.at(-1)?.end ?? 0)) masks.push(code);
    }
  }
  return masks;
}

function codeBehind(view: string, wordEnd: number, least: number): Mask | undefined {
  const start = wordEnd + (matchAt(BETWEEN, view, wordEnd)?.length ?? 0);
  const secret = matchAt(SECRET, view, start)?.replace(/[.?!-]+$/u, "");
  if (secret !== undefined && /[a-z]/u.test(secret) && /\d/u.test(secret)) return maskOf(start, secret);
  const whole = matchAt(DIGITS, view, start);
  if (whole === undefined) return undefined;
  // Of groups that are too long together, the first is meant, and what follows is something else.
  const [first = ""] = whole.split(/[^\d\u200b]/u);
  return [whole, first].flatMap((code) => digitCode(view, start, code, least) ?? [])[0];
}

function digitCode(view: string, start: number, code: string, least: number): Mask | undefined {
  const digits = code.replace(/\D/gu, "");
  const rest = view.slice(start + code.length, start + code.length + 4);
  const isCode = CODE_DIGITS.test(digits) || (least === 3 && digits.length === 3);
  if (!isCode || DAY.test(code) || AMOUNT.test(code) || COUNTED.test(rest) || /^\d/u.test(rest))
    return undefined;
  return YEAR.test(digits) && /^ ?年/u.test(rest) ? undefined : maskOf(start, code);
}

function matchAt(pattern: RegExp, view: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(view)?.[0];
}

const CODE = String.raw`(?<![a-z\d.,•/:]|[\d•][ -])(\d(?:[ .\u200b-]?\d){3,7}|[a-z\d]{4,32})`;
/** 123456是我的验证码, "123456 is the code", 123456（验证码）. */
const BEFORE = new RegExp(
  String.raw`${CODE}(?:\s?(?:是|为|就是|is|was|as)(?:(?!单|号|尾|order)[^\d,.，。;；!?？]){0,20}|[\s\u200b([【「"“]{0,3})$`,
  "u",
);
const LOOKED_BACK = 64;
const NUMBERED =
  /(?:单号?|编号|尾号|尾数|后四位|卡号|order(?: number| no\.?| id)?|ending(?: in| with)?|#)[\s:是为]{0,3}$/u;

function codeBefore(view: string, wordStart: number): Mask | undefined {
  const from = Math.max(0, wordStart - LOOKED_BACK);
  const read = view.slice(from, wordStart);
  const found = BEFORE.exec(read);
  const code = found?.[1] ?? "";
  if (found === null || !/\d/u.test(code) || DAY.test(code) || YEAR.test(code)) return undefined;
  if (/^\d{9,}$/u.test(code) || NUMBERED.test(read.slice(0, found.index))) return undefined;
  return maskOf(from + found.index, code);
}

function maskOf(start: number, code: string): Mask {
  return { start, end: start + code.length, by: HIDDEN };
}
