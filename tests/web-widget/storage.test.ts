import { afterEach, describe, expect, test, vi } from "vitest";
import { openOutboxStore } from "../../web-widget/src/chat/database.ts";
import type { Outgoing } from "../../web-widget/src/chat/outbox.ts";
import { diskInNode } from "./page-in-node.ts";

afterEach(() => void vi.unstubAllGlobals());

const items: readonly Outgoing[] = [
  { cid: "1", at: 1, type: "text", text: "分期用不了" },
  { cid: "2", at: 2, type: "choice", choice: { seq: 3, option: "no" }, label: "没解决" },
  { cid: "3", at: 3, type: "ask", intent: "repay" },
  { cid: "4", at: 4, type: "human" },
  { cid: "5", at: 5, type: "rate", score: 4, comment: "好" },
  { cid: "6", at: 6, type: "text", text: "太长", refused: true, code: "MESSAGE_INVALID" },
];

const image: Outgoing = { cid: "7", at: 7, type: "image", blob: new Blob(["x"]), width: 1, height: 1 };

describe("where there is no database", () => {
  test("unsent messages of every kind are kept as text, each by itself, until they are sent", async () => {
    const disk = diskInNode();
    const store = openOutboxStore(disk, "fenqi");
    for (const item of items) await store.put(item);
    expect(disk.keys()).toHaveLength(items.length);
    const kept = await openOutboxStore(disk, "fenqi").load();
    expect(kept).toEqual(items.map((item) => ({ refused: false, ...item })));
    for (const { cid } of items) await store.remove(cid);
    expect(disk.keys()).toEqual([]);
  });

  test("an image lasts as long as the page", async () => {
    const disk = diskInNode();
    await openOutboxStore(disk, "fenqi").put(image);
    expect(disk.keys()).toEqual([]);
  });

  test("another widget of the page keeps its own when this one forgets", async () => {
    const disk = diskInNode();
    const [own, other] = [openOutboxStore(disk, "fenqi"), openOutboxStore(disk, "fenqi#other")];
    for (const item of items) {
      await own.put(item);
      await other.put(item);
    }
    await own.clear();
    expect(await own.load()).toEqual([]);
    expect(await other.load()).toHaveLength(items.length);
  });

  test("what nobody can read is left out", async () => {
    const disk = diskInNode();
    for (const [index, text] of ["{", "null", '{"cid":1}', '{"cid":"a","at":1,"type":"text"}'].entries())
      disk.set(`fenqi:out:${index}`, text);
    expect(await openOutboxStore(disk, "fenqi").load()).toEqual([]);
  });
});

test("a database that never opens is given up after two seconds", async () => {
  vi.stubGlobal("indexedDB", { open: () => ({}) });
  const disk = diskInNode();
  const store = openOutboxStore(disk, "fenqi");
  await store.put({ cid: "1", at: 1, type: "text", text: "分期用不了" });
  expect(disk.keys()).toEqual(["fenqi:out:1"]);
});
