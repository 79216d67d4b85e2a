/** Width of one column, in terminal cells. */
const COLUMN = 46;

/** The first rows of two columns. */
export function heading(left: string, right: string): readonly string[] {
  return [row(left, right, " "), row("-".repeat(COLUMN), "-".repeat(COLUMN), " ")];
}

/** Two blocks of lines beside each other, with a mark between them in every row. */
export function pair(left: readonly string[], right: readonly string[], mark: string): readonly string[] {
  const lefts = left.flatMap(wrap);
  const rights = right.flatMap(wrap);
  const height = Math.max(lefts.length, rights.length);
  return Array.from({ length: height }, (_, index) => row(lefts[index] ?? "", rights[index] ?? "", mark));
}

function row(left: string, right: string, mark: string): string {
  return `  ${left}${" ".repeat(Math.max(0, COLUMN - widthOf(left)))} ${mark} ${right}`.trimEnd();
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const character of paragraph) {
      if (widthOf(line + character) > COLUMN) {
        lines.push(line);
        line = "  ";
      }
      line += character;
    }
    lines.push(line);
  }
  return lines;
}

/** Terminal cells of a text: East Asian wide characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
