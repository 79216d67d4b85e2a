import { describe, expect, test } from "vitest";
import { colleagueWith, type Deed, deedsFor } from "../../agent-desk/src/model/deeds.ts";
import type { DeskRow } from "../../src/protocol/desk.ts";
import { iso, row, START } from "./some.ts";

const lin = { id: "lin", name: "林悦" };
const wang = { id: "wang", name: "王伟" };
const agent = { id: lin.id, role: "agent" } as const;
const supervisor = { id: lin.id, role: "supervisor" } as const;
const can = (deed: Deed, some: Partial<DeskRow>, asker: typeof agent | typeof supervisor = agent) =>
  deedsFor(row("a", some), asker, START).has(deed);

describe("an agent", () => {
  test("takes what waits, what was left, what is with the bot and what is closed", () => {
    for (const phase of ["waiting", "offline", "bot", "closed", "snoozed"] as const)
      expect(can("take", { phase }), phase).toBe(true);
  });

  test("does not take what a colleague has, is asked to take, or has kept for them", () => {
    expect(can("take", { phase: "assigned", agent: wang })).toBe(false);
    expect(can("take", { offer: { agent: wang, until: iso(START + 1_000) } })).toBe(false);
    expect(can("take", { keptFor: wang })).toBe(false);
  });

  test("takes what a colleague was asked to take once the time for it is over", () => {
    expect(can("take", { offer: { agent: wang, until: iso(START - 1_000) } })).toBe(true);
  });

  test("writes to the customer only in a conversation of their own", () => {
    expect(can("write", { phase: "assigned", agent: lin })).toBe(true);
    expect(can("write", { phase: "assigned", agent: wang })).toBe(false);
    expect(can("write", { phase: "waiting" })).toBe(false);
  });

  test("moves nothing that a colleague has", () => {
    const theirs = { phase: "assigned", agent: wang } as const;
    for (const deed of ["takeOver", "transfer", "resolve", "handBack", "release", "prioritize"] as const)
      expect(can(deed, theirs), deed).toBe(false);
  });

  test("can transfer, snooze, release, resolve and hand back what is theirs", () => {
    const own = { phase: "assigned", agent: lin } as const;
    for (const deed of ["transfer", "snooze", "release", "resolve", "handBack", "prioritize"] as const)
      expect(can(deed, own), deed).toBe(true);
  });
});

test("a supervisor takes over what a colleague has", () => {
  expect(can("takeOver", { phase: "assigned", agent: wang }, supervisor)).toBe(true);
  expect(can("takeOver", { phase: "assigned", agent: lin }, supervisor)).toBe(false);
  expect(can("resolve", { phase: "assigned", agent: wang }, supervisor)).toBe(true);
});

test("a refusal names the colleague in the way, and nobody when that is oneself", () => {
  expect(colleagueWith(row("a", { agent: wang }), lin)).toBe("王伟");
  expect(colleagueWith(row("a", { offer: { agent: wang, until: iso(START) } }), lin)).toBe("王伟");
  expect(colleagueWith(row("a", { agent: lin }), lin)).toBeUndefined();
});

test("who has a conversation, and whoever leads the agents, blocks its customer and looks at what is masked", () => {
  for (const deed of ["block", "unmask"] as const) {
    expect(can(deed, { phase: "assigned", agent: lin }), deed).toBe(true);
    expect(can(deed, { phase: "snoozed", agent: lin }), deed).toBe(true);
    expect(can(deed, { phase: "assigned", agent: wang }), deed).toBe(false);
    expect(can(deed, { phase: "waiting" }), deed).toBe(false);
    expect(can(deed, { phase: "assigned", agent: wang }, supervisor), deed).toBe(true);
  }
});
