import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { sampleImages } from "../support/sample-images.ts";
import { showChat } from "../web-widget/shown-chat.ts";
import { hasFocus } from "./widget-barriers.ts";
import { draw, SCENES } from "./widget-scenes.ts";

const PATIENT = { timeout: 60_000 };

const sent = (page: Page) => page.locator('.message.own[data-status="logged"] .picture img');
const choose = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });

/** The image that the server has in the end. */
async function stored(page: Page): Promise<{ bytes: Buffer; width: number; height: number }> {
  await sent(page).last().waitFor();
  const image = sent(page).last();
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  const [source, width, height] = await image.evaluate(
    (img: HTMLImageElement) => [img.src, img.naturalWidth, img.naturalHeight] as const,
  );
  const reply = await page.request.get(source);
  return { bytes: await reply.body(), width, height };
}

describeInChromium("a customer with a picture", (browser) => {
  const open = () => showChat(browser(), SCENES.zh.bodies.slice(2, 3), { prepare: draw });

  test("sends a photo, scaled down, upright, and without where it was taken", PATIENT, async () => {
    const page = await open();
    const photo = withExif(await jpegOf(page, 3200, 2000));
    expect(photo.includes("Exif")).toBe(true);
    await choose(page, "photo.jpg", "image/jpeg", photo);
    const { bytes, width, height } = await stored(page);
    // It was taken with the camera on its side.
    expect([width, height]).toEqual([1000, 1600]);
    expect(bytes.subarray(0, 2).toString("hex")).toBe("ffd8");
    expect(bytes.includes("Exif")).toBe(false);
    expect(await page.locator(".message.own .bubble.image .text").count()).toBe(0);
    expect(await sent(page).last().getAttribute("alt")).toBe("图片");
  });

  test("sends a small GIF as it is, and a picture from the clipboard", PATIENT, async () => {
    const page = await open();
    await choose(page, "wave.gif", "image/gif", sampleImages.gif);
    expect((await stored(page)).bytes.equals(sampleImages.gif)).toBe(true);
    const png = sampleImages.png.toString("base64");
    await page.locator(".composer textarea").evaluate((field, base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0);
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], "shot.png", { type: "image/png" }));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }));
    }, png);
    await sent(page).nth(1).waitFor();
    expect((await stored(page)).width).toBe(17);
  });

  test("is told in words which file cannot be sent", PATIENT, async () => {
    const page = await open();
    await choose(page, "live.heic", "image/heic", Buffer.from("0000001c6674797068656963", "hex"));
    await page.getByText("这个文件打不开").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    await page.getByText("这个文件打不开").waitFor({ state: "detached" });
    await choose(page, "huge.jpg", "image/jpeg", Buffer.alloc(10 * 1024 * 1024 + 1));
    await page.getByText("图片超过 10 MB").waitFor();
    expect(await page.locator(".message.own").count()).toBe(1);
  });

  test("looks at a picture by itself, and is back where they were", PATIENT, async () => {
    const page = await open();
    const picture = page.locator(".picture button");
    const dialog = page.getByRole("dialog", { name: "钱包首页" });
    await picture.focus();
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    expect(await hasFocus(dialog.getByRole("button", { name: "关闭图片" }))).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await hasFocus(picture)).toBe(true);
    expect(await page.locator(".panel").isVisible()).toBe(true);
    await picture.click();
    await dialog.getByRole("button", { name: "关闭图片" }).click();
    await dialog.waitFor({ state: "detached" });
  });
});

/** A photo as the browser writes it: noise that cannot be packed away. */
async function jpegOf(page: Page, width: number, height: number): Promise<Buffer> {
  const url = await page.evaluate(
    ([w, h]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
      const pen = canvas.getContext("2d");
      if (pen) pen.fillStyle = "#39c";
      pen?.fillRect(0, 0, w, h / 2);
      return canvas.toDataURL("image/jpeg");
    },
    [width, height] as const,
  );
  return Buffer.from(url.split(",")[1] ?? "", "base64");
}

/** The same photo with what a camera writes into it: here that it was held on its side (orientation 6). */
function withExif(jpeg: Buffer): Buffer {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010006000000000000", "hex");
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
