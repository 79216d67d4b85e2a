import { describe, expect, test } from "vitest";
import { coveragePage } from "../../src/cli/coverage-page.ts";
import { lanesOf } from "../../src/cli/drawing/lanes.ts";
import { coverageOf } from "../../src/regression/coverage.ts";
import { trafficCoverage } from "../../src/regression/coverage-traffic.ts";
import { Talk } from "../regression/coverage-talks.ts";
import { describeInChromium } from "../support/chromium.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";
import { between, rowsOf, textOf } from "./report/page-text.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: sign-in
          ask: 登录了吗？<b>没有的话，请先在商城页面顶部登录，再回到这里接着往下走，谢谢。
          options: [{ id: "on", label: 登录了, go: pay }, { id: "off", label: "没有<script>", go: person }, { id: again, label: 再说, go: sign-in }]
        - { id: pay, say: 请付款, go: paid }
        - { id: paid, say: 好了, go: card }
        - { id: person, human: { reason: 登录不了 } }
    `,
    card: "start: { intents: [card] }\nsteps: [{ id: how, say: 在设置里 }]\n",
  },
});
const coverage = coverageOf(bot, new Talk(bot).me("还款", understood("repay")).tap("登录了").passages);
const facts = [["dialog tests", "1"]] as const;
const page = coveragePage({ bot, coverage, facts });
const drawn = between(page, 'id="dialog-repay"', "</details>");

describe("the page of a coverage", () => {
  test("starts with the shares of every dimension", () => {
    const tiles = [...page.matchAll(/class="label">(.*?)<\/span><b>(.*?)<\/b>/gu)].map(([, label]) => label);
    expect(tiles).toEqual(["Steps", "Edges", "Outcomes", "Options", "Intents"]);
    expect(textOf(page)).toMatch(
      /\d+ edges of \d+ are never taken and \d+ steps never come to, in \d+ dialogs\./u,
    );
  });

  test("has a row for every dialog, which leads to its drawing", () => {
    const rows = rowsOf(between(page, "<h2>Dialog by dialog</h2>", "</section>"));
    expect(rows).toContainEqual(["card", "100.0%", "50.0%", "100.0%", "–"]);
    for (const [, dialog] of page.matchAll(/href="#dialog-([^"]+)"/gu))
      expect(page).toContain(`<details id="dialog-${dialog}"`);
  });

  test("draws a box for every step, and a row for every way, with how often they were reached", () => {
    const boxes = [...drawn.matchAll(/font-weight="600">([^<]*)<.*?text-anchor="end"[^>]*>([^<]*)</gsu)];
    expect(boxes.map(([, step, times]) => [step, times])).toEqual([
      ["starts", "1×"],
      ["sign-in", "1×"],
      ["pay", "1×"],
      ["paid", "1×"],
      ["person", "not reached"],
    ]);
    expect(textOf(drawn)).toMatch(/on 登录了\s*1×/u);
    expect(textOf(drawn)).toMatch(/off 没有<script>\s*0×/u);
    expect(textOf(drawn)).toMatch(/→ card · 1×/u);
  });

  test("dashes what was not reached, so that no eye depends on colours", () => {
    const dashed = drawn.match(/<rect[^>]*stroke-dasharray/gu) ?? [];
    expect(dashed).toHaveLength(1);
  });

  test("lists what was not reached under its dialog", () => {
    const list = textOf(between(page, "<h2>What was not reached</h2>", "</section>"));
    expect(list).toContain("sign-in option:off 没有<script> → person");
    expect(list).toContain("person human 登录不了dialogs/repay.yaml:10");
    expect(list).toContain("Intents that no test understands");
  });

  test("shows what customers do beside it, when that is known", () => {
    const lines = [
      { dialog: "repay", way: "intent:repay", count: 1500 },
      { dialog: "repay", step: "sign-in", way: "option:off", count: 500 },
    ];
    const weighed = coveragePage({ bot, coverage, facts, traffic: trafficCoverage(bot, coverage, lines) });
    expect(textOf(weighed)).toContain("Of the ways that customers went, the tests take 75.0%.");
    const rows = rowsOf(between(weighed, "<h2>What customers do</h2>", "</section>"));
    expect(rows[1]).toEqual([
      "500",
      "25.0%",
      "repay",
      "sign-in option:off 没有<script> → person",
      "dialogs/repay.yaml:5",
    ]);
    expect(weighed).toContain("1× (1,500)");
  });

  test("needs no script and nothing beside it, and shows authors' words as text", () => {
    expect(page).not.toMatch(/<script|<b>没|<img|@import|url\(|https?:\/\/(?!www\.w3\.org)/u);
    expect(page).not.toMatch(/ style="/u);
  });
});

describe("lines beside a drawing", () => {
  test("share a lane when they do not meet, the shortest innermost", () => {
    const lanes = lanesOf([
      { target: "far", from: 0, to: 100 },
      { target: "one", from: 10, to: 20 },
      { target: "other", from: 30, to: 40 },
    ]);
    expect(Object.fromEntries(lanes)).toEqual({ one: 0, other: 0, far: 1 });
  });

  test("have lanes of their own when they meet", () => {
    const lanes = lanesOf([
      { target: "one", from: 10, to: 20 },
      { target: "other", from: 20, to: 30 },
    ]);
    expect(new Set(lanes.values()).size).toBe(2);
  });
});

describeInChromium("the page of a coverage in a browser", (browser) => {
  test.each([1280, 400])(
    "fits a window of %d pixels, and breaks no rule of its own policy",
    async (width) => {
      const tab = await browser().newPage({ viewport: { width, height: 900 } });
      const complaints: string[] = [];
      tab.on("console", (message) => complaints.push(message.text()));
      await tab.setContent(page);
      const shown = await tab.evaluate("document.documentElement.scrollWidth");
      const texts = await tab.locator("#dialog-repay svg text").allTextContents();
      const overflowing = await tab.locator("#dialog-repay svg text").evaluateAll((all) =>
        all
          .filter((text) => {
            const { x, width: wide } = (text as SVGTextElement).getBBox();
            return x < 0 || x + wide > 304;
          })
          .map((text) => text.textContent),
      );
      await tab.close();
      expect(shown).toBe(width);
      expect(complaints).toEqual([]);
      expect(texts.length).toBeGreaterThan(10);
      expect(overflowing).toEqual([]);
    },
  );
});
