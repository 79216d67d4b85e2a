import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { transition } from "../../src/conversation/transition.ts";
import { messageBody } from "../../src/protocol/event.ts";
import { type Happened, happen, moves } from "../support/random-talk.ts";
import { realContent } from "../support/real-content.ts";
import { between, understood, unknownText } from "../support/understandings.ts";

const bot = await realContent();
const anyMoves = fc.array(moves(bot), { maxLength: 40, size: "max" });

/** Holds a conversation of any forty moves to a law, two hundred times. */
function always(seed: number, law: (happened: readonly Happened[], identified: boolean) => void): void {
  fc.assert(
    fc.property(
      anyMoves,
      fc.constantFrom("zh" as const, "en" as const),
      fc.boolean(),
      (made, language, identified) => {
        law(happen(bot, language, identified, made), identified);
      },
    ),
    { seed, numRuns: 200 },
  );
}

const saysOf = ({ after }: Happened) =>
  after.effects.flatMap((effect) => (effect.type === "say" ? [effect] : []));

/** What the bot owes an answer: all that the customer does while it is its turn. */
const owed = (happened: readonly Happened[]) =>
  happened.filter(({ before, event }) => before.phase === "bot" && event.type !== "alarm");

describe("whatever a customer does", () => {
  test("the bot has an answer", () => {
    always(1, (happened) => {
      for (const one of owed(happened)) {
        expect(saysOf(one).length, JSON.stringify(one.event)).toBeGreaterThan(0);
      }
    });
  });

  test("every message is one that clients know, each of its buttons by an id of its own", () => {
    always(2, (happened) => {
      for (const { body } of happened.flatMap(saysOf)) {
        expect(messageBody.parse(body)).toEqual(body);
        const ids = body.type === "text" ? [] : (body.options ?? []).map((option) => option.id);
        expect(ids).toEqual([...new Set(ids)]);
      }
    });
  });

  test("no more than twelve things are going on at once", () => {
    always(3, (happened) => {
      for (const { after } of happened) expect(after.state.dialog.stack.length).toBeLessThanOrEqual(12);
    });
  });

  test("no more than twelve things are going on for one who complains and is unclear by turns", () => {
    const unclear = between(["repay.how", 0.5], ["repay.early", 0.4]);
    const turns = fc.constantFrom(understood("smalltalk.complaint"), unclear, unknownText());
    const texts = turns.map(
      (understanding) => ({ type: "text", text: "帮我看看这个", understanding, parts: [] }) as const,
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 40, maxLength: 40 }), (made) => {
        const [last] = happen(bot, "zh", false, made).slice(-1);
        expect(last?.after.state.dialog.stack.length).toBeLessThanOrEqual(12);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("the bot waits at a question, for a time to come, or for nothing", () => {
    always(4, (happened) => {
      for (const { after } of happened.filter((one) => one.after.state.phase === "bot")) {
        const top = after.state.dialog.stack.at(-1);
        const step = top === undefined ? undefined : bot.dialogs.get(top.dialog)?.steps.get(top.step);
        expect(top === undefined || step?.verb === "ask" || step?.verb === "wait").toBe(true);
      }
    });
  });

  test("who answers changes with the epoch, and only then", () => {
    always(5, (happened) => {
      for (const { before, after } of happened) {
        const changes = after.effects.filter(({ type }) => type !== "say" && type !== "rate").length;
        expect(after.state.epoch - before.epoch).toBe(changes);
        expect(after.state.phase === before.phase).toBe(changes % 2 === 0);
      }
    });
  });
});

describe("a person is one message away", () => {
  const wishes: readonly (readonly [string, ConversationEvent])[] = [
    [
      "in words",
      { type: "said", text: "帮我找一位活人", understanding: understood("human.agent"), parts: [], at: 1 },
    ],
    [
      "in the label of the button",
      { type: "said", text: "转人工", understanding: understood("none"), parts: [], at: 1 },
    ],
    ["by the button", { type: "chose", option: "human", at: 1 }],
    ["without words", { type: "askedForHuman", at: 1 }],
    ["by a button of the page", { type: "askedFor", intent: "human.agent", at: 1 }],
  ];

  test.each(wishes)("from everywhere, %s", (_how, wish) => {
    always(6, (happened, identified) => {
      for (const { after } of happened) {
        const { state, effects } = transition(bot, after.state, wish, { identified });
        expect(state.phase).toBe("waiting");
        if (after.state.phase === "bot") expect(effects.map(({ type }) => type)).toContain("requestHandoff");
      }
    });
  });
});
