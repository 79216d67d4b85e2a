import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeskCommand, type Doer, type Moved, move } from "../../src/desk/move.ts";
import type { AgentRef, Ownership, Ticket, Urgency } from "../../src/desk/ownership.ts";
import { agentId } from "../../src/kernel/ids.ts";

const agents: readonly AgentRef[] = ["Li", "Wang", "Zhao"].map((name) => ({ id: agentId(name), name }));
const [li, wang] = agents as [AgentRef, AgentRef];
const ticket: Ticket = { queue: "default", since: 10, urgency: 0 };
const as = ({ id }: AgentRef): Doer => ({ agent: id, isSupervisor: false });
const supervisor: Doer = { agent: agentId("boss"), isSupervisor: true };
const desk: Doer = { isSupervisor: false };

const waiting: Ownership = { phase: "waiting", ticket, passedBy: [] };
const assigned = (agent: AgentRef): Ownership => ({ phase: "assigned", ticket, agent, at: 20 });
const claim = (agent: AgentRef, takesOver = false): DeskCommand => ({
  type: "claim",
  agent,
  takesOver,
  queue: "default",
});

const why = (moved: Moved): string => (moved.type === "refused" ? moved.why : moved.type);

describe("taking a conversation", () => {
  test("one that waits is the agent's from then on, and keeps its place in line for later", () => {
    expect(move(waiting, claim(li), as(li), 20)).toEqual({ type: "moved", ownership: assigned(li) });
  });

  test("one that a colleague has is not taken", () => {
    expect(why(move(assigned(wang), claim(li), as(li), 30))).toBe("TAKEN");
    expect(why(move(assigned(wang), claim(li, true), as(li), 30))).toBe("TAKEN");
  });

  test("a supervisor takes it over, when that is what they want", () => {
    const boss = { id: agentId("boss"), name: "Boss" };
    expect(why(move(assigned(wang), claim(boss), supervisor, 30))).toBe("TAKEN");
    expect(move(assigned(wang), claim(boss, true), supervisor, 30)).toMatchObject({
      ownership: { agent: boss },
    });
  });

  test("taking it twice is the same as once", () => {
    expect(why(move(assigned(li), claim(li), as(li), 30))).toBe("same");
  });

  test("one that is offered to a colleague is theirs until the offer is over", () => {
    const offered: Ownership = { phase: "waiting", ticket, passedBy: [], offer: { agent: wang, until: 50 } };
    expect(why(move(offered, claim(li), as(li), 49))).toBe("OFFERED");
    expect(why(move(offered, claim(wang), as(wang), 49))).toBe("moved");
    expect(why(move(offered, claim(li), as(li), 50))).toBe("moved");
  });

  test("one that is with the bot gets a ticket of its own", () => {
    expect(move({ phase: "bot" }, claim(li), as(li), 30)).toEqual({
      type: "moved",
      ownership: { phase: "assigned", ticket: { ...ticket, since: 30 }, agent: li, at: 30 },
    });
  });
});

test("a conversation that is let go of is in line at its old place, by whom it is let go", () => {
  for (const by of [as(li), supervisor, desk])
    expect(move(assigned(li), { type: "release" }, by, 99)).toEqual({ type: "moved", ownership: waiting });
  expect(why(move(assigned(li), { type: "release" }, as(wang), 99))).toBe("NOT_YOURS");
});

test("a conversation that goes to an agent is kept for them, in line since it first was", () => {
  const moved = move(assigned(li), { type: "transfer", queue: "loans", to: wang }, as(li), 99);
  expect(moved).toEqual({
    type: "moved",
    ownership: { phase: "waiting", ticket: { ...ticket, queue: "loans" }, passedBy: [], keptFor: wang },
  });
});

test("an offer that was let pass is noted, and another can be made", () => {
  const offered = move(waiting, { type: "offer", agent: li, until: 50 }, desk, 20);
  if (offered.type !== "moved") throw new Error("No offer was made.");
  const passed = move(offered.ownership, { type: "pass", agent: li.id }, desk, 50);
  expect(passed).toEqual({ type: "moved", ownership: { ...waiting, passedBy: [li.id] } });
  expect(why(move(offered.ownership, { type: "pass", agent: wang.id }, as(wang), 50))).toBe("NOT_NOW");
});

test("one that was put aside waits for the same agent when it wakes", () => {
  const snoozed = move(assigned(li), { type: "snooze", until: 100 }, as(li), 20);
  if (snoozed.type !== "moved") throw new Error("It was not put aside.");
  expect(move(snoozed.ownership, { type: "wake" }, desk, 100)).toEqual({
    type: "moved",
    ownership: { ...waiting, keptFor: li },
  });
});

/** What any sequence of commands must leave true, told without the table. */
describe("whatever agents do, in whatever order", () => {
  const agent = fc.constantFrom(...agents);
  const doer: fc.Arbitrary<Doer> = fc.oneof(agent.map(as), fc.constant(supervisor), fc.constant(desk));
  const command: fc.Arbitrary<DeskCommand> = fc.oneof(
    fc.record({
      type: fc.constant("claim" as const),
      agent,
      takesOver: fc.boolean(),
      queue: fc.constant("default"),
    }),
    fc.record({ type: fc.constant("offer" as const), agent, until: fc.integer({ min: 0, max: 400 }) }),
    agent.map(({ id }) => ({ type: "pass" as const, agent: id })),
    fc.constant({ type: "release" as const }),
    fc.record({ type: fc.constant("transfer" as const), queue: fc.constantFrom("default", "loans") }),
    fc.constantFrom<Urgency>(0, 1, 2).map((urgency) => ({ type: "prioritize" as const, urgency })),
    fc.integer({ min: 0, max: 400 }).map((until) => ({ type: "snooze" as const, until })),
    fc.constant({ type: "wake" as const }),
    fc.constant({ type: "resolve" as const }),
  );
  const start: fc.Arbitrary<Ownership> = fc.constantFrom<Ownership>(
    waiting,
    { phase: "bot" },
    { phase: "offline", ticket },
  );

  test("the first place in line is kept until the conversation is over", () => {
    fc.assert(
      fc.property(start, fc.array(fc.tuple(command, doer), { maxLength: 30 }), (first, commands) => {
        let now: Ownership = first;
        for (const [index, [what, by]] of commands.entries()) {
          const before = now;
          const moved = move(before, what, by, index * 10);
          if (moved.type === "moved") now = moved.ownership;
          if ("ticket" in before && "ticket" in now) expect(now.ticket.since).toBe(before.ticket.since);
        }
      }),
    );
  });

  test("nobody but its agent, a supervisor or the desk moves what an agent has", () => {
    fc.assert(
      fc.property(command, agent, agent, (what, owner, other) => {
        fc.pre(owner.id !== other.id);
        const held: readonly Ownership[] = [
          assigned(owner),
          { phase: "snoozed", ticket, agent: owner, until: 90 },
        ];
        for (const ownership of held) {
          const moved = move(ownership, what, as(other), 20);
          // What was put aside may be taken up by a colleague.
          const isTakenUp = what.type === "claim" && ownership.phase === "snoozed";
          if (!isTakenUp) expect(moved.type).not.toBe("moved");
        }
      }),
    );
  });

  test("a refusal is for one of the reasons there are, and asking again changes nothing", () => {
    fc.assert(
      fc.property(start, command, doer, (ownership, what, by) => {
        const once = move(ownership, what, by, 20);
        expect(move(ownership, what, by, 20)).toEqual(once);
        if (once.type === "refused") expect(["TAKEN", "NOT_YOURS", "OFFERED", "NOT_NOW"]).toContain(once.why);
      }),
    );
  });
});
