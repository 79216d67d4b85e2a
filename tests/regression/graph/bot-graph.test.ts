import { describe, expect, test } from "vitest";
import { botGraph } from "../../../src/regression/graph/bot-graph.ts";
import { topicsOf } from "../../../src/regression/graph/topics.ts";
import { realContent } from "../../support/real-content.ts";
import { smallBot } from "../../support/small-bot.ts";

const bot = smallBot({
  dialogs: {
    "repay-how": `
      start: { intents: [repay.how] }
      steps:
        - id: one
          ask: 付了吗？
          options: [{ id: "y", label: 付了, go: end }, { id: "n", label: 没付, go: card }, { id: p, label: 找人, go: human }, { id: s, label: 看看, go: look }]
        - { id: look, run: repay-look }
        - { id: two, run: repay-look }
        - id: three
          say: { text: 好了, buttons: [{ intent: limit }, { intent: human.agent }] }
        - end: { outcome: solved }
    `,
    "repay-look": "start: { intents: [repay.look] }\nsteps: [{ say: 看 }]\n",
    limit: "start: { intents: [limit] }\nsteps: [{ say: 额度 }]\n",
    card: "start: { intents: [card] }\nsteps: [{ say: 卡 }]\n",
  },
});
const named = (graph: ReturnType<typeof botGraph>) =>
  graph.leads
    .filter(({ from }) => from === "repay-how")
    .map(({ to, by, steps }) => `${by} ${to} at ${steps.join(" ")}`);

describe("a whole bot", () => {
  test("has its dialogs by what their intents are about", () => {
    const topics = topicsOf(bot.dialogs.values()).map(({ name, dialogs }) => [
      name,
      dialogs.map(({ id }) => id),
    ]);
    expect(topics.slice(0, 2)).toEqual([
      ["repay", ["repay-how", "repay-look"]],
      ["other", ["card", "limit"]],
    ]);
    expect(topics[2]?.[0]).toBe("patterns");
  });

  test("shows which dialog leads to which, and how, each once", () => {
    expect(named(botGraph(bot))).toEqual([
      "go card at one",
      "run repay-look at look two",
      "button limit at three",
    ]);
  });

  test("shows how dialogs are over, a button for a person included", () => {
    const nodes = botGraph(bot).topics.flatMap(({ dialogs }) => dialogs);
    expect(nodes.find(({ dialog }) => dialog.id === "repay-how")?.ends).toEqual({
      human: 2,
      done: 1,
      solved: 1,
    });
  });

  test("adds up what tests and customers did", () => {
    const times = new Map([
      ["repay-how#look run", 2],
      ["repay-how#two run", 3],
      ["repay-how#one option:n", 0],
    ]);
    const customers = new Map([
      ["repay-how#look run", { least: 1, most: 4 }],
      ["repay-how#one ", { least: 7, most: 7 }],
    ]);
    const { leads, topics } = botGraph(bot, { times, customers });
    expect(leads.find(({ by }) => by === "run")).toMatchObject({
      times: 5,
      customers: { least: 1, most: 4 },
    });
    expect(leads.find(({ by }) => by === "button")).not.toHaveProperty("times");
    expect(topics[0]?.dialogs[0]).toMatchObject({
      tested: { reached: 2, total: 3 },
      said: { least: 7, most: 7 },
    });
  });

  test("has every dialog of the real bot in one topic", async () => {
    const real = await realContent();
    const ids = botGraph(real).topics.flatMap(({ dialogs }) => dialogs.map(({ dialog }) => dialog.id));
    expect([...ids].sort()).toEqual([...real.dialogs.keys()].sort());
  });
});
