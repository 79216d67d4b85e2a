import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPreferences } from "../../agent-desk/src/desk/preferences.ts";
import type { Rest } from "../../agent-desk/src/desk/rest.ts";

const limit = { name: "额度", text: "额度" };

/** As much of a browser as preferences ask. */
function browser(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

/** The server's keeping of one agent's preferences. */
function keeping(first: object) {
  let kept: object | undefined = first;
  const rest = {
    get: async <Reply>() => {
      if (kept === undefined) throw new Error("the server is away");
      return kept as Reply;
    },
    send: async <Reply>(_method: string, _path: string, body?: unknown) => {
      kept = body as object;
      return undefined as Reply;
    },
    upload: () => Promise.reject(new Error("nothing is uploaded")),
  } satisfies Rest;
  return {
    rest,
    kept: () => kept,
    goAway() {
      kept = undefined;
    },
  };
}

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("navigator", { languages: ["zh-CN"] });
});
afterEach(() => void vi.unstubAllGlobals());

test("a saved search is there on another computer, and not in the browser for whoever comes next", async () => {
  const { rest, kept } = keeping({});
  const storage = browser();
  const here = createPreferences(storage);
  await here.load(rest);
  here.change(rest, { searches: [limit] });
  await expect.poll(kept).toEqual({ searches: [limit] });
  const elsewhere = createPreferences(browser());
  await elsewhere.load(rest);
  expect(elsewhere.get().searches).toEqual([limit]);
  expect(createPreferences(storage).get().searches).toEqual([]);
});

test("two tabs change different things, and neither undoes the other", async () => {
  const { rest, kept } = keeping({ hasSound: true });
  const [one, other] = [createPreferences(browser()), createPreferences(browser())];
  await Promise.all([one.load(rest), other.load(rest)]);
  one.change(rest, { searches: [limit] });
  await expect.poll(kept).toEqual({ hasSound: true, searches: [limit] });
  other.change(rest, { hasSound: false });
  await expect.poll(kept).toEqual({ hasSound: false, searches: [limit] });
});

test("two changes in one moment are both kept", async () => {
  const { rest, kept } = keeping({});
  const preferences = createPreferences(browser());
  preferences.change(rest, { isQuiet: true });
  preferences.change(rest, { scheme: "dark" });
  await expect.poll(kept).toEqual({ isQuiet: true, scheme: "dark" });
});

test("a server that is away costs nothing that was known", async () => {
  const { rest, goAway } = keeping({ searches: [limit] });
  const preferences = createPreferences(browser());
  await preferences.load(rest);
  goAway();
  await preferences.load(rest);
  expect(preferences.get().searches).toEqual([limit]);
});
