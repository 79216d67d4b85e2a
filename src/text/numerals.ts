/**
 * The classes that stand for numbers in features: up to two digits (periods, days), three to six (amounts), seven
 * and more (phones, cards, orders). Upper case, which a normalised text never holds.
 */
const SHORT = "N";
const AMOUNT = "M";
const LONG = "L";

const DIGITS = /\d+(?:[.,]\d+)*/gu;
const HAN_NUMERAL = /[零〇一二两三四五六七八九十百千万亿]+/gu;
/** After these, a single Chinese numeral counts something; elsewhere 一 is half of 一下, 一直, 一次性. */
const COUNTED = /^(?:期|个|号|元|块|天|年|月|点|日|分钟|小时|折|周|笔|张|家|位|%)/u;
const NOT_A_NUMBER = /^(?:万|万一|千万|百|十|亿)$/u;

/** The text with every number, in digits or in Chinese numerals, replaced by its class. */
export function numeralClasses(normalized: string): string {
  return normalized.replace(DIGITS, classOfDigits).replace(HAN_NUMERAL, classOfHan);
}

function classOfDigits(digits: string): string {
  const length = digits.replace(/[.,].*$/u, "").length;
  if (length <= 2) return SHORT;
  return length <= 6 ? AMOUNT : LONG;
}

function classOfHan(numeral: string, offset: number, text: string): string {
  if (NOT_A_NUMBER.test(numeral)) return numeral;
  if (numeral.length === 1) return COUNTED.test(text.slice(offset + 1, offset + 3)) ? SHORT : numeral;
  if (/[百千万亿]/u.test(numeral)) return AMOUNT;
  return SHORT;
}
