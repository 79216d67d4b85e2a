import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { askingContent } from "../support/asking-bot.ts";
import { chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { lacking, metricsIn, readSeries, type Series } from "../support/prometheus.ts";
import { smallApp } from "../support/small-app.ts";

const deploy = path.resolve(import.meta.dirname, "../../deploy");
const read = (file: string): string => readFileSync(path.join(deploy, file), "utf8");

/** The metrics of a server that has answered with a call. */
async function metricsOfServer(): Promise<Series> {
  const { url } = await smallApp({ CONTENT_DIR: await contentDir(askingContent()) });
  const client = await chatClient(url);
  await client.say("查额度");
  await client.until((seen) => seen.some(({ body }) => "text" in body && body.text === "查不到"));
  return readSeries(await (await fetch(`${url}/metrics`)).text());
}

describe("deploy/grafana-dashboard.json", () => {
  interface Panel {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets?: readonly { readonly expr: string; readonly legendFormat?: string }[];
  }
  const dashboard: {
    readonly panels: readonly Panel[];
    readonly templating: { readonly list: readonly unknown[] };
  } = JSON.parse(read("grafana-dashboard.json"));
  const queries = dashboard.panels.flatMap(({ targets = [] }) => targets);

  test("asks for nothing that a server does not tell", async () => {
    const series = await metricsOfServer();
    expect(queries.flatMap(({ expr }) => lacking(expr, series))).toEqual([]);
    expect(queries.length).toBeGreaterThan(25);
  });

  test("names its lines by labels that its queries keep", () => {
    const lost = queries.flatMap(({ expr, legendFormat = "" }) => {
      const [, by] = /\bby \(([^)]*)\)/.exec(expr) ?? [];
      const kept = by?.split(",").map((label) => label.trim()) ?? ["instance"];
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label);
      return shown.filter((label) => !kept.includes(label)).map((label) => `${label}: ${expr}`);
    });
    expect(lost).toEqual([]);
  });

  test("shows everything that is counted or looked up of customers, turns, the store and the server's health", async () => {
    const shown = new Set(queries.flatMap(({ expr }) => metricsIn(expr)).map(({ name }) => name));
    const told = [...(await metricsOfServer()).keys()].filter((name) => name.startsWith("fenqi_"));
    const partOf = /_(sum|count)$/;
    const missing = told.filter((name) => !shown.has(name) && !shown.has(name.replace(partOf, "_bucket")));
    expect(missing).toEqual([]);
  });

  test("has its panels side by side, each with an id of its own", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [index, { gridPos: a }] of panels.entries()) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      for (const { gridPos: b, title } of panels.slice(index + 1)) {
        const isApart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect(isApart, title).toBe(true);
      }
    }
  });

  test("works with whatever Prometheus it is given when it is imported", () => {
    expect(read("grafana-dashboard.json")).toContain('"uid": "${datasource}"');
    expect(dashboard.templating.list).toMatchObject([{ type: "datasource", query: "prometheus" }, {}, {}]);
  });
});

describe("deploy/prometheus-alerts.yaml", () => {
  interface Rule {
    readonly alert: string;
    readonly expr: string;
    readonly labels: { readonly severity: string };
    readonly annotations: { readonly summary: string; readonly description: string };
  }
  let rules: readonly Rule[] = [];

  beforeAll(() => {
    const { groups } = parse(read("prometheus-alerts.yaml")) as { groups: { rules: Rule[] }[] };
    rules = groups.flatMap((group) => group.rules);
  });

  test("asks for nothing that a server does not tell", async () => {
    const series = await metricsOfServer();
    expect(rules.flatMap(({ expr }) => lacking(expr, series))).toEqual([]);
  });

  test("warns of everything that keeps customers waiting", () => {
    const asked = new Set(rules.flatMap(({ expr }) => metricsIn(expr)).map(({ name }) => name));
    expect([...asked]).toEqual(
      expect.arrayContaining([
        "fenqi_ready",
        "fenqi_turns_failing",
        "fenqi_errors_total",
        "fenqi_bus_up",
        "nodejs_eventloop_lag_p99_seconds",
      ]),
    );
  });

  test("says of every alert how urgent it is, what is wrong and what to do", () => {
    for (const { alert, labels, annotations } of rules) {
      expect(["critical", "warning"], alert).toContain(labels.severity);
      expect(annotations.summary, alert).toMatch(/\.$/);
      expect(annotations.description, alert).toMatch(/\.$/);
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

test("a query for what is not there would be found out", () => {
  const series = readSeries('fenqi_a_total{result="b"} 1\nfenqi_c 2\n');
  expect(
    lacking('sum by (result) (rate(fenqi_a_total{job=~"$job",result="b"}[5m])) / scalar(fenqi_c)', series),
  ).toEqual([]);
  expect(lacking("sum by (planet) (rate(fenqi_a_total[5m]))", series)).toEqual([
    "no metric has planet: sum by (planet) (rate(fenqi_a_total[5m]))",
  ]);
  expect(lacking('fenqi_a_total{result="x"} > 0 and fenqi_d == 0', series)).toEqual([
    'no fenqi_a_total has result="x"',
    "there is no fenqi_d",
  ]);
});
