import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";
import type { SmallBot } from "../support/small-bot.ts";

const actions = `
  account.limit:
    about: x
    outcomes: { enough: { available: number }, short: { available: number, missing: number }, frozen: {} }
`;

const entities = {
  bank: "entity: bank\ntitle: 银行\nvalues: [{ value: icbc, label: { zh: 工商银行, en: ICBC } }]\n",
};

/** What is told of the dialog `a`: begun by a phrase, with the slots `bank` and `tries`. Its steps begin in line 6. */
function findings(steps: string, rest: SmallBot = {}) {
  const head = "start: { phrases: [甲] }\nslots: { bank: { entity: bank }, tries: { type: number } }\n";
  const dialog = `dialog: a\ntitle: 甲\n${head}steps:\n${steps.replace(/^\n/u, "")}`;
  return findingsOf("variable-unset", {
    actions,
    entities,
    ...rest,
    dialogs: { a: dialog, ...rest.dialogs },
  });
}

const CALL = `
  - id: limit
    call: account.limit
    outcomes: { enough: told, short: told, frozen: other, error: other, timeout: other }
`;

const ASK = `
  - id: which
    ask: 哪家银行？
    slot: bank
    otherwise: other
`;

/** Where everything else leads. */
const OTHER = `
  - id: other
    human: { reason: x }
`;

describe("a text that reads what a call brings", () => {
  test("is told of with the shortest way on which the call did not bring it", () => {
    const steps = `${CALL}
  - id: told
    say: 一共
  - say: 还有 {{ limit.available }}
    go: end
  - id: other
    go: s3
`;
    expect(findings(steps)).toEqual([
      'dialogs/a.yaml:12:16 warning [variable-unset] "limit.available" may be empty here: limit (outcome:frozen) → other → s3.\n' +
        "    Call first, or ask whether it is there: `{% if limit.available %} … {% endif %}`.",
    ]);
  });

  test("is in order behind the outcomes that bring it", () => {
    expect(findings(`${CALL}  - { id: told, say: "{{ limit.available }}", go: end }${OTHER}`)).toEqual([]);
  });

  test("is told of behind outcomes of which only one brings it", () => {
    const found = findings(`${CALL}  - { id: told, say: "{{ limit.missing }}", go: end }${OTHER}`);
    expect(found).toEqual([expect.stringContaining("limit (outcome:enough) → told.")]);
  });

  test("may name the outcome behind any", () => {
    expect(
      findings(`${CALL}  - { id: told, say: 好, go: end }\n  - { id: other, say: "{{ limit.outcome }}" }\n`),
    ).toEqual([]);
  });

  test("is told of once the same call has come to something else", () => {
    const again = `
  - id: told
    call: account.limit
    outcomes: { enough: shown, short: shown, frozen: shown, error: shown, timeout: shown }
  - { id: shown, say: "{{ limit.available }}", go: end }
`;
    expect(findings(CALL + again + OTHER)).toEqual([
      expect.stringContaining("limit (outcome:enough) → told (outcome:frozen) → shown."),
    ]);
  });

  test("is told of where a button leads to it long after", () => {
    const steps = `${CALL}
  - id: told
    say: { text: 好, buttons: [{ label: 多少, go: shown }] }
  - { id: shown, say: "{{ limit.available }}", go: end }
`;
    expect(findings(steps + OTHER)).toEqual([
      expect.stringContaining(
        '"limit.available" may be empty here: another dialog or a button leads right here.',
      ),
    ]);
  });

  test("is told of where another dialog leads to a step in the middle", () => {
    const b = "start: { phrases: [乙] }\nsteps: [{ go: 'a#told' }]\n";
    const steps = `${CALL}
  - id: told
    say: 好
  - { id: shown, say: "{{ limit.available }}", go: end }
`;
    expect(findings(steps + OTHER, { dialogs: { b } })).toEqual([
      expect.stringContaining("told → shown when the dialog is begun there."),
    ]);
  });
});

describe("a text that reads a slot", () => {
  test("is in order once a question has filled it", () => {
    expect(findings(`${ASK}  - { say: "{{ slots.bank }}", go: end }${OTHER}`)).toEqual([]);
  });

  test("is told of on the way by which the question is left without a value", () => {
    expect(findings(`${ASK}  - go: end\n  - { id: other, say: "{{ slots.bank }}" }\n`)).toEqual([
      'dialogs/a.yaml:11:27 warning [variable-unset] "slots.bank" is empty here: which (otherwise) → other.\n' +
        "    Fill it first, or ask whether it is there: `{% if slots.bank %} … {% endif %}`.",
    ]);
  });

  test("is told of where a customer's first words may have filled it, or not", () => {
    const intents = {
      "a.one":
        "intent: a.one\ntitle: x\nslots: { bank: { entity: bank } }\nutterances: { zh: [换工商银行], en: [to ICBC] }\n",
    };
    const a = `start: { intents: [a.one] }\nslots: { bank: { entity: bank } }\nsteps: [{ say: "{{ slots.bank }}" }]\n`;
    expect(findingsOf("variable-unset", { dialogs: { a }, intents, entities })).toEqual([
      expect.stringContaining('"slots.bank" may be empty here: it is read where the dialog begins.'),
    ]);
  });

  test("is in order once a step has set it, until a step empties it", () => {
    const steps = (value: string) => `  - set: { tries: ${value} }\n  - say: 第 {{ slots.tries }} 次\n`;
    expect(findings(steps("1"))).toEqual([]);
    expect(findings(`  - set: { tries: 1 }\n${steps("null")}`)).toHaveLength(1);
  });

  test("is told of after a dialog that has a slot of the same name was run", () => {
    const b =
      "slots: { tries: { type: number } }\nsteps: [{ set: { tries: 2 } }, { say: '{{ slots.tries }}' }]\n";
    const steps = (run: string) =>
      `  - set: { tries: 1 }\n${run}  - say: 第 {{ slots.tries }} 次\n  - run: b\n`;
    expect(findings(steps("  - run: b\n"), { dialogs: { b } })).toEqual([
      expect.stringContaining('"slots.tries" may be empty here: s1 → s2 → s3.'),
    ]);
    expect(findings(steps(""), { dialogs: { b } })).toEqual([]);
  });

  test("is in order where the value that a rule refuses is read", () => {
    const steps = `
  - id: which
    ask: 哪家银行？
    slot: bank
    valid: [{ if: 'slots.bank != "x" && slots.bank.size() > 1', else: "{{ slots.bank }}不行" }]
    otherwise: other
`;
    expect(findings(`${steps}  - go: end${OTHER}`)).toEqual([]);
  });
});

describe("within a text", () => {
  const says = (text: string) => findings(`${ASK}  - go: end\n  - id: other\n    say: "${text}"\n`);

  test.each([
    ["{% if slots.bank %}{{ slots.bank }}{% endif %}"],
    ["{% if slots.bank != nil and language == 'zh' %}{{ slots.bank }}{% endif %}"],
    ["{% unless slots.bank == blank %}{{ slots.bank }}{% endunless %}"],
    ["{% if slots.bank == nil %}无{% else %}{{ slots.bank }}{% endif %}"],
    ["{% if language == 'en' %}x{% elsif slots.bank %}{{ slots.bank }}{% endif %}"],
    ["{{ slots.bank | default: '您的银行' }}"],
    ["{% raw %}{{ slots.bank }}{% endraw %}"],
  ])("what asks first is in order: %s", (text) => {
    expect(says(text)).toEqual([]);
  });

  test.each([
    ["{% if slots.bank %}有{% else %}{{ slots.bank }}{% endif %}"],
    ["{% if slots.bank %}有{% endif %}{{ slots.bank }}"],
    ["{% if slots.bank or language == 'zh' %}{{ slots.bank }}{% endif %}"],
    ["{% if language == 'en' %}{{ slots.bank }}{% endif %}"],
    ["{% assign it = slots.bank %}{{ it }}"],
  ])("what does not is told of: %s", (text) => {
    expect(says(text)).toHaveLength(1);
  });

  test("an outcome that is asked for stands for what it brings", () => {
    const steps = (text: string) => `${CALL}  - { id: told, go: other }\n  - { id: other, say: "${text}" }\n`;
    expect(findings(steps("{% if limit.outcome == 'short' %}{{ limit.missing }}{% endif %}"))).toEqual([]);
    expect(
      findings(
        steps("{% case limit.outcome %}{% when 'enough', 'short' %}{{ limit.available }}{% endcase %}"),
      ),
    ).toEqual([]);
    expect(findings(steps("{% if limit.outcome == 'enough' %}{{ limit.missing }}{% endif %}"))).toHaveLength(
      1,
    );
  });

  test("a list is asked for where its records are gone through", () => {
    const list = "x.orders:\n  about: x\n  outcomes: { some: { items: { list: { id: text } } } }\n";
    const text =
      "{% for order in orders.items limit: 3 %}{{ order.id }}{{ orders.items | count }}{% endfor %}";
    const steps = `
  - call: x.orders
    outcomes: { some: shown, error: shown, timeout: shown }
  - { id: shown, say: "${text}" }
`;
    expect(findings(steps, { actions: list })).toEqual([
      expect.stringMatching(
        /^dialogs\/a\.yaml:8:40 .*"orders\.items" may be empty here: s1 \(outcome:error\) → shown/u,
      ),
    ]);
  });
});

describe("what is worked out, given or handed on", () => {
  test("is told of where a count begins without a number", () => {
    const steps = `
  - id: again
    set: { tries: { cel: slots.tries + 1 } }
  - { ask: 好了吗, yesno: { yes: end, no: again } }
`;
    expect(findings(steps)).toEqual([
      expect.stringMatching(/^dialogs\/a\.yaml:7:26 .*"slots\.tries" may be empty here/u),
    ]);
    expect(findings(`  - set: { tries: 0 }\n${steps}`)).toEqual([]);
  });

  test("is told of where an action needs it, and not where it may be left out", () => {
    const needs = (optional: boolean) =>
      `account.limit:\n  about: x\n  with: { bank: { type: text, optional: ${optional} } }\n  outcomes: { enough: {} }\n`;
    const steps = `
  - call: account.limit
    with: { bank: slots.bank }
    outcomes: { enough: end, error: next, timeout: next }
  - { ask: 哪家, slot: bank, otherwise: end }
`;
    expect(findings(steps, { actions: needs(false) })).toEqual([
      expect.stringMatching(/^dialogs\/a\.yaml:7:19 .*"slots\.bank" is empty here/u),
    ]);
    expect(findings(steps, { actions: needs(true) })).toEqual([]);
  });

  test("is left out of what an agent is told, and so only told of where it never can be known", () => {
    const human = (steps: string) => findings(`${steps}  - human: { reason: x, brief: [bank] }\n`);
    expect(human("  - { ask: 哪家, slot: bank, otherwise: s2 }\n")).toEqual([]);
    expect(
      human("  - when: [{ if: open, go: s3 }]\n  - { ask: 哪家, slot: bank, otherwise: end, go: end }\n"),
    ).toEqual([
      'dialogs/a.yaml:8:33 warning [variable-unset] "slots.bank" is empty here: s1 (branch:1) → s3.\n' +
        "    Fill it first, or leave it out.",
    ]);
  });

  test("is told of on a button, unless the button is only there with it", () => {
    const steps = (condition: string) =>
      `${CALL}  - { id: told, go: other }\n  - id: other\n    say: { text: 好, buttons: [{ label: "{{ limit.available }}", go: end${condition} }] }\n`;
    expect(findings(steps(""))).toHaveLength(1);
    expect(findings(steps(", if: limit.available != null"))).toEqual([]);
  });

  test("is told of where options are made of a list that no call brought", () => {
    const list = "x.orders:\n  about: x\n  outcomes: { some: { items: { list: { id: text } } }, none: {} }\n";
    const steps = (none: string) => `
  - { call: x.orders, as: orders, outcomes: { some: pick, none: ${none}, error: end, timeout: end } }
  - id: pick
    ask: 哪一笔
    slot: bank
    options: { from: orders.items, value: id, label: "{{ item.id }}" }
    otherwise: end
  - human: { reason: x, brief: [bank] }
`;
    expect(findings(steps("pick"), { actions: list })).toEqual([
      expect.stringMatching(
        /^dialogs\/a\.yaml:10:22 .*"orders\.items" may be empty here: s1 \(outcome:none\) → pick/u,
      ),
    ]);
    expect(findings(steps("end"), { actions: list })).toEqual([]);
  });
});
