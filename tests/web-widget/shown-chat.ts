import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { ownedBy } from "../../src/conversation/state.ts";
import type { Ownership } from "../../src/desk/ownership.ts";
import { conversationId, eventId } from "../../src/kernel/ids.ts";
import type { MessageBody } from "../../src/protocol/event.ts";
import { sessionReply } from "../../src/protocol/session.ts";
import type { NewEvent } from "../../src/runtime/ports.ts";
import { customerSays, newNode } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

interface Show {
  readonly locale?: "zh" | "en";
  readonly screen?: BrowserContextOptions;
  /** What comes after the answers, such as an agent or a rating. */
  readonly more?: readonly Later[];
  /** Who answers the customer now; the bot, where nothing is said. */
  readonly ownership?: Ownership;
  /** More of what the page says in the script's `data-` attributes. */
  readonly settings?: string;
  /** Runs before the page is there, such as to say what becomes of an image. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

type Later = Pick<NewEvent, "kind" | "from" | "body">;

/** Opens the built chat for a customer who asked something and was answered with these messages. */
export async function showChat(
  browser: Browser,
  said: readonly MessageBody[],
  show: Show = {},
): Promise<Page> {
  const { locale = "zh", screen = {}, prepare = async () => {} } = show;
  const folder = await scratchDir();
  const app = await smallApp({ DATA_DIR: folder });
  const session = await openSession(app.url, locale);
  await answer(path.join(folder, "fenqi.sqlite"), session.conversationId, said, show);

  const context = await browser.newContext({ reducedMotion: "reduce", ...screen });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await prepare(page);
  const { token, conversationId: id } = session;
  const remembered = JSON.stringify({ token, conversationId: id, started: true, read: 0 });
  await page.addInitScript((text) => localStorage.setItem(`fenqi:${location.origin}`, text), remembered);
  await page.route(`${app.url}/shop/`, (route) =>
    route.fulfill({ contentType: "text/html", body: shop(locale, show.settings) }),
  );
  await page.goto(`${app.url}/shop/`);
  await page.locator(".launcher").click();
  await page.locator(".message.bot").nth(said.length).waitFor();
  // Cards, images and steps have code of their own, which comes with the first of them.
  for (const { type } of said)
    if (type === "card" || type === "image" || type === "steps")
      await page.locator(`.bubble.${type} > [hidden]`).first().waitFor({ state: "attached" });
  return page;
}

async function openSession(url: string, locale: string) {
  const response = await fetch(`${url}/api/chat/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ locale }),
  });
  return sessionReply.parse(await response.json());
}

/** Lays a question and the bot's answers to it into the log. */
async function answer(
  file: string,
  conversation: string,
  said: readonly MessageBody[],
  { more = [], ownership }: Show,
): Promise<void> {
  const store = await openSqliteStore(file, newNode());
  const id = conversationId(conversation);
  const at = Date.now();
  const question = await store.receive(id, { ...customerSays("?"), at }, true);
  const record = await store.find(id);
  if (record === undefined)
    throw new Error("The session was opened, but its conversation is not in the store.");
  const answers = said.map((body): Later => ({ kind: "message", from: "bot", body }));
  const events = [...answers, ...more].map((event) => ({ ...event, id: eventId(randomUUID()), at }));
  const { version } = record;
  const state = ownership === undefined ? record.state : ownedBy(record.state, ownership);
  await store.commitTurn(id, { version, pays: question.event.seq, state, events });
  await store.close();
}

const shop = (locale: string, settings = "") => `<!doctype html>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Shop</title>
<body><script src="/widget.js" data-locale="${locale}" data-color="#cf4a0a" ${settings}></script>`;
