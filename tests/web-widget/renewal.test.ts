import { afterAll, expect, test, vi } from "vitest";
import type { IdentitySource } from "../../web-widget/src/fenqi.ts";
import { proofOf, stepUpShop } from "../support/step-up-shop.ts";
import { words } from "../support/words.ts";
import { pageInNode } from "./page-in-node.ts";

const page = pageInNode();
afterAll(() => void vi.unstubAllGlobals());

const soon = { timeout: 15_000, interval: 20 };

/** A widget whose customer has tried to change something with a proof that is too old. */
async function staleWidget(url: string, who: IdentitySource) {
  const { chat, shown } = page.openChat(url, { who });
  const now = () => shown.at(-1);
  const last = () => {
    const body = now()?.timeline.events.at(-1)?.body;
    return body && words(body);
  };
  await expect.poll(() => now()?.link, soon).toBe("online");
  chat.say("打开自动还款");
  await expect.poll(last, soon).toBe("请再确认一次");
  return { chat, now, last, confirm: () => chat.choose(2, "sure", "确认") };
}

test("the host app is asked for a fresh proof behind the customer's back, and their second try is done", async () => {
  const { url, changes } = await stepUpShop();
  const ages = [120, 0];
  const { confirm, last, now } = await staleWidget(url, () => proofOf(ages.shift() ?? 0));
  await expect.poll(() => ages, soon).toEqual([]);
  confirm();
  await expect.poll(last, soon).toBe("从招商银行 (6021)扣款");
  expect(changes()).toHaveLength(1);
  expect(now()?.timeline.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test.each<[string, (old: string) => IdentitySource]>([
  ["gave a token and no more", (old) => old],
  [
    "cannot give another one",
    (old) => {
      const tokens = [old];
      return async () => tokens.pop() ?? Promise.reject(new Error("signed out"));
    },
  ],
])("a page that %s stays connected, and the second try leads to a person", async (_, source) => {
  const { url, heard } = await stepUpShop();
  const { confirm, now } = await staleWidget(url, source(await proofOf(120)));
  const id = now()?.session?.conversationId;
  confirm();
  await expect.poll(() => now()?.owner, soon).toBe("offline");
  expect(now()?.session?.conversationId).toBe(id);
  expect(heard).toEqual([]);
});
