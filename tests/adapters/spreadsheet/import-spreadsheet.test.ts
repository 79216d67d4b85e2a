import { expect, test } from "vitest";
import { contentTable, readContentTable } from "../../../src/adapters/spreadsheet/content-table.ts";
import { decodeText } from "../../../src/adapters/spreadsheet/decode-text.ts";
import { importSpreadsheet } from "../../../src/adapters/spreadsheet/import-spreadsheet.ts";
import { columnsOf, dateOf, isOff } from "../../../src/adapters/spreadsheet/knowledge-columns.ts";
import { readTable } from "../../../src/adapters/spreadsheet/read-table.ts";
import { csvTable, excelTable } from "../../../src/adapters/spreadsheet/write-table.ts";
import { sheetRows } from "../../../src/regression/sheet/content-sheet.ts";
import { foreignFile, loadErrors, runImportedTests, trained, writtenBot } from "../imported-bot.ts";

const list = `分类,标准问题,相似问法（多个用|分隔）,答案,生效时间,失效时间,状态
营业,几点开门,什么时候开门|几点营业,门口和首页都写着营业时间。,,,启用
,,早上几点开,,,,
营业,周末开吗,,开的。,,2020/1/1,启用
配送,能送货吗,"能寄到家吗
包邮吗",<p>可以送货。</p><p>运费看订单页。</p>,2019-01-01,长期,已发布
配送,"do you ship abroad",can you send it overseas,"Yes, see the order page.",,,
配送,明年的活动,,到时再说,2099年1月1日,,
配送,旧问题,,旧答案,,,停用
配送,没有答案的,,,,,
`;
const options = { today: "2026-01-01" };

test("a list of questions becomes a bot that loads and answers each of them", async () => {
  const draft = await importSpreadsheet([foreignFile("faq.csv", list)], options);
  const files = await writtenBot(draft);
  expect(loadErrors(files)).toEqual([]);
  expect(runImportedTests(await trained(files), files)).toEqual({ cases: 3, failures: [] });
  expect(draft.counts).toEqual([
    { what: "questions", of: 7, taken: 3 },
    { what: "utterances", of: 9, taken: 9 },
  ]);
});

test("what is off, over, not begun or without an answer is listed with its line", async () => {
  const { untranslated } = await importSpreadsheet([foreignFile("faq.csv", list)], options);
  expect(untranslated.map(({ line, what, why }) => `${line ?? ""} ${what}: ${why}`)).toEqual([
    '4 question "周末开吗": over since 2020-01-01; left out',
    '8 question "明年的活动": begins only on 2099-01-01; left out',
    '9 question "旧问题": its state is 停用; left out',
    "5 an answer: was formatted in HTML; only its text is taken",
    '10 question "没有答案的": has no answer; left out',
  ]);
});

test("similar questions stand in one cell, on lines of it, or in rows of their own", async () => {
  const { intents } = await importSpreadsheet([foreignFile("faq.csv", list)], options);
  expect(intents.map(({ utterances }) => utterances.zh)).toEqual([
    ["几点开门", "什么时候开门", "几点营业", "早上几点开"],
    ["能送货吗", "能寄到家吗", "包邮吗"],
    [],
  ]);
});

test("the same list in UTF-8 with a mark, in UTF-16, in GB18030 and in Excel is the same", async () => {
  const table = await readTable(foreignFile("a.csv", list));
  const rows = table.map(({ cells }) => cells);
  const utf16 = new Uint8Array(Buffer.from(`\uFEFF${list}`, "utf16le"));
  for (const bytes of [new TextEncoder().encode(`\uFEFF${list}`), utf16, await excelTable(rows, [])])
    expect((await readTable({ path: "a", bytes })).map(({ cells }) => cells.join("\t").trimEnd())).toEqual(
      rows.map((cells) => cells.join("\t").trimEnd()),
    );
  // 分类 in GB18030.
  expect(decodeText(new Uint8Array([0xb7, 0xd6, 0xc0, 0xe0]))).toBe("分类");
});

test("headers are known in several words, and what is not known is listed", () => {
  expect(columnsOf(["知识分类", "标准问*", "扩展问", "标准答案", "部门"])).toEqual({
    columns: { category: 0, question: 1, similar: 2, answer: 3 },
    unknown: ["部门"],
  });
});

test("dates and states are read as people write them", () => {
  expect(["2024/1/5", "2024-01-05 12:00", "2024年1月5日", "长期", "", "下周"].map(dateOf)).toEqual([
    "2024-01-05",
    "2024-01-05",
    "2024-01-05",
    undefined,
    undefined,
    null,
  ]);
  expect(["停用", "草稿", "off", "启用", ""].map(isOff)).toEqual([true, true, true, false, false]);
});

test("a table without the columns is refused, and says which", async () => {
  await expect(importSpreadsheet([foreignFile("a.csv", "a,b\n1,2\n")], options)).rejects.toThrow(
    /^a\.csv:1: .*标准问题/u,
  );
  const zip = { path: "a.xlsx", bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]) };
  await expect(importSpreadsheet([zip], options)).rejects.toThrow(/^a\.xlsx:1: no Excel file/u);
});

test("no cell that is written is a formula, and it reads back as it was", async () => {
  const rows = [
    ["a", "b"],
    ["=1+1", "-x"],
    ["@y", '+z\n,"q"'],
  ];
  expect(new TextDecoder().decode(csvTable(rows))).toContain("'=1+1,'-x");
  for (const bytes of [csvTable(rows), await excelTable(rows, [0])])
    expect((await readTable({ path: "a", bytes })).map(({ cells }) => cells)).toEqual(rows);
});

test("questions and answers go from CSV into a bot and come out as CSV and Excel as they went in", async () => {
  const files = await writtenBot(await importSpreadsheet([foreignFile("faq.csv", list)], options));
  const rows = sheetRows(files);
  for (const format of ["csv", "xlsx"] as const) {
    const bytes = await contentTable(format, rows, () => "v1");
    const back = await readContentTable({ path: "a", bytes });
    expect(back.map(({ kind, id, cells }) => [kind, id, cells.zh, cells.en])).toEqual(
      rows.map(({ kind, id, cells }) => [kind, id, cells.zh.value, cells.en.value]),
    );
    expect(back.find(({ id }) => id === "ji-dian-kai-men#s1")?.cells.zh).toBe("门口和首页都写着营业时间。");
    expect(back.find(({ cells }) => cells.zh.startsWith("能送货吗\n"))?.cells.zh).toBe(
      "能送货吗\n能寄到家吗\n包邮吗",
    );
  }
});

test("an edited table may have other columns in another order, but none of its own may be missing", async () => {
  const moved = foreignFile("a.csv", "note,version,en,zh,id,kind\nx,v,E,Z,a#b,answer\n");
  expect(await readContentTable(moved)).toEqual([
    { kind: "answer", id: "a#b", cells: { zh: "Z", en: "E" }, version: "v", line: 2 },
  ]);
  await expect(readContentTable(foreignFile("a.csv", "kind,id,zh,en\n"))).rejects.toThrow(/"version"/u);
});
