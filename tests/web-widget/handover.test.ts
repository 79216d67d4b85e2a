import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import type { ChatState } from "../../web-widget/src/chat/chat.ts";
import { faultProxy } from "../support/fault-proxy.ts";
import { smallGateway } from "../support/small-gateway.ts";
import { smallRuntime } from "../support/small-runtime.ts";
import { words } from "../support/words.ts";
import { pageInNode } from "./page-in-node.ts";

afterAll(() => void vi.unstubAllGlobals());

const soon = { timeout: 15_000, interval: 20 };

/** A page with the chat, before two servers that share a store and a door. */
async function customerBeforeTwoServers() {
  const page = pageInNode();
  const runtime = await smallRuntime();
  const [first, second] = [await smallGateway({ runtime }), await smallGateway({ runtime })];
  const door = await faultProxy({ upstreams: [first.port] });
  onTestFinished(() => door.close());
  const { chat, shown } = page.openChat(`http://127.0.0.1:${door.port}`);
  const now = () => shown.at(-1);
  const lines = () => now()?.timeline.events.map(({ from, body }) => `${from}: ${words(body)}`) ?? [];
  await expect.poll(() => now()?.link, soon).toBe("online");
  return { page, runtime, first, second, door, chat, shown, now, lines };
}

const links = (shown: readonly ChatState[]) => [...new Set(shown.map(({ link }) => link))];

const twoChecks = [
  "customer: 坏了怎么办",
  "bot: 插上插头",
  "bot: 解决了吗",
  "customer: 没解决",
  "bot: 换个灯泡",
  "bot: 解决了吗",
];

describe("a customer whose server makes way for another", () => {
  test("sees nothing of it, and goes on with the conversation", async () => {
    const { first, second, door, chat, shown, lines } = await customerBeforeTwoServers();
    chat.say("坏了怎么办");
    await expect.poll(lines, soon).toHaveLength(3);
    door.lead([second.port]);
    first.stop();
    await first.drain();
    expect(first.size()).toBe(0);
    chat.say("没解决");
    await expect.poll(lines, soon).toHaveLength(6);
    expect(lines()).toEqual(twoChecks);
    expect(links(shown)).toEqual(["starting", "online"]);
  });

  test("has what was written meanwhile delivered once, and keeps seeing that an answer is written", async () => {
    const { runtime, first, second, door, chat, now, lines } = await customerBeforeTwoServers();
    chat.say("坏了怎么办");
    await expect.poll(lines, soon).toHaveLength(3);
    // The turn is over a moment after its answer is there, and says then that nobody is writing.
    await runtime.turns.idle();
    runtime.feeds.typing(conversationId(now()?.session?.conversationId ?? ""), "bot", true);
    await expect.poll(() => now()?.writing, soon).toBe("bot");
    door.lead([second.port]);
    first.stop();
    const drained = first.drain();
    await expect.poll(second.size, soon).toBe(1);
    expect(now()?.writing).toBe("bot");
    chat.say("没解决");
    await drained;
    await expect.poll(lines, soon).toHaveLength(6);
    expect(lines()).toEqual(twoChecks);
    expect(now()?.timeline.echoes).toEqual([]);
  });
});

test("a customer whose server has died is served by the other one, and sends what was not acknowledged", async () => {
  const { first, second, door, chat, lines } = await customerBeforeTwoServers();
  chat.say("坏了怎么办");
  await expect.poll(lines, soon).toHaveLength(3);
  door.lead([second.port]);
  first.stop();
  first.breakAll();
  chat.say("没解决");
  await expect.poll(lines, soon).toHaveLength(6);
  expect(lines()).toEqual(twoChecks);
});

test("a customer without any server is told after a moment, and no more once one is there", async () => {
  const { door, chat, now, lines } = await customerBeforeTwoServers();
  door.cut();
  await expect.poll(() => now()?.link, soon).toBe("lost");
  chat.say("坏了怎么办");
  door.mend();
  await expect.poll(() => now()?.link, { ...soon, timeout: 25_000 }).toBe("online");
  await expect.poll(lines, soon).toHaveLength(3);
}, 60_000);

describe("a connection that died while nobody looked is replaced", () => {
  test.each<[string, (page: ReturnType<typeof pageInNode>) => void]>([
    [
      "when the tab is looked at again",
      (page) => {
        page.hide();
        page.show();
      },
    ],
    ["when the page comes back from the browser's memory", (page) => page.tell("pageshow")],
    ["when the network is back", (page) => page.tell("online")],
  ])("%s", async (_, comeBack) => {
    const { page, first, second, door, chat, lines } = await customerBeforeTwoServers();
    chat.say("坏了怎么办");
    await expect.poll(lines, soon).toHaveLength(3);
    first.freeze();
    door.lead([second.port]);
    comeBack(page);
    await expect.poll(second.size, soon).toBe(1);
    chat.say("没解决");
    await expect.poll(lines, soon).toHaveLength(6);
    expect(lines()).toEqual(twoChecks);
  });
});
