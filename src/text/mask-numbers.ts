import { isCardNumber, isIdNumber } from "./mask-checks.ts";
import { type DigitGroup, digitGroups, digitPlace } from "./mask-digits.ts";

/** What takes the place of [start, end) of a text. */
export interface Mask {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Neighbouring groups that may be one number. */
interface Candidate {
  readonly groups: readonly DigitGroup[];
  readonly digits: string;
  /** How long the groups are: "3-4-4". */
  readonly shape: string;
  /** Every digit, or every two, stand for themselves, and none of its kind stands beside them. */
  readonly isSpelled: boolean;
  /** In the view: [start, end). */
  readonly start: number;
  readonly end: number;
  readonly view: string;
}

const LONGEST = 19;

/** ID numbers, bank cards and telephone numbers in what `maskView` makes of a text, from left to right. */
export function maskNumbers(view: string): readonly Mask[] {
  const groups = digitGroups(view);
  const masks: Mask[] = [];
  for (let first = 0; first < groups.length; ) {
    const found = maskAt(view, groups, first);
    if (found !== undefined) masks.push(found.mask);
    first += found?.count ?? 1;
  }
  return masks;
}

function maskAt(view: string, groups: readonly DigitGroup[], first: number) {
  const { start = 0, digits = "" } = groups[first] ?? {};
  const before = groups[first - 1];
  // In the middle of 1 3 8 0 0 … nothing begins.
  const isWithin = before?.isJoined && digits.length <= 2 && before.digits.length === digits.length;
  if (isWithin || !standsFree(view, start)) return undefined;
  const counts = countsFrom(groups, first);
  // What is called a card number is one, even if a digit of it is wrong; a longer reading is the likelier.
  const readings = counts.toReversed().map((count) => candidateOf(view, groups, first, count));
  for (const read of [calledSo, telephone, idNumber, bankCard, landline]) {
    for (const candidate of readings) {
      const mask = read(candidate);
      if (mask !== undefined) return { mask, count: candidate.groups.length };
    }
  }
  return undefined;
}

/** How many groups from here on may be one number. */
function countsFrom(groups: readonly DigitGroup[], first: number): readonly number[] {
  const counts: number[] = [];
  let length = 0;
  for (let at = first; ; at++) {
    const group = groups[at];
    length += group?.digits.length ?? 0;
    if (group === undefined || length > LONGEST) return counts;
    counts.push(at - first + 1);
    if (!group.isJoined) return counts;
  }
}

function candidateOf(view: string, groups: readonly DigitGroup[], first: number, count: number): Candidate {
  const own = groups.slice(first, first + count);
  const last = own.at(-1);
  const sizes = own.map(({ digits }) => digits.length);
  const [size = 0] = sizes;
  const before = groups[first - 1];
  const after = last?.isJoined ? groups[first + count] : undefined;
  const isAlone =
    !(before?.isJoined && before.digits.length === size) && !(after && after.digits.length <= size);
  return {
    view,
    groups: own,
    digits: own.map(({ digits }) => digits).join(""),
    shape: sizes.join("-"),
    isSpelled: isAlone && size <= 2 && sizes.every((each, at) => each === size || at === count - 1),
    start: own[0]?.start ?? 0,
    end: last?.end ?? 0,
  };
}

/** Words that a number is glued to: tel13800138000. Other letters make it a part of something else, as in SF1234567890. */
const GLUED = /(?:^|[^a-z\d])(?:tel|phone|mobile|cell|call|wechat|wx|vx|whatsapp|card|id|no|number|is)$/u;

function standsFree(view: string, start: number): boolean {
  const before = view.slice(Math.max(0, start - 12), start);
  return !/[a-z]$/u.test(before) || GLUED.test(before);
}

/** A word may follow at once, a single letter is a part of it. */
function endsFree(view: string, end: number): boolean {
  return !/^[a-z](?:[^a-z]|[a-z]*\d|$)/u.test(view.slice(end, end + 12));
}

const BETWEEN = String.raw`(?:[\s\u200b:=,，"“'([【#]|号码?|是|为|就|number|no\.?|is){0,8}$`;
const CALLED_ID = new RegExp(
  `(?:身份证|身份證|证件|(?<![a-z])(?:id card|identity card|national id))${BETWEEN}`,
  "u",
);
const CALLED_CARD = new RegExp(
  `(?:卡号|卡號|银行卡|储蓄卡|信用卡|借记卡|(?<![a-z])(?:bank|credit|debit)? ?card)${BETWEEN}`,
  "u",
);
const CALLED_PHONE = new RegExp(`(?:电话|座机|固话|(?<![a-z])(?:tel|phone|landline))${BETWEEN}`, "u");

function isCalled(words: RegExp, { view, start }: Candidate): boolean {
  return words.test(view.slice(Math.max(0, start - 24), start));
}

function calledSo(candidate: Candidate): Mask | undefined {
  const { digits, groups } = candidate;
  if (groups.at(-1)?.isJoined) return undefined;
  if (/^\d{15}(?:\d{2,3})?$/u.test(digits) && isCalled(CALLED_ID, candidate)) return shownId(candidate);
  if (/^\d{13,19}$/u.test(digits) && isCalled(CALLED_CARD, candidate)) return shownCard(candidate);
  return undefined;
}

function idNumber(candidate: Candidate): Mask | undefined {
  const { digits, shape, isSpelled } = candidate;
  const { sign } = lastSign(candidate);
  const isOld = digits.length === 15;
  // Fifteen digits have no check sign: written in any other way, they are too easily something else.
  if (isOld && shape !== "15" && shape !== "6-6-3" && !isSpelled) return undefined;
  return isIdNumber(digits + sign) ? shownId(candidate) : undefined;
}

/** The X that an ID number may end with. */
function lastSign({ digits, view, end }: Candidate): { readonly sign: string; readonly end: number } {
  const [written] = (digits.length === 17 &&
    /^[\s\u200b-]{0,2}x(?![a-z\d])/u.exec(view.slice(end, end + 4))) || [""];
  return { sign: written === "" ? "" : "x", end: end + written.length };
}

function shownId(candidate: Candidate): Mask | undefined {
  const { sign, end } = lastSign(candidate);
  const number = candidate.digits + sign.toUpperCase();
  if (!endsFree(candidate.view, end)) return undefined;
  return { start: candidate.start, end, by: `${number.slice(0, 3)}••••${number.slice(-2)}` };
}

/** 6222 0212 3456 7890 123, as banks print them; 622202 and the rest; 3782 822463 10005. */
const CARD_SHAPE = /^(?:\d\d|(?:4-){3,4}[1-4]|6-\d\d?|4-6-5)$/u;

function bankCard(candidate: Candidate): Mask | undefined {
  const { digits, shape, isSpelled } = candidate;
  if (!isSpelled && !CARD_SHAPE.test(shape)) return undefined;
  return isCardNumber(digits) ? shownCard(candidate) : undefined;
}

function shownCard({ view, start, end, digits }: Candidate): Mask | undefined {
  return endsFree(view, end) ? { start, end, by: `•••• ${digits.slice(-4)}` } : undefined;
}

const MOBILE = /^(?:(?:00)?86)?(1[3-9]\d{9})$/u;
const MOBILE_SHAPE = /^(?:11|3-4-4|3-8|7-4|4-7|4-4-3|3-3-5)$/u;

function telephone({ view, digits, groups, isSpelled, end }: Candidate): Mask | undefined {
  const number = MOBILE.exec(digits)?.[1];
  if (number === undefined || !endsFree(view, end)) return undefined;
  const sizes: number[] = [];
  let prefix = digits.length - number.length;
  for (const { digits: own } of groups) {
    const size = Math.max(own.length - prefix, 0);
    prefix = Math.max(prefix - own.length, 0);
    if (size > 0) sizes.push(size);
  }
  if (!isSpelled && !MOBILE_SHAPE.test(sizes.join("-"))) return undefined;
  const start = digitPlace(groups, digits.length - number.length);
  return { start, end, by: `${number.slice(0, 3)}••••${number.slice(-4)}` };
}

/** Area codes have three digits where local numbers have eight: Beijing, and what begins with 02. */
const LANDLINE = /^(010|02\d|0[3-9]\d\d)([2-8]\d{6,7})$/u;
const LANDLINE_SHAPE = /^(?:3-8|3-4-4|4-[78]|4-[34]-4)$/u;

function landline(candidate: Candidate): Mask | undefined {
  const { view, digits, shape, groups, end } = candidate;
  const [, area = "", local = ""] = LANDLINE.exec(digits) ?? [];
  if (area === "" || (area.length === 3 && local.length !== 8) || !endsFree(view, end)) return undefined;
  // Without a mark behind the area code it is a telephone number only where it is called one.
  const isWritten = LANDLINE_SHAPE.test(shape) && shape.startsWith(String(area.length));
  const isOneCalledSo = groups.length === 1 && isCalled(CALLED_PHONE, candidate);
  if (!isWritten && !isOneCalledSo) return undefined;
  return { start: digitPlace(groups, area.length), end, by: `••••${local.slice(-2)}` };
}
