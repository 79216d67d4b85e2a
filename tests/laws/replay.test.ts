import fc from "fast-check";
import { expect, test } from "vitest";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import { answered, happen, moves } from "../support/random-talk.ts";
import { realContent } from "../support/real-content.ts";

const bot = await realContent();
const anyMoves = fc.array(moves(bot), { maxLength: 40, size: "max" });

/** A value as a store keeps it. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

test("the same events come to the same states and effects, through a store or not", () => {
  fc.assert(
    fc.property(anyMoves, fc.boolean(), (made, identified) => {
      let kept: ConversationState = newConversation("zh");
      for (const { event, after } of happen(bot, "zh", identified, made)) {
        const again = answered(bot, stored(kept), stored(event), identified);
        expect(again).toEqual(after);
        expect(stored(again)).toEqual(again);
        kept = again.state;
      }
    }),
    { seed: 1, numRuns: 150 },
  );
});

test("a turn leaves the state it was taken on as it was", () => {
  fc.assert(
    fc.property(anyMoves, (made) => {
      const happened = happen(bot, "zh", false, made);
      const before = happened.map((one) => JSON.stringify(one.before));
      for (const { before: state, event } of happened) transition(bot, state, event, { identified: false });
      expect(happened.map((one) => JSON.stringify(one.before))).toEqual(before);
    }),
    { seed: 2, numRuns: 50 },
  );
});

test("content loaded anew takes every turn the same way", async () => {
  const anew = await realContent();
  fc.assert(
    fc.property(anyMoves, (made) => {
      for (const { before, event, after } of happen(bot, "en", true, made)) {
        expect(answered(anew, before, event, true)).toEqual(after);
      }
    }),
    { seed: 3, numRuns: 50 },
  );
});
