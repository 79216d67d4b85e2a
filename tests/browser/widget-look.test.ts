import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { showChat } from "../web-widget/shown-chat.ts";
import { barriersOf } from "./widget-barriers.ts";
import { flawsOf } from "./widget-flaws.ts";
import { draw, SCENES } from "./widget-scenes.ts";

const PATIENT = { timeout: 120_000 };

const SCREENS = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;

/** Half of a phone's width: what a customer has who reads at twice the size. */
const NARROW = { width: 320, height: 640 };

type Box = readonly [x: number, y: number, width: number, height: number];

/** Where the whole window is, by the width of the screen. */
const PANELS: Readonly<Record<number, Box>> = {
  360: [0, 0, 360, 640],
  390: [0, 0, 390, 844],
  768: [364, 308, 380, 620],
  1440: [1036, 184, 380, 620],
};

describeInChromium("the chat window", (browser) => {
  test.each(["zh", "en"] as const)(
    "is whole, readable and in its place on every screen, in %s, light and dark",
    PATIENT,
    async (locale) => {
      const page = await showChat(browser(), SCENES[locale].bodies, { locale, prepare: draw });
      for (const screen of [...SCREENS, NARROW]) {
        await page.setViewportSize(screen);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await expect
            .poll(() => flawsOf(page), { message: `${screen.width} px, ${colorScheme}` })
            .toEqual([]);
        }
      }
    },
  );

  test.each(["zh", "en"] as const)("loses nothing to large type in %s", PATIENT, async (locale) => {
    const settings = 'data-text="large"';
    const page = await showChat(browser(), SCENES[locale].bodies, { locale, settings, prepare: draw });
    const size = await page
      .locator(".message .text")
      .first()
      .evaluate((text) => getComputedStyle(text).fontSize);
    expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(20);
    for (const screen of [...SCREENS, NARROW]) {
      await page.setViewportSize(screen);
      await expect.poll(() => flawsOf(page, 56), { message: `${screen.width} px` }).toEqual([]);
    }
  });

  test("is set in large type by the customer, who keeps it, whatever the page has set", PATIENT, async () => {
    const page = await showChat(browser(), SCENES.zh.bodies.slice(-1), { settings: 'data-text="large"' });
    const sizeOf = () =>
      page
        .locator(".message .text")
        .first()
        .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
    const large = page.getByRole("menuitemcheckbox", { name: "大字" });
    await page.locator(".more").click();
    await expect.poll(() => large.getAttribute("aria-checked")).toBe("true");
    await large.click();
    await expect.poll(sizeOf).toBe(15);
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByPlaceholder("Describe what went wrong").waitFor();
    await page.reload();
    await page.locator(".launcher").click();
    await page.getByPlaceholder("Describe what went wrong").waitFor();
    expect(await sizeOf()).toBe(15);
  });

  test("tells why a message was not taken", PATIENT, async () => {
    const page = await showChat(browser(), SCENES.zh.bodies.slice(-1), {
      prepare: (shop) =>
        shop.addInitScript(() => {
          const item = { cid: "a", at: 1, refused: true, code: "BLOCKED", type: "text", text: "在吗" };
          localStorage.setItem(`fenqi:${location.origin}:out:a`, JSON.stringify(item));
        }),
    });
    await page.getByText("您暂时无法发送消息").waitFor();
    await page.getByRole("button", { name: "重试" }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await expect.poll(() => flawsOf(page)).toEqual([]);
  });

  test("covers a phone's screen, and stands in the corner of a larger one", PATIENT, async () => {
    const page = await showChat(browser(), SCENES.zh.bodies, { prepare: draw });
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      await expect.poll(() => boxOf(page, ".panel")).toEqual(PANELS[screen.width]);
      const [left, , width] = await boxOf(page, ".log");
      const [own, , ownWidth] = await boxOf(page, ".message.own .bubble");
      // The customer's words stand on the right, with the same room as the bot's have on the left.
      const [bot] = await boxOf(page, ".message.bot .bubble");
      expect(left + width - own - ownWidth).toBeCloseTo(bot - left, -1);
    }
  });

  test(
    "keeps the borders of what it shows where the customer's system has its own colours",
    PATIENT,
    async () => {
      const page = await showChat(browser(), SCENES.zh.bodies, { prepare: draw });
      await page.emulateMedia({ forcedColors: "active" });
      for (const part of [".panel", ".bubble", ".choice"]) expect(await hasEdge(page, part), part).toBe(true);
      await page.emulateMedia({ forcedColors: "none", contrast: "more" });
      await expect.poll(() => flawsOf(page)).toEqual([]);
    },
  );
});

async function boxOf(page: Page, part: string): Promise<Box> {
  const box = await page.locator(part).first().boundingBox();
  if (box === null) throw new Error(`${part} is not on the screen`);
  return [box.x, box.y, box.width, box.height].map(Math.round) as unknown as Box;
}

function hasEdge(page: Page, part: string): Promise<boolean> {
  return page
    .locator(part)
    .first()
    .evaluate((element) => {
      const { outlineStyle, borderTopStyle } = getComputedStyle(element);
      return outlineStyle !== "none" || borderTopStyle !== "none";
    });
}
