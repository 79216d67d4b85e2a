import { DIGITS, ENGLISH_NUMERAL, HAN_NUMERAL, numberOf } from "./lint-numerals.ts";

/** An amount, a rate, a date or a time as it is written into a text. */
export interface Figure {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly index: number;
  /** The same for the same figure, in whatever words and language: `day:7` for 7天, 七天 and 7 days. */
  readonly key: string;
}

/** How one kind of figure is written, and what it comes to. */
interface Kind {
  readonly pattern: RegExp;
  readonly keyOf: (groups: Readonly<Record<string, string | undefined>>) => string;
}

type Groups = Parameters<Kind["keyOf"]>[0];

const N = `(?<n>${DIGITS})`;
const HAN = `(?<n>${HAN_NUMERAL})`;
const EITHER = `(?<n>${DIGITS}\\s?[百千万亿]?|${HAN_NUMERAL})`;
const DAY = String.raw`(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})`;
const MONTH = String.raw`(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})`;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ENGLISH_MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const ENGLISH_DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const HAN_WEEKDAYS = "日一二三四五六";

const money = (groups: Groups): string => `money:${valueOf(groups)}`;
const period = (groups: Groups): string => `period:${valueOf(groups)}`;
const share = (of: number) => (groups: Groups) => `rate:${Number((valueOf(groups) / of).toPrecision(6))}`;

/** In the order in which they are tried: of two that begin at one place, the longer is taken, then the earlier. */
const kinds: readonly Kind[] = [
  // Amounts.
  kind(`(?:[¥￥$€£]|\\b(?:rmb|cny|usd)\\s?)\\s?(?<n>${DIGITS}\\s?[百千万亿]?)`, money),
  kind(`${EITHER}\\s?(?:元|块钱|美元|美金|港币|人民币|角钱|毛钱)`, money),
  kind(
    `${N}\\s?块|(?<![几数])(?<han>[零〇一二两三四五六七八九]?[十百千万][零〇一二两三四五六七八九十百千万]*)\\s?块`,
    money,
  ),
  kind(`(?<n>${DIGITS}\\s?[百千万亿])`, money),
  kind(`${N}\\s?(?:yuan|rmb|cny|dollars?|cents?|kuai)\\b`, money),
  // Rates.
  kind(`${N}\\s?(?:%|percent\\b|per cent\\b)`, share(100)),
  kind(`${N}\\s?‰`, share(1000)),
  kind(`百分之${EITHER}`, share(100)),
  kind(`千分之${EITHER}`, share(1000)),
  kind(`万分之${EITHER}`, share(10_000)),
  kind(`(?:年化|[年月日]利率|[年月日]息|利率|费率)[^\\d，。；,;]{0,4}${N}(?![\\d.%‰期])`, share(100)),
  kind(
    `(?<n>${DIGITS}|[一二三四五六七八九]{1,2})\\s?折(?![叠屏合])`,
    (groups) => `discount:${valueOf(groups)}`,
  ),
  kind(`[0零]\\s?(?:利率|利息|手续费|息|首付|费率)`, () => "rate:0"),
  kind(`\\b(?:zero|0)[- ](?:interest|fees?|down payment)\\b`, () => "rate:0"),
  // Dates.
  kind(`(?<year>\\d{4})年(?:${MONTH}月(?:${DAY}[日号])?)?`, date),
  kind(`${MONTH}月${DAY}[日号]`, date),
  kind(`(?<month>\\d{1,2})月份?(?![内之])`, date),
  kind(`(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})`, date),
  kind(`每月\\s?${DAY}\\s?[日号]`, date),
  kind(
    `(?<![第\\d])(?<day>[12]?\\d|3[01]|[一二三]?十[一二三四五六七八九]?)\\s?[日号](?![线楼店门院]|之?[内后]|以[内后])`,
    date,
  ),
  kind(`\\b${ENGLISH_MONTH}\\.? ${ENGLISH_DAY}\\b(?:,? (?<year>\\d{4})\\b)?`, date),
  kind(`\\b${ENGLISH_DAY} (?:of )?${ENGLISH_MONTH}\\b(?:,? (?<year>\\d{4})\\b)?`, date),
  kind(`\\b(?:on|by|until|before|from|after|every) the (?<day>\\d{1,2})(?:st|nd|rd|th)\\b`, date),
  kind(`\\b(?<day>\\d{1,2})(?:st|nd|rd|th) (?:day )?of (?:each|every|the) month\\b`, date),
  kind(
    `(?<![\\d一二两三四五六七八九十])(?:周|星期|礼拜)(?<weekday>[${HAN_WEEKDAYS}])(?![次回个笔期天])`,
    (groups) => {
      return `weekday:${HAN_WEEKDAYS.indexOf(groups["weekday"] ?? "")}`;
    },
  ),
  kind(`\\b(?<weekday>sun|mon|tues|wednes|thurs|fri|satur)days?\\b`, (groups) => {
    return `weekday:${WEEKDAYS.indexOf((groups["weekday"] ?? "").slice(0, 3).toLowerCase())}`;
  }),
  // Times of the day, and how long something takes.
  kind(`(?<![\\d:])(?<hour>\\d{1,2})[:：](?<minute>\\d{2})(?![\\d:])`, clock),
  kind(
    `(?:上午|下午|早上|晚上|中午|凌晨|每[天日])\\s?(?<hour>\\d{1,2}|[一二两三四五六七八九十]{1,2})\\s?点`,
    clock,
  ),
  kind(`(?<hour>\\d{1,2})\\s?点(?=[钟整半前后至到-]|之前)`, clock),
  kind(`\\b(?<hour>\\d{1,2})\\s?(?:[ap]\\.?m\\b|o['’]clock)`, clock),
  kind(`\\b24/7\\b|7\\s?[x×*]\\s?24(?:\\s?小时)?|24\\s?[x×*]\\s?7`, () => "always"),
  ...[
    {
      name: "workday",
      han: "个?(?:工作日|交易日)",
      english: "(?:working|business|bank|trading) days?|weekdays?",
    },
    { name: "second", han: "秒钟?(?!杀)", english: "seconds?|secs?" },
    { name: "minute", han: "分钟", english: "minutes?|mins?" },
    { name: "hour", han: "个?(?:小时|钟头)", english: "hours?|hrs?|h" },
    { name: "day", han: "个?自然日|天|日(?=之?[内后]|以[内后])", english: "(?:full |calendar )?days?" },
    { name: "week", han: "个?(?:周(?![一二三四五六日转期边围到末])|星期|礼拜)", english: "weeks?" },
    { name: "month", han: "个月", english: "months?" },
    { name: "quarter", han: "个?季度", english: "quarters?" },
    { name: "year", han: "年(?!级|代)", english: "years?" },
  ].flatMap(({ name, han, english }): readonly Kind[] => {
    const keyOf = (groups: Groups): string => `${name}:${valueOf(groups)}`;
    return [
      kind(
        `(?<![有同这那哪任某每第当\\d.零〇一二两三四五六七八九十百千万亿])(?<n>${DIGITS}|${HAN_NUMERAL}|半)\\s?多?(?:${han})`,
        keyOf,
      ),
      kind(`\\b(?<n>${DIGITS}|${ENGLISH_NUMERAL})[\\s-]?(?:${english})\\b`, keyOf),
      kind(`\\b(?:with)?in (?:under |less than )?(?<n>an?|one) (?:${english})\\b`, keyOf),
    ];
  }),
  // Numbers of periods. 这一期 and 第三期 name one of them.
  kind(`(?<!第\\s?|[\\d.])${N}\\s?期`, period),
  kind(`(?<![第这每上下哪本当首末一二两三四五六七八九十])(?!一期)${HAN}期`, period),
  kind(
    `\\b(?<n>${DIGITS}|${ENGLISH_NUMERAL})[\\s-](?:monthly |equal )*(?:install?ments|periods|payments)\\b`,
    period,
  ),
];

/** The figures in a text, Chinese or English, in their order. Numbers that count steps or things are none. */
export function figuresIn(text: string): readonly Figure[] {
  const plain = halfWidth(text);
  const found = kinds.flatMap(({ pattern, keyOf }) =>
    [...plain.matchAll(pattern)].map(({ 0: match, index, groups }) => ({
      text: text.slice(index, index + match.length),
      index,
      key: keyOf(groups ?? {}),
    })),
  );
  const inOrder = found.sort((one, other) => one.index - other.index || other.text.length - one.text.length);
  let end = 0;
  return inOrder.filter((figure) => {
    if (figure.index < end) return false;
    end = figure.index + figure.text.length;
    return true;
  });
}

function kind(pattern: string, keyOf: Kind["keyOf"]): Kind {
  return { pattern: new RegExp(pattern, "giu"), keyOf };
}

function valueOf(groups: Groups): number {
  return numberOf(groups["n"] ?? groups["han"] ?? "");
}

function date({ year, month, day }: Groups): string {
  const named = MONTHS.indexOf((month ?? "").slice(0, 3).toLowerCase()) + 1;
  const parts = [year, month === undefined ? undefined : named || numberOf(month), day && numberOf(day)];
  return `date:${parts.map((part) => part ?? "").join("-")}`;
}

function clock({ hour, minute }: Groups): string {
  return `clock:${numberOf(hour ?? "")}:${minute ?? "00"}`;
}

/** Full-width digits and signs as half-width ones, each in its place. */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}
