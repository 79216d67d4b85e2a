import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";
import type { SmallBot } from "../support/small-bot.ts";

const entities = {
  bank: "entity: bank\ntitle: 银行\nvalues: [{ value: icbc, label: { zh: 工商银行, en: ICBC } }]\n",
};

const findings = (slots: string, steps: string, rest: SmallBot = {}) => {
  const a = `start: { phrases: [甲], intents: [a.one] }\nslots:\n  ${slots}\nsteps:\n${steps}  - say: 好\n`;
  const parts = { entities, ...rest, dialogs: { a } };
  return [...findingsOf("slot-unused", parts), ...findingsOf("slot-unfilled", parts)];
};

describe("a slot", () => {
  test("that no step names is told of where it is declared", () => {
    expect(findings("town: { type: text }", "")).toEqual([
      'dialogs/a.yaml:5:3 warning [slot-unused] No step fills or reads the slot "town".\n    Delete it.',
    ]);
  });

  test("that is asked for and never read is told of", () => {
    expect(findings("town: { type: text }", "  - { ask: 哪里, slot: town, otherwise: end }\n")).toEqual([
      'dialogs/a.yaml:5:3 warning [slot-unused] The slot "town" is filled, and nothing reads it.\n' +
        "    Name it in a text, a condition, a call or a brief, or delete it.",
    ]);
  });

  test.each([
    ["a text", "say: 在{{ slots.town }}"],
    ["a condition", "when: [{ if: slots.town == 'x', go: end }]"],
    ["a brief", "human: { reason: x, brief: [town] }"],
  ])("that %s reads is in order", (_what, step) => {
    const steps = `  - { ask: 哪里, slot: town, otherwise: end }\n  - ${step}\n`;
    expect(findings("town: { type: text }", steps)).toEqual([]);
  });
});

describe("a slot that nothing can fill", () => {
  const read = (declared: string, step: string, rest: SmallBot = {}) =>
    findings(`x: { ${declared} }`, `  - ${step}\n  - say: "{{ slots.x }}"\n`, rest);

  test("is told of", () => {
    expect(
      read("type: text", "ask: 哪个\n    slot: x\n    otherwise: end\n    options: [{ label: 甲 }]"),
    ).toEqual([
      'dialogs/a.yaml:5:3 warning [slot-unfilled] Nothing can ever fill the slot "x".\n' +
        "    Give it an entity, the options of its question a value, or `set` it.",
    ]);
  });

  test.each([
    ["a yes or no without options", "type: boolean", "{ ask: 要吗, slot: x, otherwise: end }"],
    ["a yes or no with an entity", "type: boolean, entity: bank", "{ ask: 要吗, slot: x, otherwise: end }"],
    ["only ever emptied", "type: text", "set: { x: null }"],
    ["of an entity that no question and no intent asks for", "entity: bank", "say: 一"],
  ])("is one that is %s", (_what, declared, step) => {
    expect(read(declared, step)).toHaveLength(1);
  });

  test.each([
    ["set by a step", "type: text", "set: { x: a }"],
    ["worked out by a step", "type: boolean", "set: { x: { cel: open } }"],
    ["typed in answer", "type: text", "{ ask: 哪里, slot: x, otherwise: end }"],
    [
      "found in the answer",
      "entity: bank",
      "{ ask: 哪家, slot: x, otherwise: end, options: [{ label: 甲, go: end }] }",
    ],
    [
      "an option's value",
      "type: boolean",
      "{ ask: 要吗, slot: x, otherwise: end, options: [{ label: 要, value: true }] }",
    ],
  ])("is none that is %s", (_what, declared, step) => {
    expect(read(declared, step)).toEqual([]);
  });

  test("is none that the customer's first words may fill", () => {
    const intents = {
      "a.one":
        "intent: a.one\ntitle: x\nslots: { x: { entity: bank } }\nutterances: { zh: [换工商银行], en: [to ICBC] }\n",
    };
    expect(read("entity: bank", "say: 一", { intents })).toEqual([]);
  });
});

describe("a dialog that is run answers through a slot", () => {
  const answering = (asker: string, answerer: string) => {
    const dialogs = {
      a: `start: { phrases: [甲] }\nslots: { ok: { type: boolean } }\nsteps:\n  - run: b\n${asker}`,
      b: `slots: { ok: { type: boolean } }\nsteps:\n${answerer}`,
    };
    return [...findingsOf("slot-unused", { dialogs }), ...findingsOf("slot-unfilled", { dialogs })];
  };
  const asks = "  - when: [{ if: slots.ok == true, go: end }, { else: next }]\n  - say: 好\n";

  test("that it fills and the other one reads", () => {
    expect(answering(asks, "  - set: { ok: true }\n")).toEqual([]);
  });

  test("but not when it leaves it empty, or the other one does not look", () => {
    expect(answering(asks, "  - set: { ok: null }\n")).toHaveLength(2);
    expect(answering("  - say: 好\n", "  - set: { ok: true }\n")).toHaveLength(2);
  });
});
