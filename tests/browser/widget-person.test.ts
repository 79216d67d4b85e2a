import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { type DeskClient, deskClient, hireAt } from "../support/desk-client.ts";
import { sampleImages } from "../support/sample-images.ts";
import { scratchDir } from "../support/scratch.ts";
import { type HostPage, openHostPage, scriptTag } from "./widget-host-page.ts";

const page = `<!doctype html><html lang="zh"><title>Shop</title><body>${scriptTag}</body></html>`;
const soon = { timeout: 10_000, interval: 50 };
const PATIENT = { timeout: 60_000 };

describeInChromium("a customer who talks to a person", (browser) => {
  async function open(capacity = 5): Promise<HostPage> {
    const dataDir = await scratchDir();
    await hireAt(dataDir, { name: "Li", capacity });
    return openHostPage(browser(), { pages: { "/": page }, env: { DATA_DIR: dataDir } });
  }

  /** What the agent sees of the newest conversation of a list. */
  async function watched(li: DeskClient, view: "mine" | "waiting" | "left"): Promise<string> {
    await li.ask("inbox", { view });
    await expect.poll(() => li.list().length, soon).toBe(1);
    const id = li.list()[0]?.id ?? "";
    await li.ask("watch", { id });
    return id;
  }

  const sendPicture = (host: HostPage) =>
    host.panel
      .locator("input[type=file]")
      .setInputFiles({ name: "bill.png", mimeType: "image/png", buffer: sampleImages.png });

  const kindsOf = (li: DeskClient, id: string) => () =>
    (li.events.get(id) ?? []).filter(({ from }) => from === "customer").map(({ body }) => body.type);

  const pictureIsSent = (host: HostPage) =>
    host.panel.locator('.message.own[data-status="logged"] .picture img').waitFor();

  test("sees that it was sent, and then that it was seen", PATIENT, async () => {
    const host = await open();
    const li = await deskClient(host.app.url, "li");
    await host.call("send", "转人工");
    const id = await watched(li, "mine");
    await host.call("send", "在吗");
    const mark = host.panel.locator(".message.own").last().locator(".unseen", { hasText: /^已/u });
    await expect.poll(() => mark.allTextContents(), soon).toEqual(["已发送"]);
    await expect.poll(kindsOf(li, id), soon).toHaveLength(2);
    const last = li.events.get(id)?.at(-1)?.seq;
    await li.ask("seen", { id, seq: last });
    await expect.poll(() => mark.allTextContents(), soon).toEqual(["已读"]);
  });

  test("sends a picture while they wait, and whoever takes them sees it", PATIENT, async () => {
    const host = await open(1);
    const li = await deskClient(host.app.url, "li");
    const other = await openOther(host);
    await watched(li, "mine");
    await host.call("send", "转人工");
    await host.panel.locator(".who", { hasText: "第 1 位" }).waitFor();
    await sendPicture(host);
    await pictureIsSent(host);
    const id = await watched(li, "waiting");
    await expect.poll(kindsOf(li, id), soon).toContain("image");
    await other();
  });

  test("sends a picture while nobody is there, and whoever comes sees it", PATIENT, async () => {
    const host = await open();
    await host.call("send", "转人工");
    await expect.poll(host.texts, soon).toHaveLength(3);
    await sendPicture(host);
    await pictureIsSent(host);
    const li = await deskClient(host.app.url, "li");
    const id = await watched(li, "left");
    await expect.poll(kindsOf(li, id), soon).toEqual(["text", "image"]);
  });

  /** Another customer, whom the only agent has. Returns what ends their visit. */
  async function openOther(host: HostPage): Promise<() => Promise<void>> {
    const context = await browser().newContext({ locale: "zh-CN" });
    const tab = await context.newPage();
    await tab.goto(`${host.shop}/`);
    await tab.locator("fenqi-chat .launcher").click();
    const field = tab.locator("fenqi-chat").getByRole("textbox");
    await field.fill("转人工");
    await field.press("Enter");
    await tab.locator("fenqi-chat .who", { hasText: "Li" }).waitFor();
    return () => context.close();
  }
});
