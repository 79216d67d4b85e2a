import { describe, expect, test } from "vitest";
import { accountChange, offeredQueues } from "../../agent-desk/src/model/account-change.ts";
import { type AgentAccount, agentChange } from "../../src/protocol/desk-http.ts";
import { iso, START } from "./some.ts";

const account: AgentAccount = {
  id: "lin",
  login: "linyue",
  name: "林悦",
  role: "agent",
  queues: ["repay", "limit"],
  capacity: 5,
  createdAt: iso(START),
};
const asItIs = {
  name: "林悦",
  role: "agent",
  queues: ["limit", "repay"],
  capacity: 5,
  password: "",
  isDisabled: false,
} as const;

describe("the form of an account", () => {
  test("changes nothing when nothing else was entered, in whatever order the queues are", () => {
    expect(accountChange(account, asItIs)).toEqual({});
  });

  test("sends what was changed, and nothing else", () => {
    expect(accountChange(account, { ...asItIs, role: "supervisor" })).toEqual({ role: "supervisor" });
    expect(accountChange(account, { ...asItIs, queues: [] })).toEqual({ queues: [] });
    expect(accountChange(account, { ...asItIs, queues: ["limit", "else"] })).toEqual({
      queues: ["limit", "else"],
    });
  });

  test("sends a password only when one was entered", () => {
    expect(accountChange(account, { ...asItIs, password: "four words of mine" })).toEqual({
      password: "four words of mine",
    });
  });

  test("disables an account, and lets it in again", () => {
    expect(accountChange(account, { ...asItIs, isDisabled: true })).toEqual({ isDisabled: true });
    const disabled = { ...account, disabledAt: iso(START) };
    expect(accountChange(disabled, { ...asItIs, isDisabled: true })).toEqual({});
    expect(accountChange(disabled, asItIs)).toEqual({ isDisabled: false });
  });

  test("sends what the protocol takes", () => {
    const change = accountChange(account, {
      name: "林小悦",
      role: "admin",
      queues: [],
      capacity: 0,
      password: "four words of mine",
      isDisabled: true,
    });
    expect(agentChange.parse(change)).toEqual(change);
    expect(Object.keys(change)).toHaveLength(6);
  });
});

test("an account keeps a queue that the desk no longer offers until somebody takes it away", () => {
  expect(offeredQueues(["default", "repay"], { queues: ["repay", "gone"] })).toEqual([
    "default",
    "repay",
    "gone",
  ]);
});
