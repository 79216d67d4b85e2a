import { ENGLISH_NUMERAL, readEnglishNumeral } from "./english-numeral.ts";

/** In 一直, 一下, 一样 and their like 一 counts nothing. */
const ONE = "一(?![直下样定般共起些并边旦切会])";
const HAN_RUN = `(?<![零〇一二两三四五六七八九十百千万亿廿卅])(?:[零〇二两三四五六七八九十百千万亿廿卅]|${ONE}){1,16}(?!${ONE}|[零〇二两三四五六七八九十百千万亿廿卅])`;
const FORMAL_SIGN = "[零壹贰叁参肆伍陆柒捌玖拾佰仟万亿]";
/** 贰佰伍拾, as on cheques. 登陆, 收拾 and 参加 are none: a scale of the same kind, or 元, has to follow. */
const FORMAL_RUN = `(?<!${FORMAL_SIGN})(?=${FORMAL_SIGN}{0,8}[壹贰叁参肆伍陆柒捌玖][拾佰仟]|[拾壹贰叁肆伍陆柒捌玖]${FORMAL_SIGN}{0,8}[元圆])${FORMAL_SIGN}{1,24}(?!${FORMAL_SIGN})`;
/** 3.2k, 3万2, 1万2千, but 12 in "1万12期" is the period's. */
const SCALE =
  "(?:[百千万亿]|[kw](?![a-z]))(?:\\d{1,4}[百千](?!\\d)|\\d(?!\\d|\\s?[期个月年天号日点周百千]))?";
/** Digits with or without grouping commas; source of a regular expression, for after a currency sign. */
export const DIGITS = `(?:\\d{1,3}(?:,\\d{3}){1,3}(?!\\d)|\\d{1,12})(?:\\.\\d{1,4})?(?!\\d|\\.\\d)(?:${SCALE})?`;
/** A number in digits or Chinese numerals, plain or formal; source of a regular expression without groups of its own. */
export const NUMERAL = `(?:(?<!\\d|\\d\\.|[a-z_])${DIGITS}|${HAN_RUN}|${FORMAL_RUN})`;
/** The same, or English number words below a million. */
export const ANY_NUMERAL = `(?:${NUMERAL}|${ENGLISH_NUMERAL})`;

const HAN_DIGITS = "零一二三四五六七八九";
/** What else is written for a numeral. */
const PLAIN_SIGNS = new Map([
  ...Array.from("壹贰叁肆伍陆柒捌玖", (sign, at) => [sign, HAN_DIGITS.charAt(at + 1)] as const),
  ["参", "三"],
  ["拾", "十"],
  ["佰", "百"],
  ["仟", "千"],
  ["廿", "二十"],
  ["卅", "三十"],
]);
const SCALES = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
  ["k", 1000],
  ["万", 10_000],
  ["w", 10_000],
  ["亿", 100_000_000],
]);

/** The number that a text matching one of the sources above stands for; `undefined` for 千万, 万一, 三三两两. */
export function readNumeral(text: string): number | undefined {
  const plain = text
    .replaceAll(",", "")
    .replace(/[壹贰叁参肆伍陆柒捌玖拾佰仟廿卅]/gu, (sign) => PLAIN_SIGNS.get(sign) ?? sign);
  if (/^[\d.]+$/u.test(plain)) return Number(plain);
  if (/^(?:[a-z]{3}|a )/u.test(plain)) return readEnglishNumeral(plain);
  const tokens = plain.match(/[\d.]+|[^\d.]/gu) ?? [];
  return tokens.some((token) => SCALES.has(token)) ? readScaled(tokens) : readDigits(tokens);
}

/** The number that 三 and 五 stand for in 三点五. */
export function readHanDecimal(whole: string, tenths: string): number | undefined {
  const value = readNumeral(whole);
  const digits = [...tenths].map((digit) => readNumeral(digit) ?? 0).join("");
  return value === undefined ? undefined : Number(`${value}.${digits}`);
}

/** 二零二四 is read digit by digit, 零 in 零两天 is left out; 三四 means "three or four", 三三两两 means nothing. */
function readDigits(tokens: readonly string[]): number | undefined {
  const [first = "", second = ""] = tokens;
  if (tokens.length === 1) return digitOf(first);
  if (tokens.length === 2 && digitOf(first) === 0) return digitOf(second);
  const spelled = tokens.length > 3 && !tokens.includes("两");
  return spelled ? Number(tokens.map((token) => digitOf(token)).join("")) : undefined;
}

function readScaled(tokens: readonly string[]): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastScale = Number.POSITIVE_INFINITY;
  let lastBig = Number.POSITIVE_INFINITY;
  let afterZero = false;
  for (const token of tokens) {
    const scale = SCALES.get(token);
    if (scale === undefined) {
      if (digit !== undefined) return undefined;
      const value = digitOf(token);
      if (value === 0) afterZero = true;
      else digit = value;
    } else if (scale >= 10_000 || token === "k") {
      if (scale >= lastBig || section + (digit ?? 0) === 0) return undefined;
      total += (section + (digit ?? 0)) * scale;
      [section, digit, lastScale, lastBig, afterZero] = [0, undefined, scale, scale, false];
    } else {
      // 十五 and 一百十五 leave the one before 十 out; 百 and 千 never do.
      if (scale >= lastScale || (digit === undefined && scale > 10)) return undefined;
      section += (digit ?? 1) * scale;
      [digit, lastScale, afterZero] = [undefined, scale, false];
    }
  }
  // 一千五 is 1500, 一千零五 is 1005, 十五 is 15.
  const places = afterZero || lastScale === 10 ? 1 : lastScale / 10;
  return total + section + (digit ?? 0) * places;
}

function digitOf(token: string): number {
  if (token === "两") return 2;
  if (token === "〇") return 0;
  const han = HAN_DIGITS.indexOf(token);
  return han >= 0 ? han : Number(token);
}

/** A number as a plain decimal string, to the ten-thousandth: "32000", "1299.5", "0.3333". */
export function plainDecimal(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
