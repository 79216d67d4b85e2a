import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

/** What is told of the dialog `a`. Its steps begin in line 6. */
const findings = (steps: string) =>
  findingsOf("variable-unset", {
    dialogs: {
      a: `dialog: a\ntitle: 甲\nstart: { phrases: [甲] }\nslots: { bank: { type: text } }\nsteps:\n${steps.replace(/^\n/u, "")}`,
    },
  });

describe("a text that reads what the customer looks at", () => {
  const page = "{{ context.page }}";
  const told = [expect.stringContaining('"context.page" may be empty here')];

  test("is told of where nothing has asked whether it is there", () => {
    expect(findings(`  - say: 在${page}上\n`)).toEqual([
      'dialogs/a.yaml:6:14 warning [variable-unset] "context.page" may be empty here: it is read where the dialog begins.\n' +
        '    Ask whether it is there: `{% if context.page != "" %} … {% endif %}`.',
    ]);
    expect(findings(`  - say: "{% if context.page %}在${page}上{% endif %}"\n`)).toEqual(told);
  });

  test.each(["context.page != ''", "context.page.contains('/orders')", "context.page == '/orders'"])(
    "is not told of behind %s, and is before it and elsewhere",
    (condition) => {
      const branches = (here: string, elsewhere: string) => `
  - when: [{ if: "${condition}", go: here }, { else: elsewhere }]
  - { id: here, say: "在${here}", go: end }
  - { id: elsewhere, say: "不在${elsewhere}", go: end }
`;
      expect(findings(branches(page, ""))).toEqual([]);
      expect(findings(branches("", page))).toEqual(told);
    },
  );

  test.each([
    `"{% if context.page != '' %}在${page}上{% endif %}"`,
    `"{% unless context.page == '' %}在${page}上{% endunless %}"`,
    "\"在{{ context.page | default: '这里' }}上\"",
  ])("is not told of when it has thought of that: %s", (text) => {
    expect(findings(`  - say: ${text}\n`)).toEqual([]);
  });

  test("is another thing than an expression, to which it is a text like any other", () => {
    expect(
      findings(
        "  - set: { bank: { cel: context.order } }\n  - when: [{ if: context.page.startsWith('/a'), go: end }]\n",
      ),
    ).toEqual([]);
  });
});
