import { describe, expect, test } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import type { DeskSearch, FoundRow } from "../../src/runtime/desk-ports.ts";
import type { NewEvent } from "../../src/runtime/ports.ts";
import type { Database, WholeStore } from "../support/databases.ts";
import { botSays, customerRates, customerSays } from "../support/log-events.ts";
import { addAgent, agentSays, assignedTo, moveTo, noteOf, openAssigned, openSaid } from "./desk-builders.ts";

/** What every store promises of looking for conversations. Run it on each database. */
export function describeDeskSearch(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await makeDatabase()).open();
  const at = (time: number, event: NewEvent): NewEvent => ({ ...event, at: time });

  describe(`${name}: searching`, () => {
    const finding = async ({ desk }: WholeStore, query: Partial<DeskSearch>) =>
      (await desk.search({ limit: 10, ...query })).map(({ id }) => id);

    /** All pages of a search, one after the other. */
    const pagesOf = async ({ desk }: WholeStore, first: DeskSearch) => {
      const found: FoundRow[] = [];
      for (let query = first; ; ) {
        const page = await desk.search(query);
        found.push(...page);
        const last = page.at(-1);
        if (last === undefined) return found;
        query = { ...query, before: { at: last.saidAt, id: last.id } };
      }
    };

    test("finds the newest first, a page at a time, and none twice", async () => {
      const store = await openFresh();
      const times = [3000, 1000, 2000, 2000, 2000, 4000, 1500];
      const records = await Promise.all(times.map((time) => openSaid(store, at(time, customerSays("分期")))));
      const oldest = records[1]?.id ?? conversationId("");
      await store.receive(oldest, at(5000, customerSays("分期")), false);
      for (const text of [undefined, "分期"]) {
        const found = await pagesOf(store, { limit: 2, ...(text && { text }) });
        expect(new Set(found.map(({ id }) => id)).size).toBe(times.length);
        expect(found.map(({ latest }) => latest?.at)).toEqual([5000, 4000, 3000, 2000, 2000, 2000, 1500]);
        expect(found[0]?.id).toBe(oldest);
      }
    });

    test("goes by when anybody spoke last, also where the row tells what somebody else has said before", async () => {
      const store = await openFresh();
      const records = [];
      for (const time of [1000, 2000, 3000, 4000]) {
        const record = await openSaid(store, at(time, customerSays("分期")));
        await store.receive(record.id, at(time + 5500, botSays("您还在吗？")), false);
        records.push(record.id);
      }
      const found = await pagesOf(store, { limit: 1 });
      expect(found.map(({ id }) => id)).toEqual(records.toReversed());
      expect(found.map(({ saidAt, latest }) => [saidAt, latest?.at])).toEqual([
        [9500, 4000],
        [8500, 3000],
        [7500, 2000],
        [6500, 1000],
      ]);
    });

    test("by words finds those in which every one was said, by whomever, wherever in it", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openSaid(
        store,
        customerSays("为什么我无法分期购买?"),
        customerSays("Error E-42 at 100%"),
      );
      const { id } = await moveTo(store, record, assignedTo(ann));
      await store.desk.append(id, agentSays("Your limit was raised", ann), ann.id);
      await store.desk.append(id, noteOf("已核实身份", ann));
      const body = { type: "choice", seq: 1, option: "o1", label: "没解决" } as const;
      await store.receive(id, { ...customerSays(""), kind: "choice", body }, false);
      await store.receive(
        id,
        { ...customerRates(), body: { type: "rating", score: 2, comment: "太慢" } },
        false,
      );
      const other = await openSaid(store, customerSays("分期怎么还"));
      expect(await finding(store, { text: "分期" })).toHaveLength(2);
      for (const text of [
        "无法分期",
        "分期 limit",
        "RAISED　核实",
        "e-42",
        "没解决",
        "太慢 购买",
        "  身份  ",
      ]) {
        expect(await finding(store, { text }), text).toEqual([id]);
      }
      expect(await finding(store, { text: "还" })).toEqual([other.id]);
      for (const text of ["分期 购物", "limits", "E-43"])
        expect(await finding(store, { text }), text).toEqual([]);
    });

    test("by a word of how events are stored finds nothing", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      await openAssigned(store, ann);
      const words = [
        "text",
        "type",
        "body",
        "choice",
        "label",
        "message",
        "{",
        '"',
        ":",
        "\\",
        "\\u0000",
        "u0000",
      ];
      for (const text of words) expect(await finding(store, { text }), text).toEqual([]);
    });

    test("takes signs that mean something to a database as themselves", async () => {
      const store = await openFresh();
      const said = ["100%", "a_b", "c:\\d", `"quoted" 'text'`, "一\n二", "x\u0000y z", "\ud83d half", "[*]?"];
      const records = await Promise.all(said.map((text) => openSaid(store, customerSays(text))));
      const cases = [
        ["%", 0],
        ["_", 1],
        ["\\", 2],
        ['"', 3],
        ["'", 3],
        ["' or 1=1", undefined],
        ["一 二", 4],
        ["z", 5],
        ["half", 6],
        ["[*]", 7],
        ["axb", undefined],
        ["\u0000", "all"],
      ] as const;
      for (const [text, found] of cases) {
        const expected = found === "all" ? records : found === undefined ? [] : [records[found]];
        expect(new Set(await finding(store, { text })), text).toEqual(
          new Set(expected.map((record) => record?.id)),
        );
      }
    });

    test("by customer, agent, tag, owner and time finds those that are all of it", async () => {
      const store = await openFresh();
      const [ann, ben] = [await addAgent(store.desk), await addAgent(store.desk)];
      const one = await moveTo(store, await openSaid(store, at(2000, customerSays("一"))), assignedTo(ann));
      const two = await moveTo(store, await openSaid(store, at(3000, customerSays("二"))), assignedTo(ben));
      const three = await openSaid(store, at(4000, customerSays("三")));
      for (const { id } of [one, three]) await store.desk.setTags(id, ["退款", "急"]);
      expect(await finding(store, {})).toEqual([three.id, two.id, one.id]);
      expect(await finding(store, { customer: two.customerId })).toEqual([two.id]);
      expect(await finding(store, { customer: "nobody\0" })).toEqual([]);
      expect(await finding(store, { agent: ben.id })).toEqual([two.id]);
      expect(await finding(store, { tag: "急" })).toEqual([three.id, one.id]);
      expect(await finding(store, { tag: "急", phase: "assigned" })).toEqual([one.id]);
      expect(await finding(store, { phase: "bot" })).toEqual([three.id]);
      expect(await finding(store, { from: 2000, to: 4000 })).toEqual([two.id, one.id]);
      expect(await finding(store, { from: 2001, text: "二" })).toEqual([two.id]);
    });

    test("finds a number that agents may read, and of one that is hidden from them only what they see", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const order = await openSaid(store, customerSays("订单 XM20261109001234 还没到"));
      const phone = await openSaid(store, customerSays("我的电话是 １３９ 1234 5678，在线等"));
      const mail = await openSaid(store, customerSays("写信到 Lihua@example.com"));
      const both = await moveTo(
        store,
        await openSaid(store, customerSays("打 13912345678")),
        assignedTo(ann),
      );
      await store.desk.append(both.id, noteOf("回拨尾号 5678，编号 13912", ann));
      const cases: readonly (readonly [string, readonly { readonly id: string }[]])[] = [
        ["20261109001234", [order]],
        ["XM2026", [order]],
        ["13912345678", []],
        ["3912", [both]],
        ["1234", [order]],
        ["5678", [both, phone]],
        ["139", [both]],
        ["在线等 5678", [phone]],
        ["lihua", []],
        ["EXAMPLE.com", [mail]],
        ["编号 13912", [both]],
      ];
      for (const [text, found] of cases) {
        const ids = await finding(store, { text });
        expect([text, new Set(ids)]).toEqual([text, new Set(found.map(({ id }) => id))]);
      }
    });

    test("passes over all in which a number is hidden, to those in which it is not", async () => {
      const store = await openFresh();
      const wanted = await openSaid(store, at(1, customerSays("订单 XM13912345678A")));
      const hiding = at(2, customerSays("电话 13912345678"));
      await Promise.all(Array.from({ length: 130 }, () => openSaid(store, hiding)));
      expect(await finding(store, { text: "13912345678" })).toEqual([wanted.id]);
      expect(await finding(store, { text: "5678", limit: 3 })).toHaveLength(3);
    });

    test("looks through more conversations than it reads at a time", async () => {
      const store = await openFresh();
      const wanted = await openSaid(store, at(1, customerSays("第一个")), at(1, botSays("好")));
      await Promise.all(Array.from({ length: 600 }, () => openSaid(store)));
      expect(await finding(store, { text: "第一个" })).toEqual([wanted.id]);
    }, 30_000);

    test("passes over those in which nothing was said", async () => {
      const store = await openFresh();
      await openSaid(store, customerRates());
      expect(await finding(store, {})).toEqual([]);
    });
  });
}
