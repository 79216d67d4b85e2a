import { expect, test } from "vitest";
import { parse } from "yaml";
import type { SourceFile } from "../../../src/content/source.ts";
import { applySheet, type ReturnedRow, versionOf } from "../../../src/regression/sheet/apply-sheet.ts";
import { type SheetRow, sheetRows } from "../../../src/regression/sheet/content-sheet.ts";
import { linesOf, rewriteCell } from "../../../src/regression/sheet/rewrite-cell.ts";
import { unifiedDiff } from "../../../src/regression/sheet/unified-diff.ts";

const files: readonly SourceFile[] = [
  {
    path: "intents/repay.how.yaml",
    text: `intent: repay.how
title: { zh: 怎么还款, en: How to repay } # on buttons
utterances:
  zh:
    # the usual ones
    - 怎么还款   # said most
    - "[这个月](m)怎么还"
    - 在哪还
  en: [how do I repay, where to pay]
`,
  },
  {
    path: "dialogs/repay.yaml",
    text: `dialog: repay
title: 还款
steps:
  - id: how
    say:
      text:
        zh: |-
          第一步。
          第二步。
        en: 'Step one.'
      buttons: [{ label: 好, go: end }]
  - say: [好的。, { zh: 没问题。, en: "No problem." }]
`,
  },
];

/** Only for tests: as long as the text, and as telling. */
const same = (text: string): string => text;

function returned(
  row: SheetRow,
  cells: Partial<ReturnedRow["cells"]>,
  version = versionOf(row, same),
): ReturnedRow {
  const { zh, en } = row.cells;
  return { kind: row.kind, id: row.id, cells: { zh: zh.value, en: en.value, ...cells }, version, line: 2 };
}

function rowOf(id: string, kind = "answer"): SheetRow {
  const found = sheetRows(files).find((row) => row.id === id && row.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} ${id}`);
  return found;
}

function edited(row: SheetRow, cells: Partial<ReturnedRow["cells"]>): string {
  return applySheet(files, [returned(row, cells)], same).files[0]?.text ?? "";
}

test("titles, utterances and answers are rows, known by the intent or by dialog#step", () => {
  expect(sheetRows(files).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "answer repay#how",
    "answer repay#s2/1",
    "answer repay#s2/2",
    "title repay.how",
    "utterances repay.how",
  ]);
});

test("a sheet that comes back as it was changes nothing, whatever spreadsheets do to line ends", () => {
  const rows = sheetRows(files).map((row) =>
    returned(row, { zh: `${row.cells.zh.value.replaceAll("\n", "\r\n")} ` }),
  );
  expect(applySheet(files, rows, same)).toEqual({ files: [], changes: [], refused: [] });
});

test("a text is rewritten in its own style, and everything around it stays", () => {
  const before = files[1]?.text ?? "";
  expect(edited(rowOf("repay#how"), { en: "It's: one." })).toBe(
    before.replace("'Step one.'", "'It''s: one.'"),
  );
  expect(edited(rowOf("repay#how"), { zh: "只有一步。" })).toBe(
    before.replace("          第一步。\n          第二步。\n", "          只有一步。\n"),
  );
  expect(edited(rowOf("repay#s2/2"), { zh: "行, 没事" })).toBe(before.replace("没问题。", '"行, 没事"'));
});

test("utterances come and go line by line, with the comments of those that stay", () => {
  const text = edited(rowOf("repay.how", "utterances"), { zh: "第一个\n怎么还款\n在哪还\n=最后" });
  expect(text).toContain(
    '    # the usual ones\n    - 第一个\n    - 怎么还款   # said most\n    - 在哪还\n    - "=最后"\n  en:',
  );
  expect(
    parse(edited(rowOf("repay.how", "utterances"), { en: "pay, now\nhow do I repay\nwhere" })),
  ).toMatchObject({
    utterances: { en: ["pay, now", "how do I repay", "where"] },
  });
});

test("several edits of one file are all made", () => {
  const rows = [
    returned(rowOf("repay.how", "title"), { en: "Repaying" }),
    returned(rowOf("repay.how", "utterances"), { zh: "新的", en: "new" }),
  ];
  const { files: changed, changes } = applySheet(files, rows, same);
  expect(changes).toHaveLength(3);
  expect(parse(changed[0]?.text ?? "")).toEqual({
    intent: "repay.how",
    title: { zh: "怎么还款", en: "Repaying" },
    utterances: { zh: ["新的"], en: ["new"] },
  });
});

test("what changed in the files since the export is refused", () => {
  const row = returned(rowOf("repay#how"), { en: "Other." }, "an older version");
  const { files: changed, refused } = applySheet(files, [row], same);
  expect(changed).toEqual([]);
  expect(refused).toMatchObject([{ id: "repay#how", why: expect.stringContaining("since the export") }]);
});

test("an id that is gone is refused", () => {
  const row = { ...returned(rowOf("repay#how"), {}), id: "repay#gone" };
  expect(applySheet(files, [row], same).refused).toMatchObject([{ id: "repay#gone" }]);
});

test("one text for both languages changes only when both cells say the same", () => {
  const row = rowOf("repay#s2/1");
  expect(applySheet(files, [returned(row, { en: "Fine." })], same).refused).toHaveLength(1);
  expect(applySheet(files, [returned(row, { zh: "好吧。", en: "Fine." })], same).refused).toHaveLength(1);
  expect(edited(row, { zh: "好吧。", en: "好吧。" })).toContain("say: [好吧。,");
});

test("any text that is written into a cell is read back as it was", () => {
  const yaml = "a:\n  - b: plain\n    c: |-\n      one\n      two\n    d: { e: x }\n";
  for (const value of ["x: y", "- z", "# no", "'q\"", "一\n二", "null", "{{ a }}, b"]) {
    for (const [key, ...rest] of [["b"], ["c"], ["d", "e"]]) {
      const text = rewriteCell(yaml, { path: ["a", 0, key ?? "", ...rest] }, value) ?? "";
      const [item] = (parse(text) as { a: { b: string; c: string; d: { e: string } }[] }).a;
      expect(rest.length === 0 ? item?.[key as "b"] : item?.d.e).toBe(value);
    }
  }
  expect(rewriteCell(yaml, { path: ["z"] }, "x")).toBeUndefined();
});

test("a list without entries stays a list", () => {
  expect(parse(rewriteCell("a:\n  - b\n  - c\nd: 1\n", { path: ["a"] }, "") ?? "")).toEqual({ a: [], d: 1 });
  expect(linesOf(" a \r\n\n b")).toEqual(["a", "b"]);
});

test("a diff shows what changed with the lines around it, and where", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].join("\n");
  expect(unifiedDiff("a.yaml", before, before.replace("5", "five").replace("9", "9\n10"))).toBe(
    [
      "--- a/a.yaml",
      "+++ b/a.yaml",
      "@@ -2,8 +2,9 @@",
      " 2",
      " 3",
      " 4",
      "-5",
      "+five",
      " 6",
      " 7",
      " 8",
      " 9",
      "+10",
    ].join("\n"),
  );
  expect(unifiedDiff("a", "x", "x")).toBe("");
});
