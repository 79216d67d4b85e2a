import { expect, test } from "vitest";
import { deskReport } from "../../src/protocol/desk-reports.ts";
import { chatClient } from "../support/chat-client.ts";
import { deskClient, hireAt, signIn } from "../support/desk-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

const soon = { timeout: 10_000, interval: 20 };

/** A desk at which a customer has been helped by an agent whose name a spreadsheet could take for a formula. */
async function openShop() {
  const dataDir = await scratchDir();
  await hireAt(dataDir, { name: '=SUM("1",2)', login: "li" }, { name: "Sue", role: "supervisor" });
  const { url } = await smallApp({ DATA_DIR: dataDir });
  const li = await deskClient(url, "li");
  await li.ask("inbox", { view: "mine" });
  const customer = await chatClient(url);
  await customer.say("转人工");
  await expect.poll(() => li.list(), soon).toHaveLength(1);
  const id = li.list()[0]?.id ?? "";
  await li.ask("message", { id, cid: "m1", text: "您好" });
  await li.ask("resolve", { id });
  await customer.ask("rate", { score: 4 });
  const cookies = { li: li.cookie, sue: await signIn(url, "sue") };
  const get = (path: string, who: keyof typeof cookies | "nobody" = "sue") =>
    fetch(`${url}/api/desk${path}`, who === "nobody" ? {} : { headers: { cookie: cookies[who] } });
  // A test that runs over midnight is about both days.
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
  return { get, span: `from=${yesterday}&to=${today}`, today };
}

const codeOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { readonly error: { readonly code: string } }).error.code,
];

test("a supervisor is told what came of the day, and may take it into a spreadsheet", async () => {
  const { get, span } = await openShop();
  const report = deskReport.parse(await (await get(`/reports?${span}`)).json());
  expect(report).toMatchObject({
    isCut: false,
    total: { handoffs: 1, answered: 1, resolved: 1, rating: { count: 1, mean: 4, good: 1 } },
    agents: [{ agent: { name: '=SUM("1",2)' }, messages: 1 }],
  });
  expect(report.days).toHaveLength(2);

  const table = await get(`/reports.csv?${span}&by=agent&language=en`);
  expect(Object.fromEntries(table.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": expect.stringMatching(/^attachment; filename="handoffs-.*-by-agent\.csv"$/u),
    "cache-control": "no-store",
  });
  const bytes = new Uint8Array(await table.arrayBuffer());
  expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  const [heading, line, end] = new TextDecoder().decode(bytes).split("\r\n");
  expect(heading).toMatch(/^Agent id,Agent,Conversations,Messages,/u);
  expect(line).toContain(`,"'=SUM(""1"",2)",1,1,1,0,0,0,`);
  expect(end).toBe("");
  for (const [by, first] of [
    ["day", "日期"],
    ["hour", "小时"],
    ["queue", "队列"],
    ["reason", "原因"],
  ]) {
    const text = await (await get(`/reports.csv?${span}&by=${by}`)).text();
    expect(text.split(",")[0], by).toBe(first);
  }
});

test("reports are for supervisors, and of a month at most", async () => {
  const { get, span, today } = await openShop();
  for (const path of ["/reports", "/reports.csv"]) {
    expect(await codeOf(await get(`${path}?${span}`, "nobody"))).toEqual([401, "SIGNED_OUT"]);
    expect(await codeOf(await get(`${path}?${span}`, "li"))).toEqual([403, "FORBIDDEN"]);
    for (const wrong of [
      "",
      `from=${today}`,
      "from=2026-01-02&to=2026-01-01",
      "from=2026-01-01&to=2026-02-01",
      "from=2026-02-30&to=2026-03-01",
      `${span}&all=1`,
      `${span}&${span}`,
    ])
      expect(await codeOf(await get(`${path}?${wrong}`)), wrong).toEqual([400, "MESSAGE_INVALID"]);
  }
  expect(await codeOf(await get(`/reports.csv?${span}&by=customer`))).toEqual([400, "MESSAGE_INVALID"]);
  expect((await get("/reports?from=2026-01-01&to=2026-01-31")).status).toBe(200);
});
