import type { AgentFigures, DeskReport, ReportFigures, ReportGrouping } from "../../protocol/desk-reports.ts";

type Language = "zh" | "en";
type Cell = string | number;

/** A column: its heading, and what stands in it. */
interface Column<Line> {
  readonly zh: string;
  readonly en: string;
  readonly cell: (line: Line) => Cell | undefined;
}

/** Excel takes a file for Chinese in UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = "\ufeff";

/** A part of a report as a table: RFC 4180, for a spreadsheet. Durations are in seconds. */
export function csvOf(report: DeskReport, by: ReportGrouping, language: Language): string {
  switch (by) {
    case "day":
      return table(report.days, [{ zh: "日期", en: "Day", cell: ({ day }) => day }, ...figures], language);
    case "hour":
      return table(
        report.hours,
        [{ zh: "小时", en: "Hour", cell: ({ hour }) => hour }, ...figures],
        language,
      );
    case "queue":
      return table(
        report.queues,
        [{ zh: "队列", en: "Queue", cell: ({ queue }) => queue }, ...figures],
        language,
      );
    case "reason":
      return table(
        report.reasons,
        [{ zh: "原因", en: "Reason", cell: ({ reason }) => reason }, ...figures],
        language,
      );
    case "intent":
      return table(
        report.intents,
        [{ zh: "来意", en: "Intent", cell: ({ intent }) => intent }, ...figures],
        language,
      );
    case "agent":
      return table(report.agents, agentColumns, language);
  }
}

type Measures = Pick<ReportFigures, "firstResponse" | "handling" | "rating">;

const measures: readonly Column<Measures>[] = [
  {
    zh: "首次响应中位数（秒）",
    en: "First response, median (s)",
    cell: ({ firstResponse }) => seconds(firstResponse?.medianMs),
  },
  {
    zh: "首次响应九成以内（秒）",
    en: "First response, p90 (s)",
    cell: ({ firstResponse }) => seconds(firstResponse?.p90Ms),
  },
  {
    zh: "处理时长中位数（秒）",
    en: "Handling, median (s)",
    cell: ({ handling }) => seconds(handling?.medianMs),
  },
  { zh: "处理时长九成以内（秒）", en: "Handling, p90 (s)", cell: ({ handling }) => seconds(handling?.p90Ms) },
  { zh: "评价数", en: "Ratings", cell: ({ rating }) => rating?.count ?? 0 },
  { zh: "平均评分", en: "Mean rating", cell: ({ rating }) => rating && rounded(rating.mean) },
  {
    zh: "好评率（4–5 分，%）",
    en: "Share of 4 and 5 (%)",
    cell: ({ rating }) => rating && rounded(rating.good * 100),
  },
];

const figures: readonly Column<ReportFigures>[] = [
  { zh: "转人工", en: "Handoffs", cell: ({ handoffs }) => handoffs },
  { zh: "留言", en: "Left messages", cell: ({ left }) => left },
  { zh: "已接待", en: "Answered", cell: ({ answered }) => answered },
  { zh: "已解决", en: "Resolved", cell: ({ resolved }) => resolved },
  { zh: "交回机器人", en: "Handed back", cell: ({ handedBack }) => handedBack },
  { zh: "放弃等待", en: "Abandoned", cell: ({ abandoned }) => abandoned },
  { zh: "未结束", en: "Open", cell: ({ open }) => open },
  { zh: "等待中位数（秒）", en: "Wait, median (s)", cell: ({ wait }) => seconds(wait?.medianMs) },
  { zh: "等待九成以内（秒）", en: "Wait, p90 (s)", cell: ({ wait }) => seconds(wait?.p90Ms) },
  ...measures,
];

const agentColumns: readonly Column<AgentFigures>[] = [
  { zh: "客服编号", en: "Agent id", cell: ({ agent }) => agent.id },
  { zh: "客服", en: "Agent", cell: ({ agent }) => agent.name },
  { zh: "接待", en: "Conversations", cell: ({ handoffs }) => handoffs },
  { zh: "消息数", en: "Messages", cell: ({ messages }) => messages },
  { zh: "已解决", en: "Resolved", cell: ({ resolved }) => resolved },
  { zh: "交回机器人", en: "Handed back", cell: ({ handedBack }) => handedBack },
  { zh: "转出", en: "Passed on", cell: ({ passedOn }) => passedOn },
  { zh: "未结束", en: "Open", cell: ({ open }) => open },
  ...measures,
];

function table<Line>(lines: readonly Line[], columns: readonly Column<Line>[], language: Language): string {
  const rows = [
    columns.map((column) => column[language]),
    ...lines.map((line) => columns.map(({ cell }) => cell(line) ?? "")),
  ];
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
}

/** A spreadsheet reckons with a text that begins like a formula, and what it reckons may send data away. */
function written(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1000);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
