import { expect, test } from "vitest";
import { agentSecrets } from "../../src/adapters/auth/agent-secrets.ts";
import { FirstAdmin } from "../../src/runtime/account-first.ts";
import { silentLog } from "../support/silent-log.ts";
import { emptyAccounts, newAgent, PASSWORD } from "../support/small-accounts.ts";

const ADA = { login: "ada", name: "Ada", password: PASSWORD };
const refused = expect.objectContaining({ code: "SIGN_IN_FAILED" });

async function newDesk() {
  const { accounts, clock } = await emptyAccounts();
  const lines: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void lines.push(message) };
  const first = new FirstAdmin({ accounts, secrets: agentSecrets, clock, log });
  const announced = async () => {
    await first.announce("https://chat.example");
    const [, token = ""] = /https:\/\/chat\.example\/desk\/#\/first\/(\S+)/u.exec(lines.at(-1) ?? "") ?? [];
    return token;
  };
  return { accounts, clock, first, announced, lines };
}

test("the link that a server without agents logs makes the first admin, once", async () => {
  const { accounts, first, announced } = await newDesk();
  const token = await announced();
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(await first.claim(token, ADA)).toMatchObject({ login: "ada", role: "admin", queues: [] });
  await expect(first.claim(token, { ...ADA, login: "eve" })).rejects.toEqual(refused);
  expect((await accounts.list()).map(({ login }) => login)).toEqual(["ada"]);
});

test("of two who follow the link at once, one gets in", async () => {
  const { accounts, first, announced } = await newDesk();
  const token = await announced();
  const claims = await Promise.allSettled([
    first.claim(token, ADA),
    first.claim(token, { ...ADA, login: "eve" }),
  ]);
  expect(claims.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(await accounts.list()).toHaveLength(1);
});

test("a server with agents logs no link, and one whose link nobody has may not be claimed", async () => {
  const { accounts, first, announced, lines } = await newDesk();
  await expect(first.claim("", ADA)).rejects.toEqual(refused);
  await accounts.add(undefined, newAgent("ada", "admin"));
  expect(await announced()).toBe("");
  expect(lines).toEqual([]);
  await expect(first.claim("", ADA)).rejects.toEqual(refused);
});

test("the link is good for a day, and only while there is no agent", async () => {
  const late = await newDesk();
  const token = await late.announced();
  late.clock.advance(24 * 3_600_000);
  await expect(late.first.claim(token, ADA)).rejects.toEqual(refused);

  const second = await newDesk();
  const other = await second.announced();
  await second.accounts.add(undefined, newAgent("ada", "admin"));
  await expect(second.first.claim(other, { ...ADA, login: "eve" })).rejects.toEqual(refused);
});

test("who takes a weak password may try again", async () => {
  const { first, announced } = await newDesk();
  const token = await announced();
  await expect(first.claim(`${token}x`, ADA)).rejects.toEqual(refused);
  await expect(first.claim(token, { ...ADA, password: "ada" })).rejects.toMatchObject({
    code: "PASSWORD_WEAK",
  });
  expect(await first.claim(token, ADA)).toMatchObject({ login: "ada" });
});
