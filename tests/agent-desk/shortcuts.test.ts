import { describe, expect, test } from "vitest";
import { commandOf, type Press, shortcuts } from "../../agent-desk/src/model/shortcuts.ts";

const press = (key: string, more: Partial<Press> = {}) =>
  commandOf({ key, isModified: false, isComposing: false, focus: "page", ...more });

describe("a key", () => {
  test("does what the list says, also in capitals", () => {
    expect(press("j")).toBe("next");
    expect(press("ArrowUp")).toBe("previous");
    expect(press("T")).toBe("take");
    expect(press("?")).toBe("help");
    expect(press("q")).toBeUndefined();
  });

  test("is text in a field, all but Escape", () => {
    for (const { command, keys } of shortcuts)
      for (const key of keys)
        expect(press(key, { focus: "field" })).toBe(command === "escape" ? "escape" : undefined);
  });

  test("belongs to the input method while one is at work, and to the browser with Ctrl", () => {
    expect(press("j", { isComposing: true })).toBeUndefined();
    expect(press("p", { isModified: true })).toBeUndefined();
  });

  test("that a button knows itself is the button's", () => {
    expect(press("Enter", { focus: "control" })).toBeUndefined();
    expect(press("j", { focus: "control" })).toBe("next");
  });
});

test("no key does two things", () => {
  const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
