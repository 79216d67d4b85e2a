import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { build, type Plugin } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInShop } from "./shop.ts";

const desk = path.resolve(import.meta.dirname, "../../agent-desk");

/** The smallest screen that agents are given. */
const SCREEN = { width: 1280, height: 720 };

const ACCENTED: Readonly<Record<string, string>> = { a: "á", e: "ë", i: "ï", o: "ö", u: "ü", n: "ñ", c: "ç" };

describeInShop("the desk in a language of longer words", (shop) => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "fenqi-desk-longer-"));
    await build({
      configFile: path.join(desk, "vite.config.ts"),
      logLevel: "error",
      plugins: [longerWords],
      build: { outDir: folder },
    });
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("cuts no word off, and lays nothing over anything", { timeout: 120_000 }, async () => {
    await shop.hire({ name: "Alexandra Montgomery", login: "alex", role: "supervisor" });
    const agent = await shop.openDesk();
    const { page } = agent;
    await page.setViewportSize(SCREEN);
    await agent.signIn("alex");
    await agent.goOnline();
    await agent.show("我的");
    const customer = await shop.visit();
    await customer.openChat();
    await customer.say("分期用不了");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
    await customer.say("转人工");
    await agent.hasRows(1);
    await agent.open("客户");
    await page.getByRole("button", { name: "设置与账号" }).click();
    await page.getByRole("menuitem", { name: "English" }).click();
    await page.getByRole("button", { name: "Settings and account" }).waitFor();

    await page.route(`${shop.url}/desk/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname === "/desk/" ? "index.html" : pathname.slice("/desk/".length);
      await route.fulfill({ path: path.join(folder, file) });
    });
    await page.reload();
    await page.getByText(longer("Send"), { exact: true }).waitFor();
    await page.getByRole("article").first().waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await agent.photograph("desk-longer-reply");

    await page.getByRole("button", { name: longer("Note"), exact: true }).click();
    expect(await flawsOf(page)).toEqual([]);
    await page
      .getByRole("navigation")
      .getByRole("button", { name: longer("Waiting") })
      .click();
    await page.getByText(longer("No customer is waiting")).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await agent.photograph("desk-longer-waiting");
  });
});

/** The English texts as a language would have them whose words are longer by four tenths. */
const longerWords: Plugin = {
  name: "longer-words",
  enforce: "pre",
  async load(id) {
    if (!/[/.]en\.json$/u.test(id)) return undefined;
    const texts: unknown = JSON.parse(await readFile(id, "utf8"));
    return JSON.stringify(texts, (_, value: unknown) => (typeof value === "string" ? longer(value) : value));
  },
};

/** A text with accents and longer words; the names of values that are filled in stay. */
function longer(text: string): string {
  return text
    .split(/(\{\w+\})/u)
    .map((part) => (part.startsWith("{") ? part : part.replaceAll(/\p{L}{2,}/gu, longerWord)))
    .join("");
}

function longerWord(word: string): string {
  const accented = [...word].map((letter) => ACCENTED[letter] ?? letter).join("");
  return accented + "e".repeat(Math.ceil(word.length * 0.4));
}

/** What is wrong with how the page is laid out: words that are cut off or stick out, controls that lie on each other. */
function flawsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** What people wrote and are called may be longer than any place; it is cut off with dots. */
    const THEIRS =
      ".row-name, .row-text, .row-owner, .row-intent, .tag, .self-name, .suggestion, .bubble, h2";
    const CONTROLS = "button, a[href], select, textarea, input:not([hidden])";
    const PARTS = document.querySelectorAll(".rail, .inbox, .conversation-head, .conversation-talk, .brief");

    type Box = { left: number; top: number; right: number; bottom: number };
    const name = (element: Element) => `${element.className} "${element.textContent?.trim().slice(0, 40)}"`;
    const isHidden = (element: Element) =>
      element.closest(".unseen, [hidden]") !== null || !element.checkVisibility();

    /** As much of the page as an element may be seen in. */
    function windowOf(element: Element): Box {
      const box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        if (style.overflowX === "visible") continue;
        const { left, top, right, bottom } = outer.getBoundingClientRect();
        box.left = Math.max(box.left, left);
        box.right = Math.min(box.right, right);
        box.top = Math.max(box.top, top);
        box.bottom = Math.min(box.bottom, bottom);
      }
      return box;
    }

    function seenPart(element: Element): Box {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const frame = windowOf(element);
      return {
        left: Math.max(left, frame.left),
        top: Math.max(top, frame.top),
        right: Math.min(right, frame.right),
        bottom: Math.min(bottom, frame.bottom),
      };
    }

    function textFlaws(part: Element): string[] {
      const flaws: string[] = [];
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { currentNode: text } = walker;
        const { parentElement: holder } = text;
        if (holder === null || text.textContent?.trim() === "") continue;
        if (holder.closest(THEIRS) !== null || isHidden(holder)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const { left, right } = range.getBoundingClientRect();
        const frame = windowOf(text.parentElement ?? part);
        const own = holder.closest("button, a")?.getBoundingClientRect() ?? frame;
        const edge = { left: Math.max(frame.left, own.left), right: Math.min(frame.right, own.right) };
        if (left < edge.left - 1 || right > edge.right + 1) flaws.push(`sticks out: ${name(holder)}`);
        if (holder.scrollWidth > holder.clientWidth + 1 && getComputedStyle(holder).overflowX !== "visible")
          flaws.push(`is cut off: ${name(holder)}`);
      }
      return flaws;
    }

    function overlaps(controls: readonly Element[]): string[] {
      const boxes = controls.map((element) => ({ element, box: seenPart(element) }));
      return boxes.flatMap(({ element, box }, index) =>
        boxes.slice(index + 1).flatMap((other) => {
          if (element.contains(other.element) || other.element.contains(element)) return [];
          const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          return width > 1 && height > 1 ? [`${name(element)} lies on ${name(other.element)}`] : [];
        }),
      );
    }

    const parts = [...PARTS];
    const controls = parts
      .flatMap((part) => [...part.querySelectorAll(CONTROLS)])
      .filter((one) => !isHidden(one));
    return [...parts.flatMap(textFlaws), ...overlaps(controls)];
  });
}
