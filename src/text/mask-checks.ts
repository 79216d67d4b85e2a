/** GB 11643-1999: the last sign is the weighted sum of the others modulo 11. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = "10x98765432";

/** GB/T 2260: the provinces that ID numbers begin with; 83 and 9 are of residents from elsewhere. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9)/u;

const BIRTH = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;

/**
 * Whether this is a Chinese ID number: 18 signs with the right check sign, or the 15 digits of before 1999, which have
 * none. Both tell a province and a day of birth.
 *
 * @param number digits alone, but for an `x` at the end
 */
export function isIdNumber(number: string): boolean {
  if (!PROVINCE.test(number)) return false;
  if (/^\d{15}$/u.test(number)) return BIRTH.test(`19${number.slice(6, 12)}`);
  return /^\d{17}[\dx]$/u.test(number) && BIRTH.test(number.slice(6, 14)) && hasIdChecksum(number);
}

/** @param number 18 signs: digits, and perhaps an `x` at the end */
export function hasIdChecksum(number: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return ID_CHECKS[sum % 11] === number[17];
}

/**
 * ISO/IEC 7812-1: what banks issue. Numbers that begin with 0 and 1 are no bank's, and of those with 2 only Mastercard's
 * are: so times and days, which many order numbers begin with, are not taken for cards every tenth time.
 */
const ISSUER = /^(?:22(?:2[1-9]|[3-9]\d)|2[3-6]\d\d|27(?:[01]\d|20)|[3-689])/u;

/** Whether this is a bank card's number: 13 to 19 digits of an issuer, with the right check digit. */
export function isCardNumber(number: string): boolean {
  return /^\d{13,19}$/u.test(number) && ISSUER.test(number) && passesLuhn(number);
}

/** ISO/IEC 7812-1, annex B: the check digit of bank cards. */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at]) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
