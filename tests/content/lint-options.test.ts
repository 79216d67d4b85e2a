import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const START = "start: { intents: [a.one] }\n";

const findings = (step: string) => findingsOf("option-dead", { dialogs: { a: `${START}steps:\n${step}` } });

describe("an intent under an option is told of", () => {
  test("when an earlier option has it", () => {
    const step = `  - ask: 哪个
    options:
      - { label: 甲, phrases: ["intent:a.one"], go: end }
      - { label: 乙, phrases: [乙的, "intent:a.one"], go: end }
`;
    expect(findings(step)).toEqual([
      'dialogs/a.yaml:8:35 warning [option-dead] "intent:a.one" can never lead to the option "o2": the option "o1" of this question has it, too, and comes first.\n' +
        "    Delete it.",
    ]);
  });

  test("when it is the wish for a person, which is met before", () => {
    const step = (go: string) => `  - ask: 哪个
    options:
      - { label: 甲, phrases: ["intent:human.agent"], go: ${go} }
`;
    expect(findings(step("end"))).toEqual([
      'dialogs/a.yaml:7:31 warning [option-dead] "intent:human.agent" can never lead to the option "o1": a wish for a person is met before the options are tried.\n' +
        "    Delete it.",
    ]);
    expect(findings(step("human"))).toEqual([]);
  });

  test("when it is none", () => {
    const step = `  - ask: 哪个\n    options: [{ label: 甲, phrases: ["intent:none"], go: end }]\n`;
    expect(findings(step)).toHaveLength(1);
  });

  test("but not when each option has its own", () => {
    const step = `  - ask: 哪个\n    options: [{ label: 甲, phrases: ["intent:a.one"], go: end }, { label: 乙, go: end }]\n`;
    expect(findings(step)).toEqual([]);
  });
});

describe("of a yes/no question", () => {
  const yesno = (yes: string, no: string) => `  - ask: 好了吗
    yesno:
      yes: { label: 好了, phrases: [${yes}], go: end }
      no: { label: 没好, phrases: [${no}], go: end }
`;

  test("a plain yes under no is told of, and a plain no under yes", () => {
    expect(findings(yesno("付了, 没有", "是的"))).toEqual([
      'dialogs/a.yaml:7:39 warning [option-dead] "没有" says no, and stands under yes.\n' +
        "    Move it to the other answer, or delete it.",
      'dialogs/a.yaml:8:34 warning [option-dead] "是的" says yes, and stands under no.\n' +
        "    Move it to the other answer, or delete it.",
    ]);
  });

  test("words that only mean so to this question are in order", () => {
    expect(findings(yesno("不用再付, 钱扣了", "找不到按钮, 余额不够, 有问题"))).toEqual([]);
  });
});

test("a phrase without letters can never match", () => {
  const step = `  - ask: 哪个\n    options: [{ label: 甲, phrases: [甲的, "……？"], go: end }]\n`;
  expect(findings(step)).toEqual([
    'dialogs/a.yaml:6:41 warning [option-dead] "……？" can never match: phrases are compared by their letters and digits.\n' +
      "    Delete it.",
  ]);
});
