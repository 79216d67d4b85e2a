import { expect, test } from "vitest";
import { type ChatClient, chatClient } from "../support/chat-client.ts";
import { publishFiles } from "../support/mending-bot.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { twoRuntimes } from "../support/several-runtimes.ts";
import { shopSystems } from "../support/shop-systems.ts";
import { smallGateway } from "../support/small-gateway.ts";
import { proofOf, stepUpContent, stepUpShop } from "../support/step-up-shop.ts";

const soon = { timeout: 10_000, interval: 20 };

/** A customer whose change came to nothing, because they were proven too long ago. */
async function staleCustomer(url: string, identity: string): Promise<ChatClient> {
  const client = await chatClient(url, { request: { identity } });
  await client.say("打开自动还款");
  await client.until((seen) => seen.length === 2);
  expect(client.transcript()).toEqual(["customer: 打开自动还款", "bot: 请再确认一次"]);
  return client;
}

/** Opens the session anew with this proof, as a widget does when the server asks for it. */
const openAnew = ({ session, seen }: ChatClient, url: string, identity: string) =>
  chatClient(url, { token: session.token, request: { identity }, after: (seen.at(-1)?.seq ?? 1) - 1 });

const confirm = async (client: ChatClient) =>
  expect(await client.ask("message", { cid: "sure", choice: { seq: 2, option: "sure" } })).toMatchObject({
    ok: true,
    seq: 3,
  });

test("a change for a customer who was proven long ago is made once the host app has proven them anew", async () => {
  const { url, heard, changes } = await stepUpShop();
  const client = await staleCustomer(url, await proofOf(120));
  expect(heard).toEqual([]);
  // After all that the turn has said.
  await expect.poll(() => client.renewals, soon).toEqual([2]);
  client.close();
  const again = await openAnew(client, url, await proofOf(0));
  expect(again.session.conversationId).toBe(client.session.conversationId);
  await confirm(again);
  await again.until((seen) => seen.at(-1)?.seq === 4);
  expect(again.transcript().at(-1)).toBe("bot: 从招商银行 (6021)扣款");
  // By another name than the first try, which the shop never heard of.
  expect(changes()).toEqual([`${client.session.conversationId}:3:1`]);
  expect(again.renewals).toEqual([]);
});

test("a fresh proof counts in every tab, also where the session was not opened anew", async () => {
  const { url, changes } = await stepUpShop();
  const client = await staleCustomer(url, await proofOf(120));
  await chatClient(url, { request: { identity: await proofOf(0) } });
  await confirm(client);
  await client.until((seen) => seen.at(-1)?.seq === 4);
  expect(changes()).toHaveLength(1);
});

test("a host app that has only the old proof gets its customer to a person, and is not asked for ever", async () => {
  const { url, heard } = await stepUpShop();
  const fixed = await proofOf(120);
  const client = await staleCustomer(url, fixed);
  await expect.poll(() => client.renewals, soon).toEqual([2]);
  client.close();
  const again = await openAnew(client, url, fixed);
  await again.until((seen) => seen.length === 1);
  await confirm(again);
  await again.until((seen) => seen.some(({ kind }) => kind === "handoff"));
  expect(heard).toEqual([]);
  // By the second try alone, and not by the first, which it was told of again.
  await expect.poll(() => again.renewals, soon).toEqual([again.seen.length]);
});

test("a connection that is told of an old try is not asked for a proof by it", async () => {
  const { url } = await stepUpShop();
  const client = await staleCustomer(url, await proofOf(120));
  const late = await chatClient(url, { token: client.session.token });
  await late.until((seen) => seen.length === 2);
  expect(await late.ask("ping", {})).toEqual({ ok: true });
  expect(late.renewals).toEqual([]);
});

test("a change that the customer was proven for lately is made at once", async () => {
  const { url, changes } = await stepUpShop();
  const client = await chatClient(url, { request: { identity: await proofOf(20) } });
  await client.say("打开自动还款");
  await client.until((seen) => seen.length === 2);
  expect(client.transcript().at(-1)).toBe("bot: 从招商银行 (6021)扣款");
  expect(changes()).toEqual([`${client.session.conversationId}:1:1`]);
  expect(client.renewals).toEqual([]);
});

describeWithPostgres("several processes", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);

  test("each ask the connections that they have for a fresh proof, whichever took the turn", async () => {
    const options = {
      published: await publishFiles(stepUpContent),
      integrations: shopSystems(() => ({ outcome: "identity_stale", fields: {} })),
    };
    const { here, there } = await twoRuntimes(await makeDatabase(), options, options);
    const [one, other] = [await smallGateway({ runtime: here }), await smallGateway({ runtime: there })];
    const client = await chatClient(one.url);
    const tab = await chatClient(other.url, { token: client.session.token });
    await client.say("打开自动还款");
    for (const each of [client, tab]) await expect.poll(() => each.renewals, soon).toEqual([2]);
  });
});
