import type { FastifyInstance } from "fastify";
import { type DeskReport, reportQuery, reportTableQuery } from "../../protocol/desk-reports.ts";
import type { Accounts } from "../../runtime/accounts.ts";
import type { DeskReports } from "../../runtime/desk/reports.ts";
import { admitAgents, requireRole } from "./desk-guard.ts";
import { parse } from "./desk-parse.ts";
import { csvOf } from "./desk-report-csv.ts";

export interface DeskReportOptions {
  readonly accounts: Accounts;
  readonly reports: DeskReports;
}

/** What supervisors are told of past days: as a whole, and a part of it as a table for a spreadsheet. */
export async function deskReports(
  app: FastifyInstance,
  { accounts, reports }: DeskReportOptions,
): Promise<void> {
  admitAgents(app, accounts);
  app.addHook("onRequest", requireRole("supervisor"));

  app.get("/reports", async ({ query }): Promise<DeskReport> => reports.report(parse(reportQuery, query)));

  app.get("/reports.csv", async ({ query }, reply) => {
    const { by, language, from, to } = parse(reportTableQuery, query);
    const report = await reports.report({ from, to });
    const name = `handoffs-${from}-${to}-by-${by}${report.isCut ? "-incomplete" : ""}.csv`;
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="${name}"`)
      .header("x-content-type-options", "nosniff")
      .send(csvOf(report, by, language));
  });
}
