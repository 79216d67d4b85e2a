import { expect, test } from "vitest";
import { counterexample } from "../../../src/regression/explore/counterexample.ts";
import { explore } from "../../../src/regression/explore/explore.ts";
import { lengthOf } from "../../../src/regression/explore/path.ts";
import { smallBot } from "../../support/small-bot.ts";
import { breaches, refuted, walked, walkedBot } from "./explored.ts";

const repaying = {
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: sure
          ask: 现在还吗？
          yesno: { yes: paid, no: later }
        - id: paid
          say: 好了。
          go: end
        - id: later
          say: 那就以后再说。
    `,
    card: "start: { intents: [card] }\nsteps: [{ say: 在银行卡页面换。 }]\n",
  },
};

test("a bot without faults is proven", () => {
  const { exploration } = walked(repaying);
  expect(exploration.breaches).toEqual([]);
  expect(exploration.gaveUp).toBe(false);
});

test("the same content is walked the same way every time", () => {
  const once = walked(repaying).exploration;
  expect(walked(repaying).exploration).toEqual(once);
  expect(once.states).toBeGreaterThan(20);
});

test("one surrounding stands for all where the content does not tell them apart", () => {
  expect(walked(repaying).exploration.surroundings).toHaveLength(1);
  const told =
    "start: { intents: [a] }\nsteps:\n  - when: [{ if: open, go: in }, { else: out }]\n  - { id: in, say: 在。, go: end }\n  - { id: out, say: 不在。 }\n";
  const { exploration } = walked({ dialogs: { a: told } });
  expect(exploration.surroundings.map(({ open }) => open)).toEqual([true, false]);
  expect(exploration.breaches).toEqual([]);
});

test.each([
  ["open", "in"],
  ["!open", "out"],
])("where %s, a fault is found whatever the hours of the queues are", (condition, colleagues) => {
  for (const weekly of ["{}", "{ mon: [00:00-24:00] }"]) {
    const hours = `{ zone: Asia/Shanghai, weekly: ${weekly} }`;
    const { written, result } = refuted("variable-unset", {
      bot: `
        bot: { name: 小分, brand: 好商城, greeting: 您好, suggestions: { zh: [还款], en: [repay] } }
        facts: {}
        hours: ${hours}
        queues: { default: { title: 在线, hours: ${hours} } }
      `,
      dialogs: {
        a: `
          start: { intents: [a] }
          slots: { way: { type: text } }
          steps:
            - when: [{ if: "${condition}", go: told }, { else: end }]
            - id: told
              say: "走{{ slots.way }}"
        `,
      },
    });
    expect(written.includes("colleagues: out")).toBe(colleagues === "out");
    expect(result.passed).toBe(false);
  }
});

test("an image is one of the things that can come", () => {
  const { written, result } = refuted("no-silent-loop", {
    patterns: { image: "steps: [{ id: round, say: 看不了图片, go: round }]" },
  });
  expect(written).toContain("    - me: { image: true }\n");
  expect(result.passed).toBe(false);
});

test("a walk that had to stop proves nothing, and says so", () => {
  const exploration = explore(smallBot(repaying), { maxStates: 5, depth: 2, isTimeUp: () => false });
  expect(exploration.gaveUp).toBe(true);
  expect(exploration.breaches).toEqual([]);
  const late = explore(smallBot(repaying), { maxStates: 1000, depth: 2, isTimeUp: () => true });
  expect(late.gaveUp).toBe(true);
});

test("a counterexample is a shortest one", () => {
  const [found] = breaches("variable-unset", {
    dialogs: {
      long: "start: { intents: [long] }\nsteps: [{ ask: 去吗？, yesno: { yes: told, no: end } }, { id: told, go: short#told }]\n",
      short:
        "start: { intents: [short] }\nslots: { way: { type: text } }\nsteps: [{ id: told, say: '走{{ slots.way }}。' }]\n",
    },
  });
  expect(found?.step).toBe("short#told");
  expect(lengthOf(found?.path)).toBe(1);
});

test("a counterexample says what calls came to, and when time passed", () => {
  const { written } = refuted("variable-unset", {
    actions: "shop.status:\n  about: Whether it is open.\n  outcomes: { open: { hours: text } }\n",
    dialogs: {
      a: `
        start: { intents: [a] }
        steps:
          - wait: { for: 5m }
          - call: shop.status
            outcomes: { open: told, error: told, timeout: end }
          - id: told
            say: "营业到{{ status.hours }}。"
      `,
    },
  });
  expect(written).toContain("stubs: { shop.status: error }");
  expect(written.split("\n").slice(3)).toEqual([
    "  talk:",
    "    - me: 说a",
    '    - clock: "+5m"',
    "    - never: { step: a#told, text: { equals: 营业到。 } }",
    "",
  ]);
});

test("what depends on the language is walked in both", () => {
  const { bot, exploration } = walked({
    dialogs: {
      a: `
        start: { intents: [a] }
        slots: { way: { type: text } }
        steps:
          - when: [{ if: language == 'en', go: told }, { else: end }]
          - id: told
            say: { zh: "走{{ slots.way }}", en: "go {{ slots.way }}" }
      `,
    },
  });
  const [found] = exploration.breaches;
  expect(found?.law).toBe("variable-unset");
  expect(found === undefined ? "" : counterexample(bot, found)).toContain("language: en\n");
});

test("both sides of a comparison are tried, for values of customers and of systems", () => {
  const { exploration } = walked({
    actions:
      "account.limit:\n  about: The limit.\n  with: { amount: number }\n  outcomes: { known: { available: number } }\n",
    dialogs: {
      a: `
        start: { intents: [a] }
        slots: { amount: { entity: money } }
        steps:
          - ask: 多少？
            slot: amount
            valid: [{ if: slots.amount >= 500, else: 太少。 }]
            otherwise: end
          - call: account.limit
            with: { amount: slots.amount }
            outcomes: { known: compare, error: end, timeout: end }
          - id: compare
            when:
              - { if: slots.amount > limit.available, go: short }
              - { if: slots.amount == limit.available, go: just }
              - else: enough
          - { id: short, say: 不够。, go: end }
          - { id: just, say: 正好。, go: end }
          - { id: enough, say: 够了。 }
      `,
    },
  });
  expect(exploration.breaches).toEqual([]);
});

test("an answer that was taken back, a step back and a dialog in between are walked, too", () => {
  const bot = smallBot({
    dialogs: {
      a: `
        start: { intents: [a] }
        slots: { amount: { entity: money } }
        steps:
          - ask: 多少？
            slot: amount
            otherwise: end
          - id: sure
            ask: "{{ slots.amount | money }}，对吗？"
            yesno: { yes: end, no: end }
      `,
      b: "start: { intents: [b] }\nslots: { amount: { entity: money } }\nsteps: [{ ask: 几元？, slot: amount, otherwise: end }]\n",
    },
  });
  expect(walkedBot(bot).breaches).toEqual([]);
});

test("what depends on the page or the order is walked with and without them", () => {
  const told = (order: string) => `
    start: { intents: [a] }
    steps:
      - when: [{ if: "context.page.startsWith('/orders')", go: here }, { else: out }]
      - id: here
        say: "订单${order}在这里。"
        go: end
      - { id: out, say: 先打开订单。 }
  `;
  const { exploration } = walked({ dialogs: { a: told("") } });
  expect(exploration.surroundings.map(({ context }) => context.page)).toEqual(["", "/orders", "/elsewhere"]);
  expect(exploration.breaches).toEqual([]);

  const { written, result } = refuted("variable-unset", { dialogs: { a: told("{{ context.order }}") } });
  expect(written).toContain('context: { page: "/orders", order: "" }');
  expect(result.failure?.message).toBeDefined();
});
