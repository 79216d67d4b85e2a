import { hasIdChecksum, passesLuhn } from "../../text/mask-checks.ts";
import type { EntityRule } from "./entity-rule.ts";

/** What names a person, a card or a purchase; values are letters and digits alone, without the spaces between. */
export const identifierRules: readonly EntityRule[] = [
  {
    name: "idNumber",
    pattern: /(?<![\da-z])\d{17}[\dx](?![\da-z])/gu,
    read: ([number]) => (hasIdChecksum(number) ? number : undefined),
  },
  {
    name: "bankCard",
    pattern: /(?<![\da-z])(?:\d{16,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?)(?![\da-z])/gu,
    read: ([written]) => {
      const number = written.replace(/\D/gu, "");
      return passesLuhn(number) ? number : undefined;
    },
  },
  {
    name: "phone",
    // The hyphens and spaces of a number are all there, or none is: "139-1234-5678".
    pattern: /(?<![\da-z])(?:(?:\+|00)?86[- ]?)?(1[3-9]\d([- ]?)\d{4}\2\d{4})(?![\da-z])/gu,
    read: ([, number = ""]) => number.replace(/\D/gu, ""),
  },
  {
    name: "phone",
    // A landline with its area code, and numbers that companies have everywhere.
    pattern:
      /(?<![\da-z-])(?:0\d{2,3}[- ]\d{7,8}|[48]00([- ])\d{3}\1?\d{4}|[48]00([- ])\d{4}\2\d{3})(?![\da-z-])/gu,
    read: ([number]) => number.replace(/\D/gu, ""),
  },
  {
    name: "cardTail",
    pattern:
      /(?:尾号|尾数|(?:最?后|末尾?)[四4]位(?:数字?|号码?)?|card ending|end(?:ing|s|ed)? (?:in|with)|last (?:four|4)(?: digits| numbers)?)(?:都?[是为]| is| are)?[: ]{0,2}(\d{4})(?!\d)/gu,
    read: ([, tail]) => tail,
  },
  {
    name: "cardTail",
    pattern: /(?<!\d)(\d{4})(?:的?结尾|的?尾号)(?!是|为|:|\s?\d)/gu,
    read: ([, tail]) => tail,
  },
  {
    name: "order",
    pattern:
      /(?:订单编?号?|单号|\border(?: number| no\.?| id)?)(?:是|为| is)?[:# ]{0,3}([a-z\d](?:[a-z\d-]{4,38})[a-z\d])(?![a-z\d])/gu,
    read: ([, number = ""]) => (/\d[^\d]{0,3}\d[^\d]{0,3}\d/u.test(number) ? number : undefined),
  },
  {
    name: "order",
    pattern: /(?<![a-z\d])[a-z\d]{10,32}(?![a-z\d])/gu,
    // Words have few digits, order numbers many.
    read: ([number]) => (number.replace(/\D/gu, "").length >= 6 ? number : undefined),
  },
];
