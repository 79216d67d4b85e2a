import { expect, test } from "vitest";
import { heardAlert, type Unheard, unheardAfter, unheardAmong } from "../../agent-desk/src/model/unheard.ts";
import { row } from "./some.ts";

const nothing: Unheard = new Set();
const wrote = (id: string) => ({ kind: "wrote", id }) as const;
const lin = { id: "lin", name: "林悦" };
const unread = row("a", { phase: "assigned", agent: lin, unread: 1 });

test("a customer who has written is counted once, however much they write", () => {
  const heard = heardAlert(heardAlert(heardAlert(nothing, wrote("a")), wrote("a")), wrote("b"));
  expect([...heard]).toEqual(["a", "b"]);
});

test("only what a customer has written counts", () => {
  expect(heardAlert(nothing, { kind: "overdue", id: "a" }).size).toBe(0);
});

test("what was read, given away, taken or resolved counts no longer", () => {
  const heard = heardAlert(nothing, wrote("a"));
  expect(unheardAfter(heard, unread, "lin").size).toBe(1);
  expect(unheardAfter(heard, { ...unread, unread: 0 }, "lin").size).toBe(0);
  expect(unheardAfter(heard, { ...unread, agent: { id: "wang", name: "王伟" } }, "lin").size).toBe(0);
  expect(unheardAfter(heard, { ...unread, phase: "closed" }, "lin").size).toBe(0);
  expect(heardAlert(heard, { kind: "taken", id: "a" }).size).toBe(0);
});

test("what is not among the agent's conversations any more does not count", () => {
  const heard = heardAlert(heardAlert(nothing, wrote("a")), wrote("b"));
  expect([...unheardAmong(heard, ["b", "c"])]).toEqual(["b"]);
});
