import { describe, expect, test } from "vitest";
import type { Bot } from "../../../src/content/bot.ts";
import { exitsOf } from "../../../src/content/exits.ts";
import { botGraph } from "../../../src/regression/graph/bot-graph.ts";
import type { Counts } from "../../../src/regression/graph/counts.ts";
import { dialogGraph } from "../../../src/regression/graph/dialog-graph.ts";
import { mermaidOfDialog } from "../../../src/regression/graph/mermaid.ts";
import { mermaidOfBot } from "../../../src/regression/graph/mermaid-bot.ts";
import { realContent } from "../../support/real-content.ts";
import { smallBot } from "../../support/small-bot.ts";
import { parseFlowchart } from "./mermaid-grammar.ts";

const real = await realContent();

function written(bot: Bot, id: string, counts: Counts = {}): string {
  const graph = dialogGraph(bot, id, counts);
  return graph === undefined ? "" : mermaidOfDialog(bot, graph, "zh");
}
const drawn = (bot: Bot, id: string, counts?: Counts) => parseFlowchart(written(bot, id, counts));

/** A bot whose only dialog has these steps. */
const withSteps = (steps: string) =>
  smallBot({ dialogs: { a: `start: { intents: [a], phrases: [甲] }\nsteps:\n${steps}` } });

describe("a dialog of the bot in Mermaid", () => {
  test.each([...real.dialogs.keys()])("%s has every step and every way out of it once", (id) => {
    const dialog = real.dialogs.get(id);
    const steps = [...(dialog?.steps.values() ?? [])];
    const { nodes, arrows } = drawn(real, id);
    const titles = [...nodes.values()].map(({ lines }) => lines[0]);
    for (const { id: step, verb } of steps)
      expect(titles.filter((title) => title === `${step} · ${verb}`)).toHaveLength(1);
    const starts = (dialog?.intents.length ?? 0) + (dialog?.phrases.length ? 1 : 0);
    expect(arrows).toHaveLength(starts + steps.flatMap((step) => exitsOf(real, step)).length);
    for (const step of steps) {
      const name = [...nodes].find(([, { lines }]) => lines[0] === `${step.id} · ${step.verb}`)?.[0];
      const labels = arrows.filter(({ from }) => from === name).map(({ label }) => label.split(" ")[0]);
      const ways = exitsOf(real, step).map(({ way }) => (way === "next" ? "" : way.replace(/^option:/u, "")));
      expect(labels).toEqual(ways);
    }
  });

  test("stays within what GitHub draws", () => {
    for (const id of real.dialogs.keys()) {
      const text = written(real, id);
      expect(text.length).toBeLessThan(50_000);
      // Where Mermaid finds these, it takes a character away before it reads quotes.
      expect(text).not.toMatch(/(?:style|classDef).*:\S*#.*;/u);
      expect(parseFlowchart(text).arrows.length).toBeLessThanOrEqual(500);
    }
  });
});

describe("a dialog in Mermaid", () => {
  test("of one step starts there and ends there", () => {
    const { nodes, arrows } = drawn(withSteps("  - say: 好\n"), "a");
    expect([...nodes.values()].map(({ lines }) => lines)).toEqual([
      ["intent a"],
      ["phrase"],
      ["s1 · say", "好"],
      ["end (done)"],
    ]);
    expect(arrows.map(({ from, to }) => `${from} ${to}`)).toEqual([
      "on_a s_s1",
      "start_phrase s_s1",
      "s_s1 out_done",
    ]);
  });

  test("may lead back to where it was, and to itself", () => {
    const bot = withSteps(
      "  - { id: one, ask: 再来？, options: [{ id: again, label: 再来, go: one }, { id: other, label: 换, go: two }] }\n  - { id: two, say: 换了, go: one }\n",
    );
    const { arrows } = drawn(bot, "a");
    expect(arrows.slice(2).map(({ from, to }) => `${from} ${to}`)).toEqual([
      "s_one s_one",
      "s_one s_two",
      "s_two s_one",
    ]);
  });

  test("shows authors' words as text, whatever they are", () => {
    const hostile = `"] --> x; end %%{init: {}}%% <b>#quot;</b> \`x\``;
    const bot = withSteps(
      `  - { id: one, ask: ${JSON.stringify(hostile)}, options: [{ id: "y", label: ${JSON.stringify(hostile)}, go: end }] }\n`,
    );
    const { nodes, arrows } = drawn(bot, "a");
    expect(nodes.get("s_one")?.lines[1]).toBe(`${hostile.slice(0, 24)}…`);
    expect(arrows.at(-1)?.label).toBe(`y ${hostile.slice(0, 24)}…`);
  });

  test("has room for 200 steps", () => {
    const steps = Array.from({ length: 200 }, (_, place) => `  - say: 第${place}步\n`);
    const { nodes, arrows } = drawn(withSteps(steps.join("")), "a");
    expect(nodes.size).toBe(203);
    expect(arrows).toHaveLength(202);
  });

  test("shows what tests took and how often, and how many customers went there", () => {
    const counts: Counts = {
      times: new Map([
        ["a#s1 next", 3],
        ["a#s2 next", 0],
        ["a#s1 ", 3],
        ["a#s2 ", 0],
      ]),
      customers: new Map([["a#s1 next", { least: 2, most: 2000 }]]),
    };
    const { nodes, arrows, looks } = drawn(withSteps("  - say: 一\n  - say: 二\n"), "a", counts);
    expect(arrows.map(({ label }) => label)).toEqual(["", "", "3× (2–2,000)", "0×"]);
    expect(nodes.get("s_s1")).toMatchObject({ look: "reached", lines: ["s1 · say", "一", "3×"] });
    expect(nodes.get("s_s2")).toMatchObject({ look: "missed", lines: ["s2 · say", "二", "0×"] });
    expect([...looks]).toEqual([
      [2, "stroke:#207a46,stroke-width:6px"],
      [3, "stroke:#c82c1e,stroke-dasharray:4 3"],
    ]);
  });
});

describe("the whole bot in Mermaid", () => {
  test("has every dialog once, in the frame of its topic", () => {
    const { nodes, arrows } = parseFlowchart(mermaidOfBot(botGraph(real), "en"));
    expect(new Set([...nodes.values()].map(({ lines }) => lines[1]))).toEqual(new Set(real.dialogs.keys()));
    expect(nodes.size).toBe(real.dialogs.size);
    expect(nodes.get("d_repay_guide")?.frame).toBe("repay");
    expect(arrows.some(({ kind, label }) => kind === "==>" && label === "run")).toBe(true);
    expect(arrows.length).toBeLessThanOrEqual(500);
  });
});
