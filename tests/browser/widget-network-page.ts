import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { chatClient } from "../support/chat-client.ts";
import { words } from "../support/words.ts";

/** More than a widget takes after seconds without a connection. */
export const PATIENCE = { timeout: 30_000, interval: 50 };

/** How many sockets the server has. */
export async function countSockets(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^fenqi_sockets (\d+)$/mu.exec(metrics)?.[1]);
}

export const hasOneSocket = (url: string) => expect.poll(() => countSockets(url), PATIENCE).toBe(1);

/** Everything in the log of the conversation that this page has, as a second device is told it. */
async function logOf(page: Page, url: string): Promise<readonly ChatEvent[]> {
  const { token } = await remembered(page);
  const device = await chatClient(url, { token });
  const events: ChatEvent[] = [];
  for (;;) {
    const reply = await device.ask("fetch", { after: events.at(-1)?.seq ?? 0, limit: 200 });
    const fresh = reply["events"] as readonly ChatEvent[];
    events.push(...fresh);
    if (fresh.length < 200) break;
  }
  device.close();
  return events;
}

/** What the customer has said in it. */
export async function textsOf(page: Page, url: string): Promise<readonly string[]> {
  return (await logOf(page, url)).filter(({ from }) => from === "customer").map(({ body }) => words(body));
}

/** The session as the page remembers it. */
export async function remembered(
  page: Page,
): Promise<{ readonly token: string; readonly conversationId: string }> {
  return JSON.parse((await page.evaluate(() => localStorage.getItem(`fenqi:${location.origin}`))) ?? "{}");
}

/** What lies unsent in the page's database, as text; nothing, while the page has made none. Looking must not make one. */
export function unsent(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const made = await indexedDB.databases();
    if (!made.some(({ name }) => name === "fenqi")) return [];
    return new Promise<readonly string[]>((resolve, reject) => {
      const opening = indexedDB.open("fenqi");
      opening.addEventListener("error", () => reject(new Error("There is no database.")));
      opening.addEventListener("success", () => {
        const all = opening.result.transaction("outbox").objectStore("outbox").getAll();
        all.addEventListener("success", () => {
          opening.result.close();
          resolve(all.result.map((item) => JSON.stringify(item)));
        });
      });
    });
  });
}

/** Says this without looking: the panel need not be there. */
export function sendBlind(page: Page, text: string): Promise<void> {
  return page.evaluate((said) => {
    const { Fenqi } = window as unknown as {
      readonly Fenqi: { push(call: readonly [string, string]): unknown };
    };
    Fenqi.push(["send", said]);
  }, text);
}
