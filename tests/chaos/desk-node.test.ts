import { afterAll, beforeAll, expect, test } from "vitest";
import type { TeamMember } from "../../src/protocol/desk-http.ts";
import { freshSeed } from "../support/chance.ts";
import { chatClient } from "../support/chat-client.ts";
import { type DeskClient, deskClient } from "../support/desk-client.ts";
import { compileProgram } from "../support/server-process.ts";
import { describeWithPostgres, describeWithRedis } from "../support/services.ts";
import { hireIn } from "../wire/desk-servers.ts";
import { words } from "./noting-bot.ts";
import { openPair } from "./pair.ts";

/** Both agents may have all of them. */
const CUSTOMERS = 4;

/** The grace of an agent whose browser is gone, how often it is looked for them, and time on a busy machine. */
const BACK_IN_LINE_MS = 30_000 + 2_000 + 28_000;

const soon = { timeout: 15_000, interval: 50 };

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

const assignedTo = ({ alerts }: DeskClient) =>
  new Set(alerts.filter(({ kind }) => kind === "assigned").map(({ id }) => id));

async function teamAt(url: string, { cookie }: DeskClient): Promise<readonly string[]> {
  const response = await fetch(`${url}/api/desk/team`, { headers: { cookie } });
  const team: readonly TeamMember[] = await response.json();
  return team.map(({ name, availability }) => `${name} ${availability}`);
}

describeWithPostgres("two servers on one PostgreSQL", (freshDatabase) => {
  describeWithRedis("and one Redis", (redisUrl) => {
    const openShop = async () => {
      const databaseUrl = await freshDatabase();
      const pair = await openPair({ main: program.main, seed: freshSeed(), databaseUrl, redisUrl });
      await hireIn(databaseUrl, { name: "Li" }, { name: "Wang" });
      const li = await deskClient(pair.first.url, "li");
      // Each server looks now and then who is there.
      await expect.poll(() => teamAt(pair.second.url, li), soon).toContain("Li online");
      const customers = await Promise.all(
        Array.from({ length: CUSTOMERS }, async () => {
          const customer = await chatClient(pair.second.url);
          await customer.say(words.human);
          return customer;
        }),
      );
      await expect.poll(() => assignedTo(li).size, soon).toBe(CUSTOMERS);
      return { ...pair, li, customers };
    };

    test("the one with an agent is killed: their customers are in line again after the grace, and go to a colleague", async () => {
      const { first, second, li, customers } = await openShop();
      const [customer] = customers;
      first.kill();
      await first.ended;
      const wang = await deskClient(second.url, "wang");
      // What a customer writes meanwhile is taken, and is there for whoever comes.
      expect(await customer?.say("还在吗")).toMatchObject({ ok: true });
      await expect
        .poll(() => assignedTo(wang), { timeout: BACK_IN_LINE_MS, interval: 200 })
        .toEqual(assignedTo(li));
      for (const id of assignedTo(wang)) {
        await wang.ask("watch", { id });
        await expect
          .poll(
            () => wang.events.get(id)?.map(({ body }) => ("status" in body ? body.status : body.type)),
            soon,
          )
          .toEqual(expect.arrayContaining(["requested", "assigned", "queued", "assigned"]));
      }
      const texts = [...assignedTo(wang)].flatMap((id) => wang.events.get(id) ?? []).map(({ body }) => body);
      expect(texts).toContainEqual({ type: "text", text: "还在吗" });
      const [id = ""] = assignedTo(wang);
      expect(await wang.ask("message", { id, cid: "w1", text: "我在" })).toMatchObject({ ok: true });
    }, 180_000);

    test("the one with an agent is killed, and the agent is back at the other at once: the customers stay theirs", async () => {
      const { first, second, li } = await openShop();
      first.kill();
      await first.ended;
      const again = await deskClient(second.url, "li");
      const wang = await deskClient(second.url, "wang");
      await again.ask("inbox", { view: "mine" });
      const mine = () => new Set(again.list().map(({ id }) => id));
      await expect.poll(mine, soon).toEqual(assignedTo(li));
      await new Promise((resolve) => setTimeout(resolve, BACK_IN_LINE_MS - 20_000));
      expect(mine()).toEqual(assignedTo(li));
      expect(assignedTo(wang).size).toBe(0);
    }, 180_000);
  });
});
