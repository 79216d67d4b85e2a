import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { showChat } from "../web-widget/shown-chat.ts";
import { SCENES } from "./widget-scenes.ts";

const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

const field = (page: Page) => page.locator(".composer textarea");
const own = (page: Page) => page.locator(".message.own .bubble");

/** Types, and waits for a question that begins like this. */
async function typeToBeHelped(page: Page): Promise<string> {
  await field(page).pressSequentially("怎么");
  await page.getByRole("option").first().waitFor();
  return page.getByRole("option").first().innerText();
}

describeInChromium("a customer who begins to type", (browser) => {
  const open = (screen = {}) => showChat(browser(), SCENES.zh.bodies.slice(-1), { screen });

  test("chooses a suggestion with an arrow key and sends it with Enter", async () => {
    const page = await open();
    const suggestion = await typeToBeHelped(page);
    expect(await field(page).getAttribute("aria-activedescendant")).toBeNull();
    await page.keyboard.press("ArrowDown");
    const active = await field(page).getAttribute("aria-activedescendant");
    const selected = page.getByRole("option", { selected: true });
    expect(await selected.innerText()).toBe(suggestion);
    expect(await selected.getAttribute("id")).toBe(active);
    expect(await page.getByRole("listbox").getAttribute("id")).toBe(
      await field(page).getAttribute("aria-controls"),
    );
    await page.keyboard.press("Enter");
    await expect.poll(() => own(page).last().innerText()).toBe(suggestion);
    expect(await field(page).inputValue()).toBe("");
    expect(await page.getByRole("listbox").count()).toBe(0);
    expect(await field(page).getAttribute("aria-controls")).toBeNull();
  });

  test("sends their own words with Enter where no arrow key was pressed", async () => {
    const page = await open();
    await typeToBeHelped(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => own(page).last().innerText()).toBe("怎么");
    expect(await page.getByRole("listbox").count()).toBe(0);
  });

  test("hides suggestions with Escape, and the chat only with the next one", async () => {
    const page = await open();
    await typeToBeHelped(page);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("listbox").count()).toBe(0);
    expect(await page.locator(".panel").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.locator(".panel").isVisible()).toBe(false);
  });

  test("on a phone taps one, which covers neither the field nor the buttons of the newest message", async () => {
    const page = await open(PHONE);
    const suggestion = await typeToBeHelped(page);
    const boxOf = async (what: string) => {
      const box = await page.locator(what).last().boundingBox();
      if (box === null) throw new Error(`${what} is not on the screen`);
      return { top: box.y, bottom: box.y + box.height };
    };
    const [list, typing, buttons, log] = await Promise.all(
      [".suggested", ".field", ".choices", ".log"].map(boxOf),
    );
    expect(list?.bottom).toBeLessThanOrEqual(typing?.top ?? 0);
    expect(typing?.bottom).toBeLessThanOrEqual(640);
    expect(buttons?.bottom).toBeLessThanOrEqual(log?.bottom ?? 0);
    expect(log?.bottom).toBeLessThanOrEqual(list?.top ?? 0);
    await page.getByRole("option").first().tap();
    await expect.poll(() => own(page).last().innerText()).toBe(suggestion);
    expect(await page.getByRole("listbox").count()).toBe(0);
  });

  test("is suggested nothing while an input method composes, and its Enter takes nothing", async () => {
    const page = await open();
    await field(page).focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "zenme", selectionStart: 5, selectionEnd: 5 });
    const asked = page.locator(".suggested");
    expect(await field(page).inputValue()).toBe("zenme");
    await keyboard.send("Input.insertText", { text: "怎么" });
    await asked.waitFor();
    expect(await page.getByRole("option").count()).toBeLessThanOrEqual(4);
    await page.keyboard.press("ArrowDown");
    await field(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
    await field(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    expect(await own(page).count()).toBe(1);
    expect(await field(page).inputValue()).toBe("怎么");
    await keyboard.send("Input.imeSetComposition", { text: "xiu", selectionStart: 3, selectionEnd: 3 });
    await asked.waitFor({ state: "detached" });
  });

  test("is helped in the language they type in, whatever the panel speaks", async () => {
    const page = await showChat(browser(), SCENES.en.bodies.slice(-1), { locale: "en" });
    await field(page).pressSequentially("how");
    await page.getByRole("option").first().waitFor();
    expect(await page.getByRole("option").allInnerTexts()).not.toContainEqual(
      expect.stringMatching(/\p{Script=Han}/u),
    );
    expect(await page.getByRole("listbox").getAttribute("aria-label")).toBe("Did you mean");
    await field(page).fill("");
    const found = await typeToBeHelped(page);
    expect(found).toMatch(/\p{Script=Han}/u);
  });
});
