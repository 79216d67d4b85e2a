import type { Language, Localized } from "../kernel/language.ts";
import { languages } from "../kernel/language.ts";
import { ARTICLE_NAMES, type Article } from "./article.ts";
import { parseContent } from "./document.ts";
import { type MarkdownParts, markdownParts, type Section } from "./markdown.ts";
import { nearest } from "./nearest.ts";
import { type Parsed } from "./parse-files.ts";
import { articleSchema } from "./schema/article-schema.ts";
import type { Place, Problem, SourceFile } from "./source.ts";
import { namesInTemplate, templateError } from "./template.ts";
import { validate } from "./validate.ts";

/** The heading of each language's text. */
const HEADINGS: Localized = { zh: "中文", en: "English" };

/**
 * Reads `knowledge/<name>.md`: front matter, then the text in each language under its heading.
 *
 * @param facts the ids of the facts in `bot.yaml`
 */
export function parseArticle(source: SourceFile, facts: readonly string[]): Parsed<Article> {
  const parts = markdownParts(source);
  if (parts === undefined) {
    const hint = 'Begin with "---", the lines "article:", "title:", "source:" and "date:", and "---" again.';
    return { problems: [problem(placeAt(source, 1), "front-matter", "The front matter is missing.", hint)] };
  }
  const document = parseContent(parts.head);
  if (!("value" in document)) return { problems: document };
  const checked = validate(articleSchema, document, document.value);
  const sections = new Map(languages.map((language) => [language, sectionIn(parts, language)]));
  const bodyProblems = [
    ...sectionProblems(source, parts),
    ...languages.flatMap((language) => templateProblems(source, sections.get(language))),
  ];
  if ("problems" in checked) return { problems: [...checked.problems, ...bodyProblems] };
  const { article: name, title, source: origin, date, expires, questions, mentions } = checked.value;
  const problems = [
    ...bodyProblems,
    ...nameProblems(source, name, document.locate(["article"])),
    ...checked.value.facts.flatMap((fact, index) =>
      factProblems(fact, facts, document.locate(["facts", index])),
    ),
  ];
  const inEach = <Value>(of: (section: Section | undefined) => Value): Localized<Value> => ({
    zh: of(sections.get("zh")),
    en: of(sections.get("en")),
  });
  return {
    value: {
      name,
      title,
      source: origin,
      date,
      ...(expires === undefined ? {} : { expires }),
      questions: questions ?? NONE_WRITTEN,
      mentions: mentions ?? NONE_WRITTEN,
      body: inEach((section) => shownText(section?.text ?? "")),
      facts: checked.value.facts,
      at: document.locate(["article"]),
      bodyAt: inEach((section) => placeAt(source, section?.textLine ?? 1)),
    },
    problems,
  };
}

const NONE_WRITTEN: Localized<readonly string[]> = { zh: [], en: [] };

function sectionIn({ sections }: MarkdownParts, language: Language): Section | undefined {
  return sections.find(({ heading }) => heading === HEADINGS[language]);
}

function sectionProblems(source: SourceFile, { sections, strayLine }: MarkdownParts): readonly Problem[] {
  const known = languages.map((language) => HEADINGS[language]);
  const wanted = known.map((heading) => `"## ${heading}"`).join(" and ");
  const missing = known
    .filter((heading) => !sections.some((section) => section.heading === heading && section.text !== ""))
    .map((heading): Problem => {
      const empty = sections.find((section) => section.heading === heading);
      const place = placeAt(source, empty?.line ?? lastLine(source));
      const message =
        empty === undefined
          ? `The section "## ${heading}" is missing.`
          : `Nothing stands under "## ${heading}".`;
      return problem(place, "section-missing", message, `An article has its text under ${wanted}.`);
    });
  const wrong = sections.flatMap(({ heading, line }, index): readonly Problem[] => {
    if (!known.includes(heading)) {
      const hint = `An article has two sections, ${wanted}.`;
      return [problem(placeAt(source, line), "section-unknown", `Unknown section "${heading}".`, hint)];
    }
    if (sections.findIndex((section) => section.heading === heading) === index) return [];
    return [problem(placeAt(source, line), "section-twice", `"## ${heading}" stands here twice.`)];
  });
  const stray =
    strayLine === undefined
      ? []
      : [problem(placeAt(source, strayLine), "section-unknown", `This stands under neither ${wanted}.`)];
  return [...stray, ...wrong, ...missing];
}

function templateProblems(source: SourceFile, section: Section | undefined): readonly Problem[] {
  if (section === undefined) return [];
  const place = placeAt(source, section.textLine);
  const error = templateError(section.text);
  if (error !== undefined) return [problem(place, "template", `The template does not parse: ${error}.`)];
  const hint = `An article may name ${ARTICLE_NAMES.join(", ")}.`;
  return namesInTemplate(section.text)
    .filter((name) => !ARTICLE_NAMES.includes(name))
    .map((name) => problem(place, "name-unknown", `There is no "${name}" that an article could name.`, hint));
}

function nameProblems(source: SourceFile, name: string, place: Place): readonly Problem[] {
  const base = source.path.replace(/^.*\//u, "").replace(/\.md$/u, "");
  if (base === name) return [];
  const message = `The article is called "${name}" but stands in ${source.path}.`;
  return [problem(place, "file-name", message, `Rename the file to ${name}.md.`)];
}

function factProblems(fact: string, known: readonly string[], place: Place): readonly Problem[] {
  if (known.includes(fact)) return [];
  const guess = nearest(fact, known);
  const hint = guess === undefined ? undefined : `Did you mean "${guess}"?`;
  return [problem(place, "fact-missing", `bot.yaml has no fact "${fact}".`, hint)];
}

/** Paragraphs parted by a blank line, lines broken for the editor joined, and a dot before each item of a list. */
function shownText(markdown: string): string {
  const paragraphs = markdown.split(/\n\s*\n/u).map((paragraph) =>
    paragraph
      .split("\n")
      .map((line) => line.trim().replace(/^[-*]\s+/u, "• "))
      .reduce(joinedTo),
  );
  return paragraphs.join("\n\n");
}

function joinedTo(text: string, line: string): string {
  if (line.startsWith("• ")) return `${text}\n${line}`;
  // Chinese has no spaces between words, and none where a line was broken.
  const isHan = /[\p{Script=Han}，。；：、！？」』）]$/u.test(text) && /^[\p{Script=Han}「『（]/u.test(line);
  return `${text}${isHan ? "" : " "}${line}`;
}

function lastLine({ text }: SourceFile): number {
  return text.trimEnd().split("\n").length;
}

function placeAt({ path }: SourceFile, line: number): Place {
  return { file: path, line, column: 1 };
}

function problem(place: Place, rule: string, message: string, hint?: string): Problem {
  return { ...place, severity: "error", rule, message, ...(hint === undefined ? {} : { hint }) };
}
