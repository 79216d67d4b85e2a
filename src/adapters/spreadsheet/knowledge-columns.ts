const columnNames = ["category", "question", "similar", "answer", "from", "until", "state"] as const;

/** What the columns of a list of questions and answers hold. */
export type Column = (typeof columnNames)[number];

/** How products name them; what stands in brackets behind it, and a star, does not count. */
const headers: Readonly<Record<Column, readonly string[]>> = {
  category: ["分类", "类别", "类目", "目录", "知识分类", "问题分类", "分类名称", "一级分类", "category"],
  question: [
    "标准问题",
    "标准问",
    "标准问法",
    "问题",
    "问题标题",
    "知识标题",
    "标题",
    "主问题",
    "question",
    "title",
  ],
  similar: [
    "相似问法",
    "相似问",
    "相似问题",
    "扩展问",
    "扩展问法",
    "扩展问题",
    "相似说法",
    "用户问法",
    "similar",
    "similarquestions",
    "variants",
  ],
  answer: ["答案", "回答", "标准答案", "回复", "答案内容", "回复内容", "答案文本", "answer", "reply"],
  from: ["生效时间", "生效日期", "开始时间", "有效期开始", "from", "validfrom"],
  until: ["失效时间", "失效日期", "过期时间", "结束时间", "有效期结束", "until", "validuntil", "expires"],
  state: ["状态", "启用状态", "是否启用", "发布状态", "status", "enabled"],
};

/** The columns of a table by what they hold. */
export type Columns = Partial<Readonly<Record<Column, number>>>;

/** What the first row says of the columns, and the names in it that are not known. */
export function columnsOf(head: readonly string[]): {
  readonly columns: Columns;
  readonly unknown: readonly string[];
} {
  const columns: Partial<Record<Column, number>> = {};
  const unknown: string[] = [];
  for (const [index, written] of head.entries()) {
    const name = written
      .replace(/[（([【].*$/u, "")
      .replace(/[\s*＊_-]/gu, "")
      .toLowerCase();
    const found = columnNames.find((column) => headers[column].includes(name));
    if (found !== undefined && columns[found] === undefined) columns[found] = index;
    else if (written !== "") unknown.push(written);
  }
  return { columns, unknown };
}

const OFF =
  /^(?:停用|禁用|关闭|未启用|未发布|已停用|已禁用|已下线|下线|失效|已失效|已过期|草稿|否|0|false|off|no|disabled|inactive|draft)$/iu;

/** Whether a state says that the answer is not in use. */
export function isOff(state: string): boolean {
  return OFF.test(state.trim());
}

/** A date as YYYY-MM-DD; `undefined` when there is none, or it holds for ever; `null` when it cannot be read. */
export function dateOf(written: string): string | null | undefined {
  const text = written.trim();
  if (text === "" || /^(?:长期|永久|永久有效|长期有效|-|\/|无|always|never)$/iu.test(text)) return undefined;
  const [, year, month, day] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/u.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
