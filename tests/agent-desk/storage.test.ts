import { describe, expect, test } from "vitest";
import { draftsOf, forgetWriting, type KeyValue, outboxOf } from "../../agent-desk/src/model/storage.ts";

/** A browser's storage with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY): KeyValue {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new Error("the quota is full");
      entries.set(key, value);
    },
    removeItem: (key) => void entries.delete(key),
  };
}

const reply = (text: string) => ({ type: "message", text }) as const;
const outgoing = { cid: "1", conversation: "c", type: "note", text: "看一下", at: 7 } as const;

describe("a draft", () => {
  test("is there again when the conversation is opened again", () => {
    const drafts = draftsOf(storage(), "lin");
    drafts.keep("c1", reply("您好，"));
    expect(drafts.of("c1").text).toBe("您好，");
    expect(drafts.of("c2").text).toBe("");
  });

  test("of a note does not come back as a message to the customer", () => {
    const drafts = draftsOf(storage(), "lin");
    drafts.keep("c1", { type: "note", text: "客户\n很急" });
    expect(drafts.of("c1")).toEqual({ type: "note", text: "客户\n很急" });
  });

  test("is no other agent's", () => {
    const shared = storage();
    draftsOf(shared, "lin").keep("c1", reply("您好，"));
    expect(draftsOf(shared, "wang").of("c1").text).toBe("");
  });

  test("is gone once it is sent", () => {
    const shared = storage();
    const drafts = draftsOf(shared, "lin");
    drafts.keep("c1", reply("您好"));
    drafts.keep("c1", reply(""));
    expect(shared.length).toBe(0);
  });

  test("is lost, and nothing else, when the storage is full", () => {
    const drafts = draftsOf(storage(3), "lin");
    expect(() => drafts.keep("c1", reply("很长的一句话"))).not.toThrow();
    expect(drafts.of("c1").text).toBe("");
  });

  test("makes place for others when there are a hundred", () => {
    const shared = storage();
    const drafts = draftsOf(shared, "lin");
    for (let index = 0; index < 130; index += 1) drafts.keep(`c${index}`, reply("…"));
    expect(shared.length).toBe(100);
    expect(drafts.of("c129").text).toBe("…");
  });
});

test("what is unsent outlives a reload, and what another program left under its key is not sent", () => {
  const shared = storage();
  outboxOf(shared, "lin").save([outgoing]);
  expect(outboxOf(shared, "lin").load()).toEqual([outgoing]);
  for (const broken of [
    "{",
    "{}",
    '[{"cid":1}]',
    '[{"cid":"1","conversation":"c","type":"claim","text":"","at":1}]',
  ]) {
    shared.setItem("fenqi-desk:out:lin", broken);
    expect(outboxOf(shared, "lin").load()).toEqual([]);
  }
});

test("an image that is unsent outlives a reload, and one that cannot be told of is not sent", () => {
  const shared = storage();
  const shown = {
    ...outgoing,
    type: "message",
    text: "",
    image: { id: "i1", width: 4, height: 3 },
  } as const;
  outboxOf(shared, "lin").save([shown]);
  expect(outboxOf(shared, "lin").load()).toEqual([shown]);
  shared.setItem("fenqi-desk:out:lin", JSON.stringify([{ ...shown, image: { id: "i1" } }]));
  expect(outboxOf(shared, "lin").load()).toEqual([]);
});

test("signing out forgets everything that was written, and nothing else", () => {
  const shared = storage();
  shared.setItem("fenqi-desk:preferences", "{}");
  draftsOf(shared, "lin").keep("c1", reply("您好"));
  outboxOf(shared, "lin").save([outgoing]);
  forgetWriting(shared);
  expect(shared.length).toBe(1);
  expect(shared.getItem("fenqi-desk:preferences")).toBe("{}");
});
