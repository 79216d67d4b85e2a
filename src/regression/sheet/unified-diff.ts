/** Lines around a change that are shown with it. */
const CONTEXT = 3;

interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** What changed between two versions of a file, as `diff -u` and git show it; empty when nothing did. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const lines = diffLines(before.split("\n"), after.split("\n"));
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(isChange),
  );
  const out = [`--- a/${path}`, `+++ b/${path}`];
  let [old, fresh] = [1, 1];
  for (let at = 0; at < lines.length; ) {
    if (near[at] !== true) {
      at++;
      old++;
      fresh++;
      continue;
    }
    const end = near.indexOf(false, at);
    const hunk = lines.slice(at, end === -1 ? lines.length : end);
    const [gone, come] = [
      hunk.filter(({ sign }) => sign !== "+").length,
      hunk.filter(({ sign }) => sign !== "-").length,
    ];
    out.push(`@@ -${old},${gone} +${fresh},${come} @@`, ...hunk.map(({ sign, text }) => sign + text));
    at += hunk.length;
    old += gone;
    fresh += come;
  }
  return out.join("\n");
}

function isChange({ sign }: DiffLine): boolean {
  return sign !== " ";
}

function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const same = (text: string): DiffLine => ({ sign: " ", text });
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** By the longest common subsequence. */
function middle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  const at = (one: number, other: number): number => longest[one * width + other] ?? 0;
  for (let one = before.length - 1; one >= 0; one--)
    for (let other = after.length - 1; other >= 0; other--)
      longest[one * width + other] =
        before[one] === after[other]
          ? at(one + 1, other + 1) + 1
          : Math.max(at(one + 1, other), at(one, other + 1));
  const lines: DiffLine[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [old, fresh] = [before[one], after[other]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: " ", text: old });
      one++;
      other++;
    } else if (old !== undefined && (fresh === undefined || at(one + 1, other) >= at(one, other + 1))) {
      lines.push({ sign: "-", text: old });
      one++;
    } else {
      lines.push({ sign: "+", text: fresh ?? "" });
      other++;
    }
  }
  return lines;
}
