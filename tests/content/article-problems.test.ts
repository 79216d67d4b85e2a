import { describe, expect, test } from "vitest";
import { problemsOf } from "../support/problems.ts";
import { smallBot } from "../support/small-bot.ts";

const HEAD = "article: hours\ntitle: { zh: 时间, en: Hours }\nsource: the door\ndate: 2026-01-01\n";
const BODY = "\n## 中文\n\n九点开门。\n\n## English\n\nWe open at nine.\n";

const article = (head = HEAD, body = BODY): string => `---\n${head}---\n${body}`;
const problemsIn = (markdown: string, name = "hours"): readonly string[] =>
  problemsOf({ articles: { [name]: markdown } });

describe("an article", () => {
  test("is its front matter and a text in each language", () => {
    const markdown = article(
      `${HEAD}expires: 2027-01-01\nquestions: { zh: [几点开门] }\nmentions: { en: [door] }\nfacts: [due-day]\n`,
    );
    const { at, ...rest } = smallBot({ articles: { hours: markdown } }).articles.get("hours") ?? {};
    expect(at).toEqual({ file: "knowledge/hours.md", line: 2, column: 10 });
    expect(rest).toEqual({
      name: "hours",
      title: { zh: "时间", en: "Hours" },
      source: "the door",
      date: "2026-01-01",
      expires: "2027-01-01",
      questions: { zh: ["几点开门"], en: [] },
      mentions: { zh: [], en: ["door"] },
      facts: ["due-day"],
      body: { zh: "九点开门。", en: "We open at nine." },
      bodyAt: {
        zh: { file: "knowledge/hours.md", line: 14, column: 1 },
        en: { file: "knowledge/hours.md", line: 18, column: 1 },
      },
    });
  });

  test("is shown in paragraphs and lists, lines broken for the editor joined", () => {
    const body =
      "\n## 中文\n\n我们九点\n开门，\n5 点关门：\n- 周一\n- 周二\n  上午\n\n\n周日\n休息。\n\n## English\n\nWe open\nat nine.\n\n* Monday\n* Tuesday\n";
    expect(smallBot({ articles: { hours: article(HEAD, body) } }).articles.get("hours")?.body).toEqual({
      zh: "我们九点开门， 5 点关门：\n• 周一\n• 周二上午\n\n周日休息。",
      en: "We open at nine.\n\n• Monday\n• Tuesday",
    });
  });

  test("may have been written on Windows", () => {
    const bot = smallBot({ articles: { hours: article().replaceAll("\n", "\r\n") } });
    expect(bot.articles.get("hours")?.body.en).toBe("We open at nine.");
  });

  test("whose name begins with _ is none", () => {
    expect(problemsIn("anything", "_notes")).toEqual([]);
  });
});

describe("of an article an author is told", () => {
  test.each([
    ["that it has no front matter", BODY],
    ["that its front matter never ends", `---\n${HEAD}${BODY}`],
  ])("%s", (_what, markdown) => {
    expect(problemsIn(markdown)).toEqual([
      'knowledge/hours.md:1:1 error [front-matter] The front matter is missing.\n    Begin with "---", the lines "article:", "title:", "source:" and "date:", and "---" again.',
    ]);
  });

  test.each([
    [
      "a key nobody knows",
      article(`${HEAD}expire: 2027-01-01\n`),
      'knowledge/hours.md:6:1 error [unknown-key] Unknown key "expire".\n    Did you mean "expires"?',
    ],
    [
      "a date that is none",
      article(HEAD.replace("2026-01-01", "2026-13-01")),
      "knowledge/hours.md:5:7 error [schema] date: Invalid ISO date.",
    ],
    [
      "what is missing",
      article(HEAD.replace("source: the door\n", "")),
      "knowledge/hours.md:2:1 error [schema] source: Invalid input: expected string, received undefined.",
    ],
    [
      "a colon of the wrong width",
      article(`${HEAD}expires：2027-01-01\n`),
      'knowledge/hours.md:6:8 error [full-width] Full-width punctuation after "expires". 这里用了全角标点。\n    Write "expires: " with a half-width colon, a space and plain quotes.',
    ],
    [
      "a fact that does not exist",
      article(`${HEAD}facts: [due-days]\n`),
      'knowledge/hours.md:6:9 error [fact-missing] bot.yaml has no fact "due-days".\n    Did you mean "due-day"?',
    ],
    [
      "a section that is missing",
      article(HEAD, "\n## 中文\n\n九点开门。\n"),
      'knowledge/hours.md:10:1 error [section-missing] The section "## English" is missing.\n    An article has its text under "## 中文" and "## English".',
    ],
    [
      "a section without a text",
      article(HEAD, "\n## 中文\n\n## English\n\nWe open at nine.\n"),
      'knowledge/hours.md:8:1 error [section-missing] Nothing stands under "## 中文".\n    An article has its text under "## 中文" and "## English".',
    ],
    [
      "a section in another language",
      article(HEAD, `${BODY}\n## Deutsch\n\nAb neun.\n`),
      'knowledge/hours.md:16:1 error [section-unknown] Unknown section "Deutsch".\n    An article has two sections, "## 中文" and "## English".',
    ],
    [
      "a section that stands there twice",
      article(HEAD, `${BODY}\n## English\n\nAt nine.\n`),
      'knowledge/hours.md:16:1 error [section-twice] "## English" stands here twice.',
    ],
    [
      "a text before its sections",
      article(HEAD, `\nOpening hours\n${BODY}`),
      'knowledge/hours.md:8:1 error [section-unknown] This stands under neither "## 中文" and "## English".',
    ],
    [
      "a template that cannot be read",
      article(HEAD, BODY.replace("nine", "{{ nine")),
      "knowledge/hours.md:14:1 error [template] The template does not parse: ",
    ],
    [
      "a name that articles do not know",
      article(HEAD, BODY.replace("nine", "{{ slots.hour }}")),
      'knowledge/hours.md:14:1 error [name-unknown] There is no "slots.hour" that an article could name.\n    An article may name brand, name, language, hours.',
    ],
  ])("%s, and where", (_what, markdown, told) => {
    expect(problemsIn(markdown).filter((problem) => problem.startsWith(told))).toHaveLength(1);
  });

  test("a file that is called otherwise", () => {
    expect(problemsIn(article(), "opening")).toEqual([
      'knowledge/opening.md:2:10 error [file-name] The article is called "hours" but stands in knowledge/opening.md.\n    Rename the file to hours.md.',
    ]);
  });
});
