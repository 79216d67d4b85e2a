import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ChatState } from "../../web-widget/src/chat/chat.ts";
import { faultProxy } from "../support/fault-proxy.ts";
import { smallGateway } from "../support/small-gateway.ts";
import { words } from "../support/words.ts";
import { diskInNode, type OpenedChat, pageInNode } from "./page-in-node.ts";
import { locksInNode } from "./tabs-locks.ts";

const page = pageInNode();
const locks = locksInNode();
afterAll(() => void vi.unstubAllGlobals());

const soon = { timeout: 15_000, interval: 20 };
let count = 0;

/** The tabs of one customer's browser, before a server. */
async function browser() {
  const gateway = await smallGateway();
  const proxy = await faultProxy({ upstreams: [gateway.port] });
  onTestFinished(() => proxy.close());
  const storage = diskInNode();
  count += 1;
  const storageKey = `fenqi-${count}`;
  const url = `http://127.0.0.1:${proxy.port}`;
  /** Opens a tab and waits until it is online. */
  async function openTab(): Promise<OpenedChat> {
    const tab = page.openChat(url, { storage, storageKey });
    await isOnline(tab);
    return tab;
  }
  return { gateway, proxy, storage, storageKey, url, openTab };
}

const now = ({ shown }: OpenedChat): ChatState | undefined => shown.at(-1);
const isOnline = (tab: OpenedChat) => expect.poll(() => now(tab)?.link, soon).toBe("online");
const lines = (tab: OpenedChat) =>
  now(tab)?.timeline.events.map(({ from, body }) => `${from}: ${words(body)}`) ?? [];
const reads = (tab: OpenedChat, ...expected: readonly string[]) =>
  expect.poll(() => lines(tab), soon).toEqual(expected);

const firstCheck = ["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"];
const twoChecks = [...firstCheck, "customer: 没解决", "bot: 换个灯泡", "bot: 解决了吗"];

describe("two tabs of one customer", () => {
  test("share one connection and show the same, whichever of them is spoken in", async () => {
    const { gateway, openTab } = await browser();
    const first = await openTab();
    first.chat.say("坏了怎么办");
    await reads(first, ...firstCheck);
    const second = await openTab();
    await reads(second, ...firstCheck);
    second.chat.say("没解决");
    await reads(first, ...twoChecks);
    await reads(second, ...twoChecks);
    expect(gateway.size()).toBe(1);
    expect(now(second)?.timeline.echoes).toEqual([]);
    expect(now(second)?.session?.conversationId).toBe(now(first)?.session?.conversationId);
  });

  test("agree on what the customer has not seen", async () => {
    const { openTab } = await browser();
    const [first, second] = [await openTab(), await openTab()];
    first.chat.say("坏了怎么办");
    await expect.poll(() => [now(first)?.unread, now(second)?.unread], soon).toEqual([2, 2]);
    second.chat.look(true);
    await expect.poll(() => [now(first)?.unread, now(second)?.unread], soon).toEqual([0, 0]);
    second.chat.look(false);
    second.chat.say("没解决");
    await expect.poll(() => [now(first)?.unread, now(second)?.unread], soon).toEqual([2, 2]);
    first.chat.look(true);
    await expect.poll(() => [now(first)?.unread, now(second)?.unread], soon).toEqual([0, 0]);
  });

  test("go on in the one that is left, and nothing is lost or shown twice", async () => {
    const { gateway, openTab } = await browser();
    const first = await openTab();
    first.chat.say("坏了怎么办");
    await reads(first, ...firstCheck);
    const second = await openTab();
    first.chat.stop();
    second.chat.say("没解决");
    await reads(second, ...twoChecks);
    await expect.poll(gateway.size, soon).toBe(1);
  });

  test("forget the conversation together", async () => {
    const { openTab, storage, storageKey } = await browser();
    const [first, second] = [await openTab(), await openTab()];
    first.chat.say("坏了怎么办");
    await reads(second, ...firstCheck);
    const before = now(second)?.session?.conversationId;
    await second.chat.logout();
    expect(storage.keys().filter((key) => key.startsWith(`${storageKey}:`))).toEqual([]);
    for (const tab of [first, second]) {
      await expect.poll(() => now(tab)?.session?.conversationId, soon).not.toBe(before);
      await reads(tab);
    }
    expect(now(first)?.session?.conversationId).toBe(now(second)?.session?.conversationId);
    expect(JSON.stringify(storage.get(storageKey))).not.toContain(before);
  });
});

test("a tab whose leader does not answer takes the lead itself", async () => {
  const { storageKey, gateway, openTab } = await browser();
  // A tab that was frozen without a word: it holds the lock, and does nothing.
  const frozen = locks.request(storageKey, {}, () => new Promise(() => {}));
  const stolen = expect(frozen).rejects.toThrow("stolen");
  const tab = await openTab();
  tab.chat.say("坏了怎么办");
  await reads(tab, ...firstCheck);
  await stolen;
  expect(gateway.size()).toBe(1);
});

test("what a tab wrote while nothing got through is sent by the other one when it is closed", async () => {
  const { proxy, openTab } = await browser();
  const [first, second] = [await openTab(), await openTab()];
  first.chat.say("坏了怎么办");
  await reads(second, ...firstCheck);
  proxy.cut();
  await expect.poll(() => now(second)?.link, soon).toBe("lost");
  second.chat.say("没解决");
  await new Promise((resolve) => setTimeout(resolve, 50));
  second.chat.stop();
  proxy.mend();
  await expect.poll(() => lines(first), { ...soon, timeout: 30_000 }).toEqual(twoChecks);
}, 60_000);

describe("a tab that the browser puts away", () => {
  test.each([
    ["pagehide", "pageshow"],
    ["freeze", "resume"],
  ])("at %s closes its connection, and has it back at %s", async (away, back) => {
    const { gateway, storageKey, openTab } = await browser();
    const tab = await openTab();
    page.tell(away);
    await expect.poll(gateway.size, soon).toBe(0);
    await expect.poll(() => locks.isHeld(storageKey), soon).toBe(false);
    tab.chat.say("坏了怎么办");
    page.tell(back);
    await reads(tab, ...firstCheck);
    expect(gateway.size()).toBe(1);
  });
});
