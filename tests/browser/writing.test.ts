import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInShop } from "./shop.ts";

describeInShop("a customer who writes", (shop) => {
  test("does not send what an input method is still composing", async () => {
    const customer = await shop.visit();
    const { page } = customer;
    await customer.openChat();
    const field = page.getByRole("textbox");
    await field.focus();
    const keys = await watchKeys(page);
    const keyboard = await page.context().newCDPSession(page);
    // An input method's Enter brings no character along.
    const pressEnter = (code: number) =>
      keyboard.send("Input.dispatchKeyEvent", {
        type: "rawKeyDown",
        key: "Enter",
        windowsVirtualKeyCode: code,
      });

    await keyboard.send("Input.imeSetComposition", { text: "fenqi", selectionStart: 5, selectionEnd: 5 });
    await pressEnter(13);
    await keyboard.send("Input.insertText", { text: "分期用不了" });
    // Safari ends the composition first, and marks the key that ended it by this code alone.
    await pressEnter(229);
    await expect.poll(() => keys).toEqual(["13 while composing", "229"]);
    expect(await field.inputValue()).toBe("分期用不了");

    await field.press("Enter");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
    expect((await customer.lines()).filter((line) => line.startsWith("customer: "))).toEqual([
      "customer: 分期用不了",
    ]);
  });

  test("sees markup in a message as the characters it was written in", async () => {
    const customer = await shop.visit();
    const markup = `<img src=x onerror="document.title='xss'"><b>分期用不了</b>&lt;`;
    await customer.openChat();
    await customer.say(markup);
    await customer.reads("bot: ");
    expect((await customer.lines()).at(0)).toBe(`customer: ${markup}`);
    expect(await customer.page.locator(".log").locator("img, b").count()).toBe(0);
    expect(await customer.page.title()).not.toBe("xss");
    expect(customer.complaints).toEqual([]);
  });

  test("is answered in English in a shop that speaks English", async () => {
    const customer = await shop.visit({ locale: "en" });
    const { page } = customer;
    await page.getByRole("button", { name: "Open chat" }).waitFor();
    await customer.openChat();
    await page.getByRole("dialog", { name: "Instalment Assistant" }).waitFor();
    await page.getByPlaceholder("Describe what went wrong").waitFor();
    await customer.say("why can't I buy on installments?");
    await customer.reads("First, your limit", "bot: Did that solve it?");
    await customer.press("Not solved");
    await customer.reads(
      "customer: Not solved",
      "Second, your personal information",
      "bot: Did that solve it?",
    );
    expect(customer.complaints).toEqual([]);
  });
});

/** The codes of the keys that go down in the page, as they come. */
async function watchKeys(page: Page): Promise<readonly string[]> {
  const keys: string[] = [];
  await page.exposeFunction("noteKey", (key: string) => void keys.push(key));
  await page.evaluate(() => {
    const noteKey: unknown = Reflect.get(window, "noteKey");
    addEventListener("keydown", ({ keyCode, isComposing }) => {
      if (typeof noteKey === "function") noteKey(`${keyCode}${isComposing ? " while composing" : ""}`);
    });
  });
  return keys;
}
