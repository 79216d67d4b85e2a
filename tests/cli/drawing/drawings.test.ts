import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { dialogPages } from "../../../src/cli/drawing/dialog-pages.ts";
import { allDrawings, botDrawing } from "../../../src/cli/drawing/drawings.ts";
import { wrapped } from "../../../src/cli/drawing/fit.ts";
import type { Bot } from "../../../src/content/bot.ts";
import { exitsOf } from "../../../src/content/exits.ts";
import { parseFlowchart } from "../../regression/graph/mermaid-grammar.ts";
import { describeInChromium } from "../../support/chromium.ts";
import { realContent } from "../../support/real-content.ts";
import { smallBot } from "../../support/small-bot.ts";

const real = await realContent();
const drawings = allDrawings(real, {}, "zh");
const hostile = smallBot({
  dialogs: {
    whole: `
      title: { zh: "坏<b>标|题</b>", en: "Bad [title](x)" }
      dialog: whole
      start: { intents: [whole] }
      steps:
        - id: one
          ask: '</text><script>alert(1)</script>" onload="alert(1)'
          options: [{ id: "y", label: "&amp; ]]> <!--", go: one }, { id: other, label: 别的${"很长".repeat(40)}, go: end }]
    `,
  },
});

function svgOf(bot: Bot, name: string): string {
  return (
    allDrawings(bot, {}, "zh")
      .find((drawing) => drawing.name === name)
      ?.svg() ?? ""
  );
}

describe("the drawing of a dialog", () => {
  test.each([...real.dialogs.values()].map((dialog) => [dialog.id, dialog] as const))(
    "%s has a box for every step, and a row for every way out of it",
    (id, { steps }) => {
      const svg = drawings.find(({ name }) => name === id)?.svg() ?? "";
      const boxes = [...svg.matchAll(/font-weight="600">([^<]*)<\/tspan>/gu)].map(([, title]) => title);
      expect(boxes.filter((title) => title !== "starts")).toEqual([...steps.keys()]);
      const starts = real.dialogs.get(id);
      const begins = (starts?.intents.length ?? 0) + (starts?.phrases.length ? 1 : 0);
      const ways = [...steps.values()].flatMap((step) => exitsOf(real, step));
      expect(svg.match(/<circle /gu) ?? []).toHaveLength(begins + ways.length);
    },
  );

  test("needs nothing beside it, runs nothing, and shows authors' words as text", () => {
    for (const svg of [svgOf(hostile, "whole"), botDrawing(hostile, {}, "en").svg()]) {
      expect(svg).not.toMatch(/<script|<b>| onload="|href|url\(|@import|https?:\/\/(?!www\.w3\.org)/u);
      expect(svg).toContain("prefers-color-scheme: dark");
      expect(svg).toContain("Noto Sans CJK SC");
    }
  });

  test("has the same bytes for the same content", () => {
    expect(dialogPages(real, {}, "zh")).toEqual(dialogPages(real, {}, "zh"));
  });
});

test("a line of a drawing begins with no mark that closes another", () => {
  const [first = "", second = ""] = wrapped(`${"字".repeat(17)}「还款」，按提示付款`, 260);
  expect(first + second).toBe(`${"字".repeat(17)}「还款」，按提示付款`);
  expect(second).toMatch(/^[^，。、；：！？」』）》]/u);
});

describe("the drawing of a whole bot", () => {
  const svg = botDrawing(real, {}, "zh").svg();

  test("has every dialog in a row of its own, and an arrow for every lead", () => {
    for (const id of real.dialogs.keys())
      expect(svg.match(new RegExp(`<g><title>${id}: `, "gu"))).toHaveLength(1);
    expect(svg).toMatch(/<g class="lead"><title>repay-guide → repay-failed: run at /u);
  });

  test("writes over no dialog's file", () => {
    expect(allDrawings(hostile, {}, "zh").map(({ name }) => name)).toEqual(
      expect.arrayContaining(["whole", "_whole"]),
    );
  });
});

describe("the pages of a bot's dialogs", () => {
  const pages = dialogPages(real, {}, "zh");

  test("are one for each dialog, one for the patterns, an index and a picture", () => {
    const dialogs = [...real.dialogs.values()]
      .filter(({ kind }) => kind === "dialog")
      .map(({ id }) => `${id}.md`);
    expect([...pages.keys()].sort()).toEqual(["README.md", "_patterns.md", "whole.svg", ...dialogs].sort());
    for (const page of dialogs) expect(pages.get("README.md")).toContain(`](${page})`);
  });

  test("hold flowcharts, each in a block of its own", () => {
    const blocks = [...pages.values()].flatMap((page) => [...page.matchAll(/^```mermaid\n(.*?)^```$/gmsu)]);
    expect(blocks).toHaveLength(real.dialogs.size);
    for (const [, text = ""] of blocks) expect(parseFlowchart(text).nodes.size).toBeGreaterThan(1);
  });

  test("show titles as they are", () => {
    const page = dialogPages(hostile, {}, "zh").get("whole.md") ?? "";
    expect(page).toContain("# 坏&lt;b&gt;标\\|题&lt;\\/b&gt; · Bad \\[title\\]\\(x\\)\n");
  });
});

/** Texts of a drawing that reach beyond it, or into one another on the same line. */
const misplaced = (page: Page) =>
  page.locator("svg text").evaluateAll((all) => {
    const width = Number(document.documentElement.getAttribute("width"));
    const texts = all
      .filter((text) => text.textContent !== "")
      .map((text) => ({
        text: text.textContent,
        line: text.getAttribute("y"),
        box: text.getBoundingClientRect(),
      }))
      .sort((one, other) => Number(one.line) - Number(other.line) || one.box.x - other.box.x);
    return texts
      .filter(({ line, box }, place) => {
        const before = texts[place - 1];
        const crosses = before?.line === line && box.x < before.box.right - 0.5;
        return crosses || box.x < 0 || box.right > width;
      })
      .map(({ text }) => text);
  });

describeInChromium("drawings in a browser", (browser) => {
  test("are images without a mistake, and no text in them crosses another or is cut off", async () => {
    const page = await browser().newPage({ viewport: { width: 1440, height: 900 } });
    const dialogs = ["repay-guide", "installment-unavailable", "_rate"].map((name) => svgOf(real, name));
    for (const svg of [
      ...dialogs,
      svgOf(hostile, "whole"),
      botDrawing(real, {}, "zh").svg(),
      botDrawing(real, {}, "en").svg(),
    ]) {
      await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
      expect(await page.locator("parsererror").count()).toBe(0);
      expect(await misplaced(page)).toEqual([]);
    }
    await page.close();
  });
});
