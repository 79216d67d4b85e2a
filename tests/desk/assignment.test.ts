import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, type InLine, type Present } from "../../src/desk/assignment.ts";
import { places } from "../../src/desk/line.ts";
import { agentId, conversationId } from "../../src/kernel/ids.ts";

const agent = (name: string, about: Partial<Present> = {}): Present => ({
  id: agentId(name),
  name,
  queues: [],
  isOnline: true,
  capacity: 5,
  load: 0,
  ...about,
});
const inLine = (
  id: string,
  since: number,
  about: Partial<InLine> & { queue?: string; urgency?: 0 | 1 | 2 } = {},
): InLine => {
  const { queue = "default", urgency = 0, ...rest } = about;
  return { id: conversationId(id), ticket: { queue, since, urgency }, passedBy: [], ...rest };
};
const pairs = (line: readonly InLine[], agents: readonly Present[]) =>
  assign(line, agents).map(({ id, agent: { name } }) => `${id} to ${name}`);

describe("who gets whom", () => {
  test("who has waited longest comes first, and goes to who has the least to do", () => {
    const agents = [agent("Li", { load: 2 }), agent("Wang", { load: 1 })];
    expect(pairs([inLine("late", 30), inLine("early", 10)], agents)).toEqual(["early to Wang", "late to Li"]);
  });

  test("who needs care goes before who has waited longer", () => {
    const line = [inLine("early", 10), inLine("in trouble", 30, { urgency: 2 })];
    expect(pairs(line, [agent("Li", { capacity: 1 })])).toEqual(["in trouble to Li"]);
  });

  test("nobody gets what is of a queue that they do not answer, and nobody waits behind it", () => {
    const agents = [agent("Li", { queues: ["repay"] })];
    expect(
      pairs([inLine("loan", 10, { queue: "loans" }), inLine("repay", 20, { queue: "repay" })], agents),
    ).toEqual(["repay to Li"]);
  });

  test("nobody gets more than they may have, and nobody who is away gets anything", () => {
    const agents = [agent("Li", { load: 5 }), agent("Wang", { isOnline: false }), agent("Zhao", { load: 4 })];
    expect(pairs([inLine("a", 1), inLine("b", 2)], agents)).toEqual(["a to Zhao"]);
  });

  test("one that is kept for an agent waits for room at that agent, as long as they are online", () => {
    const kept = inLine("kept", 1, { keptFor: { id: agentId("Li"), name: "Li" } });
    expect(pairs([kept], [agent("Li", { load: 5 }), agent("Wang")])).toEqual([]);
    expect(pairs([kept], [agent("Li", { isOnline: false }), agent("Wang")])).toEqual(["kept to Wang"]);
  });

  test("one that an agent let pass goes to a colleague, and back to them when there is none", () => {
    const passed = inLine("passed", 1, { passedBy: [agentId("Li")] });
    expect(pairs([passed], [agent("Li"), agent("Wang", { load: 4 })])).toEqual(["passed to Wang"]);
    expect(pairs([passed], [agent("Li")])).toEqual(["passed to Li"]);
  });

  test("one that is being offered is not given to anybody else", () => {
    const offered = inLine("offered", 1, { offer: { agent: { id: agentId("Li"), name: "Li" }, until: 9 } });
    expect(pairs([offered], [agent("Wang")])).toEqual([]);
  });

  test("however many wait, each goes to one agent, no agent gets too many, and no room is left unused", () => {
    const line = fc.array(fc.tuple(fc.nat(100), fc.constantFrom<0 | 1 | 2>(0, 1, 2)), { maxLength: 60 });
    const team = fc.array(fc.record({ capacity: fc.nat(6), load: fc.nat(6), isOnline: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(line, team, (waiting, members) => {
        const all = waiting.map(([since, urgency], index) => inLine(`c${index}`, since, { urgency }));
        const agents = members.map((about, index) => agent(`a${index}`, about));
        const given = assign(all, agents);
        expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
        for (const { id, load, capacity, isOnline } of agents) {
          const got = given.filter((pairing) => pairing.agent.id === id).length;
          expect(got).toBeLessThanOrEqual(isOnline ? Math.max(capacity - load, 0) : 0);
        }
        const room = agents.reduce(
          (sum, { capacity, load, isOnline }) => sum + (isOnline ? Math.max(capacity - load, 0) : 0),
          0,
        );
        expect(given).toHaveLength(Math.min(room, all.length));
      }),
    );
  });
});

describe("where a customer stands", () => {
  const line = [
    inLine("b", 20),
    inLine("a", 10),
    inLine("other", 5, { queue: "loans" }),
    inLine("urgent", 30, { urgency: 2 }),
  ];

  test("is counted among those of the same queue, the urgent first", () => {
    const found = places(line, [], undefined);
    expect(Object.fromEntries(found)).toEqual({
      other: { place: 1 },
      urgent: { place: 1 },
      a: { place: 2 },
      b: { place: 3 },
    });
  });

  test("takes as long as the agents who are there need for those before", () => {
    const found = places(line, [agent("Li", { capacity: 2, queues: ["default"] })], 60_000);
    expect(found.get(conversationId("b"))).toEqual({ place: 3, waitMs: 90_000 });
    // Nobody who is there answers that queue.
    expect(found.get(conversationId("other"))).toEqual({ place: 1 });
  });
});
