import path from "node:path";
import type { Browser, ConsoleMessage, Locator, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { PASSWORD } from "../support/desk-client.ts";

/** The lists of the rail. */
export type ListName = "等待中" | "我的" | "留言" | "稍后处理";

/** What the buttons of a conversation do, after a dialog has asked how. */
export type DeedName = "转接" | "交还机器人" | "结束";

/** An agent before the desk: what they do, and what they see. */
export interface AgentAtDesk {
  readonly page: Page;
  /** Everything that the browser wrote into its console. */
  readonly complaints: readonly string[];
  /** The fields and buttons of the conversation that is open. */
  readonly composer: Locator;
  signIn(login: string): Promise<void>;
  /** From here on customers are given to them. */
  goOnline(): Promise<void>;
  show(list: ListName): Promise<void>;
  /** Waits until the list that is shown has so many conversations. */
  hasRows(count: number): Promise<void>;
  /** Opens the conversation whose row says this. */
  open(text: string): Promise<void>;
  reply(text: string): Promise<void>;
  note(text: string): Promise<void>;
  /** Chooses what the deed asks for by a part of its label, says why, and confirms. */
  do(deed: DeedName, choice: string, why?: string): Promise<void>;
  /** Waits until the conversation that is open shows a line that contains this. */
  reads(line: string): Promise<void>;
  photograph(name: string): Promise<void>;
}

/** What all accounts of the tests are opened with. */

/** A machine with two busy cores draws slowly. */
export const PATIENCE = { timeout: 30_000, interval: 50 };

const ALBUM = path.join(import.meta.dirname, "screenshots");

/** Loads the desk with a fresh profile, which is thrown away when the test is over. */
export async function openDesk(browser: Browser, url: string): Promise<AgentAtDesk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  // Also what the content security policy refuses.
  page.on("console", (line) => isAskingWhoIsThere(line) || complaints.push(line.text()));
  await page.goto(`${url}/desk/`);

  const rows = page.getByRole("region", { name: "对话", exact: true }).getByRole("listitem");
  const transcript = page.getByRole("group", { name: "对话", exact: true });
  const composer = page.locator(".composer");
  const field = composer.getByRole("textbox");

  async function write(mode: "回复" | "备注", text: string): Promise<void> {
    await composer.getByRole("button", { name: mode, exact: true }).click();
    await field.fill(text);
    await field.press("Enter");
  }

  return {
    page,
    complaints,
    composer,
    async signIn(login) {
      await page.getByLabel("账号").fill(login);
      await page.getByLabel("密码").fill(PASSWORD);
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await page.getByRole("switch", { name: "接收新对话" }).waitFor();
    },
    async goOnline() {
      await page.getByRole("switch", { name: "接收新对话" }).click();
      await page.getByText("接待中", { exact: true }).waitFor();
    },
    async show(list) {
      const lists = page.getByRole("navigation", { name: "对话列表" });
      await lists.getByRole("button", { name: list }).click();
    },
    hasRows: (count) => expect.poll(() => rows.count(), PATIENCE).toBe(count),
    async open(text) {
      await rows.filter({ hasText: text }).getByRole("button").click();
      await transcript.waitFor();
    },
    reply: (text) => write("回复", text),
    note: (text) => write("备注", text),
    async do(deed, choice, why) {
      await page.getByRole("toolbar", { name: "操作" }).getByRole("button", { name: deed }).click();
      const dialog = page.getByRole("dialog", { name: deed });
      const option = dialog.getByRole("option").filter({ hasText: choice });
      const value = await option.getAttribute("value");
      await dialog.getByRole("combobox").selectOption({ value: value ?? "" });
      if (why !== undefined) await dialog.getByRole("textbox").fill(why);
      await dialog.getByRole("button", { name: "确定" }).click();
      await dialog.waitFor({ state: "detached" });
    },
    reads: (line) =>
      expect.poll(() => readTranscript(transcript), PATIENCE).toContainEqual(expect.stringContaining(line)),
    photograph: async (name) =>
      void (await page.screenshot({ path: path.join(ALBUM, `${name}.png`), animations: "disabled" })),
  };
}

/** The browser's own line about the answer that nobody has signed in yet, which is how the page gets to know. */
function isAskingWhoIsThere(line: ConsoleMessage): boolean {
  return line.location().url.endsWith("/api/desk/me") && line.text().includes("401");
}

/** `customer: …`, `bot: …`, `agent: …`, `note: …`, and `event: …` for something that happened. */
function readTranscript(transcript: Locator): Promise<readonly string[]> {
  return transcript.evaluate((element) =>
    [...element.querySelectorAll("article, .happened")].map((line) => {
      const from = line instanceof HTMLElement ? line.dataset["from"] : undefined;
      const words = from === undefined ? line : line.querySelector(".bubble");
      return `${from ?? "event"}: ${words?.textContent?.trim()}`;
    }),
  );
}
