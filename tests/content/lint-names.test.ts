import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const actions = `
  account.limit:
    about: x
    outcomes: { enough: { available: number } }
  x.orders:
    about: x
    outcomes: { some: { items: { list: { id: text, goods: text } } } }
`;

const findings = (text: string, more = "") =>
  findingsOf("name-unknown", {
    actions,
    dialogs: {
      a: `start: { phrases: [甲] }
slots: { bank: { type: text } }
steps:
  - ask: 哪家银行？
    slot: bank
    otherwise: end
  - call: account.limit
    as: limit
    outcomes: { enough: next, error: next, timeout: next }
  - say: ${text}
${more}`,
    },
  });

test("a name in a text that stands for nothing is told of, with the one that was meant", () => {
  expect(findings("您的{{ slot.bank }}")).toEqual([
    'dialogs/a.yaml:12:15 warning [name-unknown] There is no "slot.bank" that this text could name: it stays blank.\n' +
      '    Did you mean "slots.bank"?',
  ]);
});

test("it is told of in the language in which it stands", () => {
  expect(findings("{ zh: '{{ limit.available }}', en: 'You have {{ limt.available }}' }")).toEqual([
    expect.stringMatching(
      /^dialogs\/a\.yaml:12:58 .*"limt\.available"[^]*Did you mean "limit\.available"\?$/u,
    ),
  ]);
});

test("it is told of in a condition and in a link as well", () => {
  const say = (part: string) => `{ text: 好, buttons: [${part}] }`;
  expect(findings("'{% if slots.town %}x{% endif %}'")).toHaveLength(1);
  expect(findings(say("{ label: 看, link: '{{ slots.twon }}' }"))).toHaveLength(1);
});

const TEXTS_KNOW =
  "Texts know brand, name, title, language, context.page, context.order, slots and what calls brought.";

test.each([
  ["'{{ context.thingsInBasket }}'", TEXTS_KNOW],
  ["'{{ context.oder }}'", 'Did you mean "context.order"?'],
  ["'{{ slots.town }}'", "The slots of this dialog: bank."],
  ["'{{ customer.identified }}'", "Conditions know it, texts do not: choose the text by a `when`."],
  ["'{{ whatever }}'", TEXTS_KNOW],
  ["'{{ refund.amount }}'", "No call of this dialog brings it."],
  ["'{{ corrected }}'", TEXTS_KNOW],
])("the way out fits what was written: %s", (text, hint) => {
  expect(findings(text)).toEqual([expect.stringContaining(`\n    ${hint}`)]);
});

test("what every text knows is in order, and so are slots, results, and names of the template's own", () => {
  expect(findings("'{{ brand }}{{ name }}{{ title }}{{ language }}{{ slots.bank }}'")).toEqual([]);
  expect(findings("'{% if limit %}{{ limit.outcome }}{{ limit.available | money }}{% endif %}'")).toEqual([]);
  expect(
    findings("'{% assign sum = limit.available %}{% for i in (1..3) %}{{ i }}{{ sum }}{% endfor %}'"),
  ).toEqual([]);
});

describe("a pattern", () => {
  const pattern = (text: string) =>
    findingsOf("name-unknown", { patterns: { done: `steps: [{ say: '${text}' }]` } });

  test("may name what was noted and corrected", () => {
    expect(pattern("{{ noted }}{{ corrected }}{{ title }}{{ brand }}")).toEqual([]);
  });

  test("has no slots", () => {
    expect(pattern("{{ slots.bank }}")).toEqual([
      expect.stringMatching(/^dialogs\/_patterns\.yaml:\d+:\d+ [^]*A pattern has no slots\.$/u),
    ]);
  });
});

describe("the label of options made of a list", () => {
  const options = (label: string) =>
    findings(
      "好",
      `  - { call: x.orders, as: orders, outcomes: { some: next, error: end, timeout: end } }
  - ask: 哪一笔
    slot: bank
    options: { from: orders.items, value: id, label: "${label}" }
    otherwise: end
`,
    );

  test("may name the fields of a record", () => {
    expect(options("{{ item.goods }}{{ slots.bank }}")).toEqual([]);
  });

  test("is told of when a record has no such field", () => {
    expect(options("{{ item.good }}")).toEqual([
      expect.stringMatching(/^dialogs\/a\.yaml:16:58 [^]*Did you mean "item\.goods"\?$/u),
    ]);
  });

  test("is the only text that may", () => {
    expect(findings("'{{ item.goods }}'")).toHaveLength(1);
  });
});
