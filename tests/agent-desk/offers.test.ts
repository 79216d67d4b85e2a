import { expect, test } from "vitest";
import { heardOffer, offersAfter, openOffers } from "../../agent-desk/src/model/offers.ts";
import { iso, row, START } from "./some.ts";

const until = iso(START + 30_000);
const offered = heardOffer([], { kind: "offered", id: "a", until });

test("an offer stands until its time is over", () => {
  expect(openOffers(offered, START)).toHaveLength(1);
  expect(openOffers(offered, START + 30_000)).toEqual([]);
});

test("an offer is over when somebody has the conversation", () => {
  expect(heardOffer(offered, { kind: "taken", id: "a" })).toEqual([]);
  expect(offersAfter(offered, row("a", { phase: "assigned" }), "lin")).toEqual([]);
  expect(offersAfter(offered, row("b", { phase: "assigned" }), "lin")).toBe(offered);
});

test("an offer that a reload has lost comes back with the row", () => {
  const asked = row("a", { offer: { agent: { id: "lin", name: "林悦" }, until } });
  expect(offersAfter([], asked, "lin")).toEqual(offered);
  expect(offersAfter([], asked, "wang")).toEqual([]);
});

test("other alerts leave the offers alone", () => {
  expect(heardOffer(offered, { kind: "overdue", id: "a" })).toBe(offered);
});
