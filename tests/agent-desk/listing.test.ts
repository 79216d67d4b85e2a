import { expect, test } from "vitest";
import { fetchAudit, fetchLine } from "../../agent-desk/src/desk/listing.ts";
import type { Rest } from "../../agent-desk/src/desk/rest.ts";
import type { DeskRow } from "../../src/protocol/desk.ts";
import { type SearchReply, searchQuery } from "../../src/protocol/desk-http.ts";
import { row } from "./some.ts";

/** A server with these conversations, a page of which is as long as the protocol lets it be asked for. */
function serving(rows: readonly DeskRow[]) {
  const asked: string[] = [];
  const answer = (path: string): SearchReply => {
    asked.push(path);
    const query = searchQuery.parse(Object.fromEntries(new URLSearchParams(path.split("?")[1])));
    const fitting = rows.filter(({ phase }) => phase === query.phase);
    const from = Number(query.before ?? 0);
    const to = from + query.limit;
    return { rows: fitting.slice(from, to), ...(to < fitting.length && { next: String(to) }) };
  };
  const rest: Rest = {
    get: async <Reply>(path: string) => answer(path) as Reply,
    send: () => Promise.reject(new Error("nothing is to be changed")),
    upload: () => Promise.reject(new Error("nothing is to be changed")),
  };
  return { rest, asked };
}

const many = (count: number, phase: DeskRow["phase"]) =>
  Array.from({ length: count }, (_, index) => row(`${phase}-${index}`, { phase }));

test("the line is who waits and what was left, over as many pages as it takes", async () => {
  const { rest } = serving([...many(250, "waiting"), ...many(3, "offline"), ...many(7, "assigned")]);
  const rows = await fetchLine(rest);
  expect(rows.filter(({ phase }) => phase === "waiting")).toHaveLength(250);
  expect(rows.filter(({ phase }) => phase === "offline")).toHaveLength(3);
  expect(rows).toHaveLength(253);
});

test("a line without an end is asked for five hundred of", async () => {
  const { rest, asked } = serving(many(2_000, "waiting"));
  expect(await fetchLine(rest)).toHaveLength(500);
  expect(asked.filter((path) => path.includes("phase=waiting"))).toHaveLength(5);
});

test("the audit is asked for from where the page before has ended", async () => {
  const paths: string[] = [];
  const rest: Rest = {
    get: async <Reply>(path: string) => {
      paths.push(path);
      return [] as Reply;
    },
    send: () => Promise.reject(new Error("nothing is to be changed")),
    upload: () => Promise.reject(new Error("nothing is to be changed")),
  };
  await fetchAudit(rest);
  await fetchAudit(rest, { id: 7, at: "2026-11-22T08:00:00.123Z", action: "sign in" });
  expect(paths.map((path) => new URLSearchParams(path.split("?")[1]).get("before"))).toEqual([
    null,
    `${Date.parse("2026-11-22T08:00:00.123Z")}.7`,
  ]);
});
