import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { whenBrokenOff } from "../server/scratch.js";

/**
 * A customer at the real widget, without its face.
 *
 * @typedef {{ ask: (text: string) => void, answeredAt: () => number | undefined }} Customer
 * @typedef {import("../../web-widget/src/chat/chat.ts").ChatState} ChatState
 */

/** Where the widget's only dependency is found. */
const out = path.resolve(import.meta.dirname, `../../node_modules/.cache/fenqi/resume-${process.pid}`);

/**
 * The widget's own code for Node, and as much of a browser as it looks at.
 *
 * @typedef {typeof import("../../web-widget/src/chat/chat.ts") & typeof import("../../tests/chaos/page.ts")} Widgets
 * @returns {Promise<Widgets>}
 */
export async function loadWidgets() {
  whenBrokenOff(removeWidgets);
  const root = path.resolve(import.meta.dirname, "../..");
  const input = {
    chat: path.join(root, "web-widget/src/chat/chat.ts"),
    page: path.join(root, "tests/chaos/page.ts"),
  };
  await build({
    configFile: false,
    logLevel: "error",
    build: { ssr: true, outDir: out, emptyOutDir: true, rolldownOptions: { input } },
  });
  /** @param {string} name */
  const load = (name) => import(pathToFileURL(path.join(out, `${name}.js`)).href);
  return { ...(await load("chat")), ...(await load("page")) };
}

export async function removeWidgets() {
  await rm(out, { recursive: true, force: true });
}

/** @param {Widgets} widgets @param {string} origin @returns {Customer} */
export function openCustomer({ createChat }, origin) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  let texts = 0;
  /** @type {number | undefined} */
  let answeredAt;
  const chat = createChat({
    origin,
    locale: () => "zh-CN",
    storage: {
      get: (key) => kept.get(key),
      set: (key, value) => void kept.set(key, value),
      remove: (key) => void kept.delete(key),
      keys: () => [...kept.keys()],
    },
    storageKey: "widget",
    changed(/** @type {ChatState} */ { timeline: { events } }) {
      if (answeredAt !== undefined) return;
      const own = events.filter(({ from, kind }) => from === "customer" && kind === "message");
      const asked = own.length < texts ? undefined : own.at(-1);
      if (asked !== undefined && events.some(({ seq, from }) => seq > asked.seq && from === "bot"))
        answeredAt = performance.now();
    },
  });
  return {
    ask(text) {
      texts += 1;
      answeredAt = undefined;
      chat.say(text);
    },
    answeredAt: () => answeredAt,
  };
}

/** Waits until everybody is answered. @param {readonly Customer[]} customers @param {number} withinMs */
export async function untilAnswered(customers, withinMs) {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const left = customers.filter((customer) => customer.answeredAt() === undefined).length;
    if (left === 0) return;
    if (performance.now() > deadline)
      throw new Error(`${left} of ${customers.length} customers had no answer within ${withinMs / 1000} s.`);
    await setTimeout(20);
  }
}
