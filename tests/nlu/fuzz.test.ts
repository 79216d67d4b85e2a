import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type UnderstandOptions, understand } from "../../src/nlu/understand.ts";
import { realBot } from "../support/real-bot.ts";

const { model } = await realBot();

/** Every promise an understanding makes, whatever the text. */
function expectSound(text: string, options: UnderstandOptions = {}): void {
  const understanding = understand(model, text, options);
  const { intents, entities, slots, normalized, verdict } = understanding;

  const confidences = intents.map(({ confidence }) => confidence);
  for (const confidence of confidences) {
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
  expect(confidences.reduce((sum, confidence) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-9);
  expect(confidences).toEqual(confidences.toSorted((one, other) => other - one));

  for (const { start, end } of entities) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(text.slice(start, end)).not.toBe("");
  }
  expect(entities.map(({ value }) => value)).toEqual(expect.arrayContaining(Object.values(slots)));

  // However long the text was, nothing after its beginning costs anything.
  expect(normalized.length).toBeLessThanOrEqual(1000);
  if (text.length > 2000) expect(verdict).toBe("unknown");
  expect(understand(model, text, options)).toEqual(understanding);
}

/** What customers type, and what people type who try what a server takes. */
const shard = fc.oneof(
  fc.constantFrom(
    "怎么还款",
    "还",
    "换款",
    "退货",
    "额度",
    "没有",
    "不",
    "吗",
    "好的",
    "請問",
    "逾期了",
    "人工",
  ),
  fc.constantFrom("how do i repay", "no", "ok ", "a", "zenme ", "huankuan", "don't ", "limit"),
  fc.constantFrom(
    "12期",
    "三千元",
    "招行",
    "下个月15号",
    "13800138000",
    "6222021234567894",
    "半年",
    "10%",
    "3:05",
  ),
  fc.constantFrom("一", "二十", "百", "万", "1", "0", "１", "Ⅳ", "½", "①"),
  fc.constantFrom(" ", "\n", "\t", "\u3000", "\u0000", "\u0007", "\u001b[31m", "\u007f", "\u2028"),
  fc.constantFrom(
    "\ud83d",
    "\udc4d",
    "👍",
    "👎🏽",
    "👨‍👩‍👧",
    "🇨🇳",
    "1️⃣",
    "\u0301",
    "\u200b",
    "\u202e",
    "\ufeff",
  ),
  fc.constantFrom(
    "(",
    ")",
    "[",
    "](to)",
    "{{ bot }}",
    "{% if %}",
    "${7*7}",
    "<",
    ">",
    "?",
    "？",
    "！",
    "。",
    "1:",
    "#",
  ),
  fc.constantFrom(
    "<script>alert(1)</script>",
    "<img src=x onerror=a>",
    "&amp;",
    "' OR 1=1 --",
    "; DROP TABLE a;",
  ),
  fc.constantFrom(
    "(a+)+$",
    "\\d{1,9}",
    "[^]*",
    "(?<=x)",
    "../../etc/passwd",
    "%00",
    "\\u0000",
    "null",
    "NaN",
  ),
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "prototype"),
  fc.constantFrom("ﬁ", "㎞", "ﷺ", "\u1112\u1161\u11ab", "İ", "ß", "乾隆", "髮", "𠮷", "龘", "العربية", "ไทย"),
  fc.string({ unit: "binary", maxLength: 8 }),
);

const text = fc.oneof(
  fc.array(shard, { maxLength: 40, size: "max" }).map((shards) => shards.join("")),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
);

const names = [
  "global",
  "none",
  "repay.how",
  "human.agent",
  "",
  "__proto__",
  "constructor",
  "no.such.intent",
];
const options: fc.Arbitrary<UnderstandOptions> = fc.record(
  {
    language: fc.constantFrom("zh", "en"),
    contexts: fc.subarray(names),
    expecting: fc.record({ yesno: fc.boolean(), intents: fc.subarray(names) }, { requiredKeys: [] }),
    evidence: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe("any text is understood as something or nothing, and always the same", () => {
  test("in any situation", () => {
    fc.assert(fc.property(text, options, expectSound), { seed: 1, numRuns: 400 });
  });

  test("of one piece over and over, to ten thousand characters", () => {
    const repeated = fc
      .tuple(shard, shard, fc.integer({ min: 900, max: 10_000 }))
      .map(([piece, end, length]) =>
        (piece.repeat(Math.ceil(length / (piece.length || 1))) + end).slice(-length),
      );
    fc.assert(
      fc.property(repeated, (long) => expectSound(long)),
      { seed: 2, numRuns: 100 },
    );
  });
});

const MEGABYTE = 1_000_000;
const filled = (piece: string) => piece.repeat(MEGABYTE / piece.length);
/** Characters that follow each other in no order a tokenizer would know, the same in every run. */
const scattered = (first: number, many: number) =>
  Array.from({ length: MEGABYTE }, (_, at) => String.fromCodePoint(first + ((at * 7919) % many))).join("");

describe("a million characters are no question, and do no harm", () => {
  test.each([
    ["one letter", filled("a")],
    ["one Han character", filled("款")],
    ["Han characters", scattered(0x4e00, 20_902)],
    ["digits", scattered(0x30, 10)],
    ["ones", filled("一")],
    ["brackets", filled("([{<")],
    ["emoji", filled("😀")],
    ["nods", filled("👍")],
    ["combining marks", `a${filled("\u0301")}`],
    ["combining marks out of order", `a${filled("\u0316\u0301")}`],
    ["spaces", filled(" ")],
    ["question marks that are not next to each other", filled("? ")],
    ["right-to-left overrides", filled("\u202e")],
    ["halves of surrogate pairs", filled("\ud83d")],
    ["tags", filled("<b>i")],
    ["banks", filled("招行")],
  ])("%s", (_, long) => {
    expectSound(long);
  });
});

describe("what holds no letter and no digit is unknown", () => {
  test.each([
    ["nothing", ""],
    ["blanks", " \n\t\u3000\u2028"],
    ["control characters", "\u0000\u0007\u001b"],
    ["invisible characters", "\u200b\u202e\ufeff"],
    ["a mark over nothing", "\u0301"],
    ["half a surrogate pair", "\ud83d"],
    ["punctuation", "？？！…— ~"],
    ["emoji", "😀😀👨‍👩‍👧🇨🇳"],
  ])("%s", (_, blank) => {
    expect(understand(model, blank)).toMatchObject({ verdict: "unknown", decidedBy: "blank", intents: [] });
  });
});

test("a text as long as a message may be is still understood, and one character more is not", () => {
  const question = "怎么还款".padEnd(2000, " ");
  expect(understand(model, question).verdict).toBe("sure");
  expect(understand(model, `${question} `)).toMatchObject({ verdict: "unknown", decidedBy: "pasted" });
});

test("what stands behind the first thousand characters is not looked at", () => {
  const long = `${"怎么还款，".repeat(200)}用招行的卡分12期`;
  expect(understand(model, long).entities).toEqual([]);
  expect(understand(model, long.slice(500)).entities.length).toBeGreaterThan(0);
});
