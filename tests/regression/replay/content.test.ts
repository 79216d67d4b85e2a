import path from "node:path";
import { expect, test } from "vitest";
import { casesOf } from "../../../src/cli/test-cases.ts";
import { readTestFiles } from "../../../src/cli/test-files.ts";
import { behaviourDiff } from "../../../src/regression/replay/behaviour-diff.ts";
import { blessedCase } from "../../../src/regression/replay/bless.ts";
import { recordRun } from "../../../src/regression/replay/record-run.ts";
import { recordedConversationSchema } from "../../../src/regression/replay/recorded.ts";
import { runCase } from "../../../src/regression/run-case.ts";
import { realBot } from "../../support/real-bot.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const cases = casesOf(await readTestFiles(root, []));
const { bot, understand } = await realBot();

test("every conversation of the dialog tests goes the same way again, told by a file", () => {
  const conversations = cases.map((one) => recordRun(bot, runCase(bot, understand, one)));
  const lines = conversations.map((one) => JSON.stringify(one));
  const read = lines.map((line) => recordedConversationSchema.parse(JSON.parse(line)));
  const diff = behaviourDiff(bot, understand, read);
  expect(diff.different.map(({ conversation: { id }, turns }) => [id, turns[0]?.difference])).toEqual([]);
  expect(diff.conversations.same).toBe(cases.length);
  expect(diff.turns.same).toBeGreaterThan(cases.length);
});

test("every one of them can become a dialog test again, which goes as it went", () => {
  let kept = 0;
  for (const one of cases) {
    const before = runCase(bot, understand, one);
    const conversation = recordRun(bot, before);
    const blessed = blessedCase(bot, conversation, conversation.turns.length - 1);
    if ("refusal" in blessed) continue;
    const { head, talk } = blessed;
    const { now = "", customer = { identified: false }, context = {}, slots = {}, stubs = {} } = head;
    const again = runCase(bot, understand, {
      ...one,
      ...head,
      now: Date.parse(now),
      identified: customer.identified,
      context: { page: "", order: "", ...context },
      slots,
      stubs: Object.fromEntries(
        Object.entries(stubs).map(([action, answers]) => [
          action,
          answers.flatMap((answer) =>
            Object.entries(answer).map(([outcome, fields]) => ({
              outcome,
              fields: fields as Exclude<(typeof one.stubs)[string], undefined>[number]["fields"],
            })),
          ),
        ]),
      ),
      talk: talk.map((turn) => ({ turn, at: one.at })),
    });
    const told = (result: typeof again) =>
      result.answers.flatMap(({ said }) => said.map(({ text, origin }) => [origin, text]));
    expect([one.name, again.failure?.message, told(again)]).toEqual([one.name, undefined, told(before)]);
    kept += 1;
  }
  expect(kept).toBeGreaterThan(cases.length * 0.9);
});
