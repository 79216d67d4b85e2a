import { expect, test } from "vitest";
import type { SourceFile } from "../../src/content/source.ts";
import { countPositions, summaryOf } from "../../src/runtime/positions.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const edited = (from: string, to: string): readonly SourceFile[] =>
  mendingContent.map((file) => ({ ...file, text: file.text.replaceAll(from, to) }));

/** Three customers at the first question of the mending dialog and one at the second; another is at rest. */
async function shop() {
  const runtime = await smallRuntime();
  const ids = [];
  for (let customer = 0; customer < 5; customer++) ids.push(await runtime.open());
  const [resting, further, ...others] = ids;
  if (resting === undefined || further === undefined) return expect.unreachable("no customers");
  await runtime.say(resting, "讲个笑话");
  for (const id of [further, ...others]) await runtime.say(id, "坏了怎么办");
  await runtime.say(further, "没解决");
  const before = runtime.content.current;
  const countIn = async (files: readonly SourceFile[], isLost = false, daysLater = 0) => {
    const counts = await countPositions({
      readPositions: runtime.store.positions,
      now: runtime.clock.now() + daysLater * 24 * 3_600_000,
      botOf: async (hash) => (hash === before.hash && !isLost ? before.bot : undefined),
      current: await publishFiles(files),
    });
    return { counts: counts.map(({ content: _content, ...count }) => count), sum: summaryOf(counts) };
  };
  return { countIn, before };
}

test("customers in the current content are counted by step, most first", async () => {
  const { countIn } = await shop();
  expect(await countIn(mendingContent)).toEqual({
    counts: [
      { place: "mend#plug.ask", customers: 3, goes: "current" },
      { place: "mend#lamp.ask", customers: 1, goes: "current" },
    ],
    sum: { current: 4, id: 0, was: 0, stays: 0 },
  });
});

test("after an edit it is told who moves by id, who by another name, and who stays and why", async () => {
  const { countIn } = await shop();
  const files = edited("- id: plug", "- id: socket\n    was: [plug]");
  expect((await countIn(files)).sum).toEqual({ current: 0, id: 1, was: 3, stays: 0 });
  const { counts, sum } = await countIn(edited("- id: plug", "- id: socket"));
  expect(counts).toEqual([
    {
      place: "mend#plug.ask",
      customers: 3,
      goes: "stays",
      reason: 'mend#plug.ask: "mend" has no step "plug.ask" any more.',
    },
    { place: "mend#lamp.ask", customers: 1, goes: "id" },
  ]);
  expect(sum).toEqual({ current: 0, id: 1, was: 0, stays: 3 });
});

test("customers in a version that is lost are moved by ids alone", async () => {
  const { countIn } = await shop();
  expect((await countIn(edited("插上插头", "先插上插头"), true)).sum).toEqual({
    current: 0,
    id: 4,
    was: 0,
    stays: 0,
  });
});

test("customers who have not written for a week count no more", async () => {
  const { countIn } = await shop();
  expect((await countIn(mendingContent, false, 7)).sum.current).toBe(4);
  expect((await countIn(mendingContent, false, 8)).counts).toEqual([]);
});
