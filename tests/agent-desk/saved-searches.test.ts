import { describe, expect, test } from "vitest";
import {
  decodeSearches,
  isWanted,
  MOST_SAVED,
  renamedSearch,
  type SavedSearch,
  searchPath,
  withoutSearch,
  withSearch,
} from "../../agent-desk/src/model/saved-searches.ts";
import { searchQuery } from "../../src/protocol/desk-http.ts";

const limit: SavedSearch = { name: "额度", text: "额度", intent: "limit" };
const bills: SavedSearch = { name: "账单", text: "账单" };
const names = (saved: readonly SavedSearch[]) => saved.map(({ name }) => name);

describe("an agent's saved searches", () => {
  test("are kept in the order in which they were saved, and one of the same name takes its place", () => {
    const saved = withSearch(withSearch([], limit), bills);
    expect(names(saved)).toEqual(["额度", "账单"]);
    expect(withSearch(saved, { name: " 额度 ", text: "提额" })).toEqual([
      { name: "额度", text: "提额" },
      bills,
    ]);
  });

  test("are twenty at most, and none is without a name", () => {
    const many = Array.from({ length: MOST_SAVED }, (_, index) => ({ name: `${index}`, text: "x" }));
    expect(withSearch(many, limit)).toEqual(many);
    expect(withSearch([], { name: "  ", text: "x" })).toEqual([]);
  });

  test("get another name where they are, unless another one has it", () => {
    expect(names(renamedSearch([limit, bills], "额度", "提额"))).toEqual(["提额", "账单"]);
    expect(names(renamedSearch([limit, bills], "额度", "账单"))).toEqual(["额度", "账单"]);
    expect(names(renamedSearch([limit, bills], "额度", " "))).toEqual(["额度", "账单"]);
  });

  test("go one by one", () => {
    expect(withoutSearch([limit, bills], "额度")).toEqual([bills]);
  });

  test("that another version of the desk has kept are taken as far as they are searches", () => {
    expect(decodeSearches([limit, { name: 1 }, null, "x", { name: "空" }, bills])).toEqual([limit, bills]);
    expect(decodeSearches({ name: "额度" })).toEqual([]);
    expect(decodeSearches([{ name: "长".repeat(99), text: "x".repeat(999) }])).toEqual([
      { name: "长".repeat(40), text: "x".repeat(100) },
    ]);
  });

  test("fit, all of them, into what the server keeps of an agent's preferences", () => {
    const large = Array.from({ length: MOST_SAVED }, (_, index) => ({
      name: `${index}`.padEnd(40, "名"),
      text: "字".repeat(100),
      intent: "i".repeat(100),
    }));
    expect(new TextEncoder().encode(JSON.stringify({ searches: large })).length).toBeLessThan(15_000);
  });
});

test("a search asks the server for the words and the intent that were entered, and for nothing else", () => {
  const asked = (path: string) =>
    searchQuery.parse(Object.fromEntries(new URLSearchParams(path.split("?")[1])));
  expect(asked(searchPath({ text: " 额度 ", intent: "limit" }, "next"))).toEqual({
    text: "额度",
    intent: "limit",
    before: "next",
    limit: 30,
  });
  expect(asked(searchPath({ text: "", intent: "limit" }))).toEqual({ intent: "limit", limit: 30 });
});

test("nothing is searched for until words or an intent are there", () => {
  expect(isWanted({ text: " " })).toBe(false);
  expect(isWanted({ text: "", intent: "limit" })).toBe(true);
  expect(isWanted({ text: "账单" })).toBe(true);
});
