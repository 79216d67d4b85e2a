/** A number in Arabic digits: 12, 1,000, 0.05. */
export const DIGITS = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;

/** A number in Chinese numerals. */
export const HAN_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]+";

/** A number as an English word; one is left to where it counts something. */
export const ENGLISH_NUMERAL =
  "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty[- ]four|thirty|sixty|ninety";

const HAN_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

const HAN_UNITS: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 10_000,
  亿: 100_000_000,
};

const ENGLISH: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  "twenty-four": 24,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/**
 * What a written number comes to: `3,000`, `3万`, `三千`, `半`, `two`.
 *
 * @returns NaN for what is no number
 */
export function numberOf(written: string): number {
  const text = written.trim().toLowerCase().replaceAll(",", "").replace(/\s+/gu, "-");
  if (text === "半") return 0.5;
  const [, digits, unit] = /^([\d.]+)-?([百千万亿])?$/u.exec(text) ?? [];
  if (digits !== undefined) return Number(digits) * (HAN_UNITS[unit ?? ""] ?? 1);
  return ENGLISH[text] ?? hanNumber(text);
}

function hanNumber(text: string): number {
  if (/^[零〇一二三四五六七八九]{2,}$/u.test(text))
    return Number([...text].map((sign) => HAN_DIGITS[sign]).join(""));
  let sum = 0;
  let part = 0;
  let digit: number | undefined;
  for (const sign of text) {
    const unit = HAN_UNITS[sign];
    const value = HAN_DIGITS[sign];
    if (unit === undefined && value === undefined) return Number.NaN;
    if (unit === undefined) digit = value;
    else if (unit < 10_000) {
      part += (digit ?? 1) * unit;
      digit = undefined;
    } else {
      sum = (sum + part + (digit ?? 0)) * unit;
      part = 0;
      digit = undefined;
    }
  }
  return sum + part + (digit ?? 0);
}
