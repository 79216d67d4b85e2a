import { describe, expect, test } from "vitest";
import type { Bot } from "../../../src/content/bot.ts";
import type { Understand } from "../../../src/conversation/listening.ts";
import { type BehaviourDiff, behaviourDiff } from "../../../src/regression/replay/behaviour-diff.ts";
import { maskRecorded } from "../../../src/regression/replay/mask-recorded.ts";
import { recordRun } from "../../../src/regression/replay/record-run.ts";
import {
  type RecordedConversation,
  recordedConversationSchema,
} from "../../../src/regression/replay/recorded.ts";
import { runCase } from "../../../src/regression/run-case.ts";
import { parseSuite } from "../../../src/regression/suite.ts";
import { type SmallBot, smallBot, unindent } from "../../support/small-bot.ts";
import { inLanguage, no, understood, unknownText, yes } from "../../support/understandings.ts";

const repay = `
  start: { intents: [repay] }
  steps:
    - id: sign-in
      ask: 登录了吗？
      yesno: { yes: pay, no: person }
    - { id: pay, say: 请付款, go: end }
    - { id: person, human: { reason: 登录不了, queue: login } }
`;
const limit = `
  start: { intents: [limit] }
  steps:
    - { id: look, call: account.limit, outcomes: { fine: told, error: told, timeout: told } }
    - { id: told, say: "额度{{ limit.available }}", go: end }
`;
const card = 'start: { intents: [card] }\nsteps: [{ id: how, say: "在「银行卡」里换。" }]\n';
const actions = `
  account.limit: { about: a limit, outcomes: { fine: { available: number } } }
`;

const dialogs = {
  repay,
  limit: limit.replace("call: account.limit,", "call: account.limit, as: limit,"),
  card,
};

function botWith(changes: SmallBot["dialogs"] = {}): Bot {
  return smallBot({ actions, dialogs: { ...dialogs, ...changes } });
}

const known: Readonly<Record<string, ReturnType<typeof understood>>> = {
  怎么还: understood("repay"),
  还多少: understood("limit"),
  换卡: understood("card"),
  登录了: yes(),
  没登录: no(),
};

const understandWith =
  (changes: typeof known = {}): Understand =>
  (text, { language }) =>
    ({ ...known, ...changes })[text] ?? inLanguage(language, unknownText());

const talks = {
  repays: "- me: 怎么还\n- me: 登录了",
  "cannot sign in": "- me: 怎么还\n- me: 没登录",
  "taps, and asks on": "- me: 怎么还\n- me: { tap: 是的 }\n- me: 换卡",
  "asks for the limit": "- me: 还多少",
  "changes the card": "- me: 换卡\n- clock: +1h\n- me: 换卡",
  "is not understood": "- me: 什么呀\n- me: 换卡",
  "is asked whether they are there": "- me: 怎么还\n- clock: +3h\n- me: 登录了",
};

/** Each talk, as it goes with the bot as it is. */
function recorded(bot = botWith(), understand = understandWith()): readonly RecordedConversation[] {
  return Object.entries(talks).map(([name, talk]) => {
    const lines = unindent(talk).replace(/^(?=.)/gmu, "      ");
    const stubs = "    stubs: { account.limit: { fine: { available: 500 } } }\n";
    const text = `suite: s\ncases:\n  - name: ${name}\n${stubs}    talk:\n${lines}\n`;
    const parsed = parseSuite({ path: "s.test.yaml", text });
    const [only] = "cases" in parsed ? parsed.cases : [];
    if (only === undefined) throw new Error(JSON.stringify(parsed));
    return recordRun(bot, runCase(bot, understand, only));
  });
}

/** The groups that are not empty. */
const some = (counts: BehaviourDiff["turns"]) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** What becomes of the recorded talks. */
function replayed(changes: SmallBot["dialogs"] = {}, understand = understandWith()) {
  const diff = behaviourDiff(botWith(changes), understand, recorded());
  return {
    ...diff,
    conversations: some(diff.conversations),
    turns: some(diff.turns),
    ids: diff.different.map(({ conversation: { id }, group, turns }) => [
      id.slice(3),
      group,
      ...turns.map(({ index }) => index),
    ]),
  };
}

describe("a replay", () => {
  test("of unchanged content comes to the same, from a file or not", () => {
    const lines = recorded().map((one) => recordedConversationSchema.parse(JSON.parse(JSON.stringify(one))));
    for (const conversations of [recorded(), lines]) {
      const diff = behaviourDiff(botWith(), understandWith(), conversations);
      expect(some(diff.conversations)).toEqual({ same: 7 });
      expect(diff.turns.same).toBeGreaterThan(12);
      expect(diff.different).toEqual([]);
      expect(diff.unrecorded).toEqual({});
    }
  });

  test("of a reworded step tells the other wording, and goes on", () => {
    const diff = replayed({ card: card.replace("里换", "里更换") });
    expect(diff.conversations).toEqual({ "wording changed": 3, same: 4 });
    expect(diff.ids).toEqual([
      ["taps, and asks on", "wording changed", 2],
      ["changes the card", "wording changed", 0, 1],
      ["is not understood", "wording changed", 1],
    ]);
    expect(diff.turns).toMatchObject({ "wording changed": 4 });
    expect(diff.counterfactual).toEqual({ same: 0, different: 0 });
  });

  test("of a redirected edge tells the other step, and what came after it apart", () => {
    const thanks = "    - { id: thanks, say: 谢谢, go: pay }\n";
    const diff = replayed({ repay: repay.replace("yes: pay", "yes: thanks") + thanks });
    expect(diff.ids).toEqual([
      ["repays", "other step", 1],
      ["taps, and asks on", "other step", 1],
      ["is asked whether they are there", "other step", 2],
    ]);
    expect(diff.conversations).toEqual({ "other step": 3, same: 4 });
    expect(diff.turns).toMatchObject({ "other step": 3 });
    expect(diff.counterfactual).toEqual({ same: 1, different: 0 });
  });

  test("of an utterance that moved tells who is understood now, and who no longer is", () => {
    const moved = { 换卡: unknownText(["card", 0.2]), 什么呀: understood("card") };
    const diff = replayed({}, understandWith(moved));
    expect(diff.ids).toEqual([
      ["taps, and asks on", "newly misunderstood", 2],
      ["changes the card", "newly misunderstood", 0],
      ["is not understood", "newly understood", 0],
    ]);
    expect(diff.conversations).toEqual({ "newly misunderstood": 2, "newly understood": 1, same: 4 });
  });

  test("tells who is handed off now, and who no longer is", () => {
    const swapped = repay.replace("yes: pay, no: person", "yes: person, no: pay");
    // Where "no" does not lead to a person any more, the question has a button for one: another wording.
    expect(replayed({ repay: swapped }).ids).toEqual([
      ["repays", "newly handed off", 0, 1],
      ["taps, and asks on", "newly handed off", 0, 1],
      ["is asked whether they are there", "newly handed off", 0, 2],
      ["cannot sign in", "handoff saved", 0, 1],
    ]);
  });

  test("answers calls as they were answered, and says which answers it does not have", () => {
    const more = dialogs.card.replace(
      "say:",
      "call: account.limit, as: limit, outcomes: { fine: told, error: told, timeout: told } }, { id: told, say:",
    );
    const diff = replayed({ card: more });
    expect(diff.unrecorded).toEqual({ "account.limit": 4 });
    expect(diff.ids.map(([id]) => id)).toEqual([
      "taps, and asks on",
      "changes the card",
      "is not understood",
    ]);
  });

  test("cannot tell of a text that is hidden in the record what it would come to", () => {
    const [first] = recorded();
    if (first === undefined) return expect.unreachable();
    const personal: RecordedConversation = {
      ...first,
      turns: first.turns.map((turn, index) =>
        index === 0 ? { ...turn, cause: { type: "said", text: "怎么还 13800138000" } } : turn,
      ),
    };
    const hear = understandWith({ "怎么还 13800138000": understood("repay") });
    expect(behaviourDiff(botWith(), hear, [personal]).conversations.same).toBe(1);
    const masked = maskRecorded(personal);
    expect(JSON.stringify(masked)).not.toContain("13800138000");
    expect(behaviourDiff(botWith(), hear, [masked]).conversations["cannot tell"]).toBe(1);
    // What is not hidden is judged as ever.
    expect(behaviourDiff(botWith(), hear, [maskRecorded(first)]).conversations.same).toBe(1);
  });
});
