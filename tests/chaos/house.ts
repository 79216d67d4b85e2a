import { onTestFinished } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { type Chance, chance } from "../support/chance.ts";
import { chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { type FaultProxy, type FaultProxyOptions, faultProxy } from "../support/fault-proxy.ts";
import { scratchDir } from "../support/scratch.ts";
import { violations } from "./checker.ts";
import { type Customer, openCustomer } from "./customer.ts";
import { notingContent } from "./noting-bot.ts";
import { closePages, comeOnline } from "./page.ts";
import { openShop, type Shop } from "./shop.ts";
import { openStoredLog } from "./stored-log.ts";
import { openViewer, type Viewer } from "./viewer.ts";

/** Everything around the servers of one run: who talks to them, by way of what, and what they call. */
export interface House {
  readonly proxy: FaultProxy;
  readonly shop: Shop;
  readonly customers: readonly Customer[];
  /** What every server of the run is started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly chance: Chance;
  /** Has customers come, by way of the proxy, and live. Every fifth has a second window. */
  invite(count: number): void;
  /** Has everybody stop, and waits until nothing is under way any more; not for ever, for then the checker says what is. */
  settle(): Promise<void>;
  /** What the run broke of what the product promises. */
  judge(): Promise<readonly string[]>;
}

interface HouseOptions {
  readonly seed: number;
  /** Of the customers' network. */
  readonly network?: Pick<FaultProxyOptions, "faults" | "withinMs">;
  /** Of the servers; besides what all of them need. */
  readonly env?: Readonly<Record<string, string>>;
  /** The PostgreSQL database; a file in a scratch directory when left out. */
  readonly databaseUrl?: string;
}

/** How long everybody may take to come to rest. */
const SETTLE_MS = 60_000;
/** Long enough to connect on a busy machine: a widget that is told to hurry begins anew. */
const NUDGE_MS = 5000;
const PAGE = 200;

/** Opens a house; all of it is closed when the test is over. */
export async function openHouse({ seed, network = {}, env = {}, databaseUrl }: HouseOptions): Promise<House> {
  const draws = chance(seed);
  const proxy = await faultProxy({ seed, ...network });
  const shop = await openShop(draws.apart("shop"));
  const origin = `http://127.0.0.1:${proxy.port}`;
  const dataDir = await scratchDir();
  const customers: Customer[] = [];
  const viewers: { readonly of: Customer; readonly viewer: Viewer }[] = [];
  const waiting = new Set<NodeJS.Timeout>();
  let isResting = false;
  const rest = () => {
    isResting = true;
    for (const customer of customers) customer.rest();
    for (const { viewer } of viewers) viewer.rest();
  };
  onTestFinished(async () => {
    rest();
    for (const timer of waiting) clearInterval(timer);
    for (const { viewer } of viewers) viewer.close();
    closePages(origin);
    await proxy.close();
    await shop.close();
  });

  /** The second window opens when the first has its session. */
  function addViewer(customer: Customer): void {
    const timer = setInterval(() => {
      if (customer.session === undefined) return;
      clearInterval(timer);
      waiting.delete(timer);
      const name = `${customer.name}'s other window`;
      const { token } = customer.session;
      const viewer = openViewer({ name, origin, token, chance: draws.apart(name) });
      viewers.push({ of: customer, viewer });
      if (!isResting) viewer.live();
    }, 50);
    waiting.add(timer);
  }

  const place = databaseUrl ?? `${dataDir}/fenqi.sqlite`;
  return {
    proxy,
    shop,
    customers,
    chance: draws,
    env: {
      DATA_DIR: dataDir,
      CONTENT_DIR: await contentDir(notingContent),
      SHOP_URL: shop.url,
      SESSIONS_PER_MINUTE: "100000",
      COALESCE_MS: "0",
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, SECRET_KEY: "s".repeat(32) }),
      ...env,
    },
    invite(count) {
      for (let index = 0; index < count; index++) {
        const name = `c${customers.length}`;
        const customer = openCustomer({ name, origin, chance: draws.apart(name) });
        customers.push(customer);
        customer.live();
        if (index % 5 === 0) addViewer(customer);
      }
    },
    async settle() {
      rest();
      proxy.calm();
      // Widgets that have failed for a while would wait for up to half a minute, and this test with them.
      comeOnline();
      const nudge = setInterval(comeOnline, NUDGE_MS);
      const log = await openStoredLog(place);
      const isOver = async (): Promise<boolean> => {
        if (customers.some(({ sent }) => sent.some(({ status }) => status === "sending"))) return false;
        if (waiting.size > 0 || viewers.some(({ viewer }) => viewer.isSending)) return false;
        if (!(await log.isAtRest())) return false;
        const lasts = new Map((await log.conversations()).map(({ id, last }) => [id, last]));
        const lastOf = ({ session }: Customer) => lasts.get(session?.conversationId ?? "") ?? 0;
        const hasAll = (customer: Customer, seen: readonly ChatEvent[]) =>
          (seen.at(-1)?.seq ?? 0) >= lastOf(customer);
        return (
          customers.every((customer) => hasAll(customer, customer.shown)) &&
          viewers.every(({ of, viewer }) => hasAll(of, viewer.pushed))
        );
      };
      await waitUntil(isOver, SETTLE_MS);
      clearInterval(nudge);
      await log.close();
    },
    async judge() {
      const log = await openStoredLog(place);
      const stored = await log.conversations();
      await log.close();
      const conversations = await Promise.all(
        customers.map(async (customer) => {
          const { name, session, sent, shown } = customer;
          const own = stored.find(({ id }) => id === session?.conversationId);
          if (own === undefined || session === undefined) {
            throw new Error(`The conversation of ${name} is not in the database.`);
          }
          return {
            stored: own,
            fetched: await fetchAll(origin, session.token),
            widget: { name, sent, shown },
            viewers: viewers.filter(({ of }) => of === customer).map(({ viewer }) => viewer),
          };
        }),
      );
      // Who talks to these servers without being a customer of the house answers for themselves.
      const own = new Set(conversations.map((conversation) => conversation.stored));
      const strangers = stored.filter((conversation) => !own.has(conversation));
      const calls = shop.calls.filter(({ key }) => !strangers.some(({ id }) => key.startsWith(`${id}:`)));
      return violations({ conversations, calls });
    },
  };
}

/** Looks now and then whether something is so, until it is, or the time is over. Returns whether it is. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 100,
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return true;
}

/** The whole log, as a client that is new to the conversation gets it. */
async function fetchAll(url: string, token: string): Promise<readonly ChatEvent[]> {
  const client = await chatClient(url, { token, after: Number.MAX_SAFE_INTEGER });
  const all: ChatEvent[] = [];
  let page: readonly ChatEvent[];
  do {
    const reply = await client.ask("fetch", { after: all.at(-1)?.seq ?? 0, limit: PAGE });
    page = reply["events"] as readonly ChatEvent[];
    all.push(...page);
  } while (page.length === PAGE);
  client.close();
  return all;
}
