import { Lexer } from "yaml";
import { yamlOf } from "./markdown.ts";
import { inOrder, type Problem, type SourceFile } from "./source.ts";

/** A comment that allows some rules on one line: `# lint-allow text-long: the bank's own wording`. */
interface Allowance {
  readonly file: string;
  /** Where the comment stands. */
  readonly line: number;
  readonly column: number;
  /** The line it is about: its own, or the next one when it stands alone. */
  readonly about: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

const ALLOW = /^#+\s*lint-allow\b(?<rules>[^:：]*)(?:[:：](?<reason>.*))?$/su;

/**
 * Leaves out the warnings that authors allow by a comment at the end of the line, or on the line before. Errors stay.
 *
 * @param problems all that was found in the files, or an allowance may seem to be of no use
 * @returns problems sorted by place, with those of the comments themselves
 */
export function withoutAllowed(
  problems: readonly Problem[],
  files: readonly SourceFile[],
): readonly Problem[] {
  const allowances = files.map(yamlOf).flatMap(allowancesIn);
  const used = new Set<string>();
  const left = problems.filter((problem) => {
    const { file, line, rule, severity } = problem;
    const allowing = allowances.filter(
      (allowance) => allowance.file === file && allowance.about === line && allowance.rules.includes(rule),
    );
    if (severity === "error") return true;
    for (const allowance of allowing) used.add(keyOf(allowance, rule));
    return allowing.length === 0;
  });
  return inOrder([...left, ...allowances.flatMap((allowance) => complaintsOf(allowance, used, left))]);
}

function complaintsOf(
  allowance: Allowance,
  used: ReadonlySet<string>,
  left: readonly Problem[],
): readonly Problem[] {
  const { file, line, column, about, rules, reason } = allowance;
  const complain = (rule: string, message: string, hint: string): Problem => ({
    file,
    line,
    column,
    severity: "warning",
    rule,
    message,
    hint,
  });
  if (rules.length === 0)
    return [
      complain(
        "allow-unused",
        "This allows nothing: it names no rule.",
        "Write `# lint-allow rule: reason`.",
      ),
    ];
  const there = left.filter((problem) => problem.file === file && problem.line === about);
  const unused = rules
    .filter((rule) => !used.has(keyOf(allowance, rule)))
    .map((rule) => {
      const isError = there.some((problem) => problem.rule === rule);
      const message = isError
        ? `Line ${about} has an error by "${rule}", and errors cannot be allowed.`
        : `Line ${about} has no warning by "${rule}".`;
      const others = [...new Set(there.map((problem) => `"${problem.rule}"`))].join(", ");
      const hint = isError || others === "" ? "Delete the comment." : `It has ${others}.`;
      return complain("allow-unused", message, hint);
    });
  if (reason !== "" || unused.length === rules.length) return unused;
  const hint = `Write it behind a colon: \`# lint-allow ${rules.join(", ")}: …\`.`;
  return [...unused, complain("allow-reason", "This allows a warning and does not say why.", hint)];
}

function keyOf({ file, line, column }: Allowance, rule: string): string {
  return `${file}:${line}:${column} ${rule}`;
}

function allowancesIn({ path, text }: SourceFile): readonly Allowance[] {
  if (!text.includes("lint-allow")) return [];
  const lines = text.split("\n");
  return commentsIn(text).flatMap(({ comment, offset }): readonly Allowance[] => {
    const match = ALLOW.exec(comment.trimEnd());
    if (match === null) return [];
    const before = text.slice(0, offset).split("\n");
    const line = before.length;
    const indent = before.at(-1) ?? "";
    const rules = (match.groups?.["rules"] ?? "").split(/[\s,，、]+/u).filter((rule) => rule !== "");
    const reason = (match.groups?.["reason"] ?? "").trim();
    const about = indent.trim() === "" ? nextLine(lines, line) : line;
    return [{ file: path, line, column: indent.length + 1, about, rules, reason }];
  });
}

/** The first line after a comment that is no comment itself. */
function nextLine(lines: readonly string[], line: number): number {
  const further = lines.slice(line).findIndex((next) => !next.trimStart().startsWith("#"));
  return further < 0 ? line : line + 1 + further;
}

/** What YAML's lexer puts between tokens for a text without quotes that follows. */
const PLAIN_TEXT_FOLLOWS = "\u{1f}";

/** What it puts there that does not stand in the file. */
const SIGNS: ReadonlySet<string> = new Set(["\u{2}", "\u{18}", PLAIN_TEXT_FOLLOWS]);

function commentsIn(text: string): readonly { readonly comment: string; readonly offset: number }[] {
  const comments: { comment: string; offset: number }[] = [];
  let offset = 0;
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    if (!isText && token.startsWith("#")) comments.push({ comment: token, offset });
    isText = token === PLAIN_TEXT_FOLLOWS;
    if (!SIGNS.has(token)) offset += token.length;
  }
  return comments;
}
