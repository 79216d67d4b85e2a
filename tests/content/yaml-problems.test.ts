import { expect, test } from "vitest";
import { loadBot } from "../../src/content/load-bot.ts";
import { problemsOf, problemsOfDialog } from "../support/problems.ts";
import { smallBotFiles } from "../support/small-bot.ts";

test("a bracket left open is told with its place", () => {
  const problems = problemsOfDialog("dialog: a\ntitle: a\nstart: { phrases: [甲]\nsteps: [{ say: 好 }]\n");
  expect(problems[0]).toMatch(/^dialogs\/a\.yaml:4:1 error \[yaml\] .*\}/u);
});

test("a key that stands twice in one map is an error, at the second one", () => {
  expect(
    problemsOfDialog(`
      dialog: a
      title: a
      start: { phrases: [甲] }
      steps:
        - say: 好
          id: x
          say: 不好
    `),
  ).toEqual([
    "dialogs/a.yaml:7:5 error [yaml] The same key stands twice in one map.\n" +
      "    Keep one of them; YAML would silently drop the other.",
  ]);
});

test("a tab that indents is an error", () => {
  expect(problemsOfDialog("dialog: a\ntitle: a\nstart: { phrases: [甲] }\nsteps:\n\t- say: 好\n")).toContain(
    "dialogs/a.yaml:5:1 error [yaml] A tab is used for indentation.\n    Indent with spaces.",
  );
});

test("an anchor and its alias are errors, each at its place", () => {
  expect(
    problemsOfDialog(`
      dialog: a
      title: &name 标题
      start: { phrases: [甲] }
      steps:
        - say: *name
    `),
  ).toEqual([
    "dialogs/a.yaml:2:14 error [yaml-alias] Anchors and aliases are not used in content.\n    Write the value out.",
    "dialogs/a.yaml:5:10 error [yaml-alias] Anchors and aliases are not used in content.\n    Write the value out.",
  ]);
});

test("a full-width colon after a key is named, with the way to write it", () => {
  const problems = problemsOfDialog(
    "dialog: a\ntitle：标题\nstart: { phrases: [甲] }\nsteps: [{ say: 好 }]\n",
  );
  expect(problems).toContain(
    'dialogs/a.yaml:2:6 error [full-width] Full-width punctuation after "title". 这里用了全角标点。\n' +
      '    Write "title: " with a half-width colon, a space and plain quotes.',
  );
});

test("a full-width colon after the key of a step is named", () => {
  const problems = problemsOfDialog("dialog: a\ntitle: a\nstart: { phrases: [甲] }\nsteps:\n  - say：好\n");
  expect(problems).toContain(
    'dialogs/a.yaml:5:8 error [full-width] Full-width punctuation after "say". 这里用了全角标点。\n' +
      '    Write "say: " with a half-width colon, a space and plain quotes.',
  );
});

test("full-width marks inside a text are nobody's mistake", () => {
  expect(
    problemsOfDialog(`
      start: { phrases: [甲] }
      steps:
        - say: 请看：“我的订单”
        - say: |
            title：看这里
    `),
  ).toEqual([]);
});

test("two documents in one file are an error", () => {
  const problems = problemsOfDialog("dialog: a\n---\ndialog: b\n");
  expect(problems[0]).toMatch(/^dialogs\/a\.yaml:2:1 error \[yaml\] Source contains multiple documents/u);
});

test("a file of more than a megabyte is refused unread", () => {
  expect(problemsOfDialog(`dialog: a\nnote: ${"好".repeat(1_000_000)}`)).toEqual([
    "dialogs/a.yaml:1:1 error [file-too-large] The file is larger than 1 MB.",
  ]);
});

test("an empty file is an error, not an empty dialog", () => {
  expect(problemsOfDialog("dialog:\n").length).toBeGreaterThan(0);
  expect(problemsOf({ bot: "" })[0]).toMatch(/^bot\.yaml:1:1 error \[schema\] the file: /u);
});

test.each(["bot.yaml", "intents/_lexicon.yaml", "dialogs/_patterns.yaml"])(
  "without %s there is no bot",
  (path) => {
    const loaded = loadBot(smallBotFiles({}).filter((file) => file.path !== path));
    expect(loaded).toEqual({
      problems: [
        {
          file: path,
          line: 1,
          column: 1,
          severity: "error",
          rule: "file-missing",
          message: `${path} is missing.`,
        },
      ],
    });
  },
);
