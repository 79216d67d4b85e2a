import { describe, expect, test } from "vitest";
import {
  choose,
  emptyInbox,
  type Inbox,
  lacksRows,
  neighbour,
  newer,
  shownRows,
  update,
  withRow,
} from "../../agent-desk/src/model/inbox.ts";
import type { DeskRow, InboxUpdate } from "../../src/protocol/desk.ts";
import { row } from "./some.ts";

const news = (
  ids: readonly string[],
  rows: readonly DeskRow[],
  more: Partial<InboxUpdate> = {},
): InboxUpdate => ({
  view: "waiting",
  ids,
  rows,
  counts: { ...emptyInbox.counts, waiting: ids.length },
  ...more,
});
const after = (...updates: readonly InboxUpdate[]): Inbox => updates.reduce(update, emptyInbox);
const ids = (inbox: Inbox) => shownRows(inbox).map(({ id }) => id);

describe("the list", () => {
  test("has the order of the server, with the rows of before where they have not changed", () => {
    const inbox = after(news(["a", "b"], [row("a"), row("b")]), news(["b", "a"], []));
    expect(ids(inbox)).toEqual(["b", "a"]);
    expect(inbox.counts.waiting).toBe(2);
  });

  test("shows a row that came back although the server did not send it again", () => {
    const inbox = after(news(["a", "b"], [row("a"), row("b")]), news(["b"], []), news(["a", "b"], []));
    expect(ids(inbox)).toEqual(["a", "b"]);
    expect(lacksRows(inbox)).toBe(false);
  });

  test("knows that a row is missing, so that the whole list can be asked for", () => {
    expect(lacksRows(after(news(["a", "b"], [row("a")])))).toBe(true);
  });

  test("takes only the counts from an update of another list", () => {
    const mine = choose(after(news(["a"], [row("a")])), "mine");
    const late = update(mine, news(["a", "b"], [row("a"), row("b")]));
    expect(late.ids).toEqual([]);
    expect(late.isLoading).toBe(true);
    expect(late.counts.waiting).toBe(2);
  });

  test("does not keep the rows of a whole day", () => {
    const many = Array.from({ length: 2_000 }, (_, index) => row(`r${index}`));
    const inbox = after(
      news(
        many.map(({ id }) => id),
        many,
      ),
      news(["r1"], []),
    );
    expect([...inbox.rows.keys()]).toEqual(["r1"]);
  });
});

describe("of two rows of one conversation", () => {
  test("the one after the later change of owner counts, in whatever order they arrive", () => {
    const [old, young] = [row("a", { version: 1 }), row("a", { version: 2 })];
    expect(newer(young, old)).toBe(young);
    expect(newer(old, young)).toBe(young);
  });

  test("with one owner the one with the later message counts", () => {
    const [old, young] = [row("a", { last: 4 }), row("a", { last: 5 })];
    expect(newer(young, old)).toBe(young);
  });

  test("that no event lies between the one that arrived later counts: tags and lookers raise neither", () => {
    const tagged = row("a", { tags: ["退款"] });
    expect(newer(row("a"), tagged)).toBe(tagged);
  });
});

test("a row from elsewhere changes the list it is in, and joins no list it is not in", () => {
  const inbox = after(news(["a"], [row("a")]));
  expect(shownRows(withRow(inbox, row("a", { version: 2, unread: 3 })))[0]?.unread).toBe(3);
  expect(withRow(inbox, row("b"))).toBe(inbox);
});

test("the keys walk along the list and stop at its ends", () => {
  const inbox = after(news(["a", "b"], [row("a"), row("b")]));
  expect(neighbour(inbox, undefined, 1)).toBe("a");
  expect(neighbour(inbox, "a", 1)).toBe("b");
  expect(neighbour(inbox, "b", 1)).toBe("b");
  expect(neighbour(inbox, "a", -1)).toBe("a");
  expect(neighbour(inbox, "gone", -1)).toBe("a");
  expect(neighbour(emptyInbox, "a", 1)).toBeUndefined();
});
