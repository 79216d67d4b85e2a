import fc from "fast-check";
import { expect, test } from "vitest";
import { nothingInView } from "../../../src/content/in-view.ts";
import { newConversation } from "../../../src/conversation/state.ts";
import { transition } from "../../../src/conversation/transition.ts";
import type { Node } from "../../../src/regression/explore/graph.ts";
import { happenings } from "../../../src/regression/explore/happenings.ts";
import type { Path } from "../../../src/regression/explore/path.ts";
import { surroundingsOf } from "../../../src/regression/explore/surroundings.ts";
import { breachesOfTurn } from "../../../src/regression/explore/turn-laws.ts";
import { worldOf } from "../../../src/regression/explore/world.ts";
import { realContent } from "../../support/real-content.ts";

const bot = await realContent();

const worlds = new Map([true, false].map((identified) => [identified, worldFor(identified)]));

function worldFor(identified: boolean) {
  const around = surroundingsOf(bot).find((one) => one.identified === identified);
  const plain = { identified, open: true, language: "zh" as const, context: nothingInView };
  return worldOf(bot, around ?? plain);
}

/** The steps at which a law is broken by a customer who does one thing after the other, each picked by a number. */
function brokenBy(picks: readonly number[], identified: boolean): readonly string[] {
  const world = worlds.get(identified) ?? worldFor(identified);
  const around = world.surroundings;
  let node: Node = { id: 0, state: newConversation(around.language), buttons: [] };
  return picks.flatMap((pick) => {
    const possible = happenings(world, node);
    const happening = possible[pick % possible.length];
    if (happening === undefined) return [];
    const before = node.state;
    const path: Path = { happening, ...(node.path === undefined ? {} : { before: node.path }) };
    const after = transition(world.bot, before, happening.event, around);
    const call = after.call === undefined ? {} : { call: after.call };
    node = { id: 0, state: after.state, path, buttons: [], ...call };
    return breachesOfTurn(world, before, path, after).map(({ law, step }) => `${law} ${step}`);
  });
}

test("customers who do anything at random break no law that the walk has found kept", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 40 }), fc.boolean(), (picks, identified) => {
      expect(brokenBy(picks, identified)).toEqual([]);
    }),
    { seed: 1, numRuns: 200 },
  );
});
