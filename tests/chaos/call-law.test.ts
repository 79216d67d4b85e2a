import { describe, expect, test } from "vitest";
import type { Spoiled } from "./sample-evidence.ts";
import { found } from "./spoil.ts";

describe("finds of calls", () => {
  test("one made again with another key", () => {
    const faults = found((_, { calls }) => {
      const [first] = calls;
      if (first !== undefined) calls.push({ ...first, key: "talk:99:1" });
    });
    expect(faults).toEqual(["n1 is noted by talk:4:1, and again by talk:99:1"]);
  });

  test("one made again with the same key for something else", () => {
    const faults = found((_, { calls }) => {
      const [first] = calls;
      if (first !== undefined) calls.push({ ...first, input: { code: "n2" } });
    });
    expect(faults).toEqual([expect.stringContaining("the key talk:4:1 asked for")]);
  });

  test("a text that is noted with others, and once more by itself", () => {
    const faults = found((_, { calls }) => {
      const [first] = calls;
      if (first !== undefined) calls.push({ ...first, key: "talk:7:1", input: { code: "n2" } });
    });
    expect(faults).toContainEqual(expect.stringContaining("n2 is noted by"));
  });

  test("one that was never made", () => {
    const faults = found((_, run) => {
      run.calls = run.calls.filter(({ key }) => key !== "talk:4:1");
    });
    expect(faults).toEqual([expect.stringContaining("the shop was never asked to")]);
  });

  test("one for what no customer has said", () => {
    const faults = found((_, { calls }) => {
      const [first] = calls;
      if (first !== undefined) calls.push({ ...first, key: "talk:99:1", input: { code: "n99" } });
    });
    expect(faults).toEqual([expect.stringContaining("n99 was noted in the shop, and is not in the log")]);
  });

  test("a bell rung without a reminder, and a reminder without a bell", () => {
    const bells = (run: Spoiled) => run.calls.filter(({ key }) => key.includes("alarm"));
    const more = found((_, run) => {
      for (const bell of bells(run)) {
        for (const key of ["talk:alarm-1:1", "talk:alarm-2:1"]) run.calls.push({ ...bell, key });
      }
    });
    expect(more).toEqual([expect.stringContaining("2 reminders were set, and the bell was rung 3 times")]);
    const fewer = found((_, run) => {
      run.calls = run.calls.filter((call) => !bells(run).includes(call));
    });
    expect(fewer).toEqual([expect.stringContaining("1 reminders rang, and the bell was rung 0 times")]);
  });

  test("one that belongs to no conversation", () => {
    const faults = found((_, { calls }) => {
      calls.push({ key: "elsewhere:1:1", action: "bell.ring", input: {} });
    });
    expect(faults).toEqual([expect.stringContaining("belongs to no conversation")]);
  });
});
