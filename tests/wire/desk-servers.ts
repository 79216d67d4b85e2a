import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { scryptPasswords } from "../../src/adapters/auth/passwords.ts";
import { openDatabase } from "../../src/database.ts";
import { agentId } from "../../src/kernel/ids.ts";
import type { Agent } from "../../src/runtime/desk-ports.ts";
import { PASSWORD } from "../support/desk-client.ts";
import { faultProxy } from "../support/fault-proxy.ts";
import { newNode } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

/** Several processes of one shop, on one PostgreSQL, and on one Redis where there is one. */
export const openServers = async (
  count: number,
  { databaseUrl, redisUrl }: { readonly databaseUrl: string; readonly redisUrl?: string },
) =>
  Promise.all(
    Array.from({ length: count }, async () =>
      smallApp({
        DATA_DIR: await scratchDir(),
        DATABASE_URL: databaseUrl,
        SECRET_KEY: "a secret of the servers, long enough for HS256",
        ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
      }),
    ),
  );

/** Accounts in a PostgreSQL, all with `PASSWORD`. */
export async function hireIn(databaseUrl: string, ...agents: readonly Partial<Agent>[]): Promise<void> {
  const config = { DATA_DIR: await scratchDir(), DATABASE_URL: databaseUrl };
  const { store, desk } = await openDatabase(config, newNode(), () => {});
  // Cheap to make: nobody guesses at a test.
  const hash = await scryptPasswords({ logN: 10, r: 8, p: 1 }).hash(PASSWORD);
  for (const about of agents) {
    const { name = "Li" } = about;
    const plain = { role: "agent", queues: [], capacity: 5, createdAt: Date.now() } as const;
    await desk.agents.add(
      { ...plain, id: agentId(randomUUID()), name, login: name.toLowerCase(), ...about },
      hash,
    );
  }
  await store.close();
}

/** The same PostgreSQL by way of a network that can fail. */
export async function throughProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const proxy = await faultProxy({ upstreams: [Number(target.port || "5432")] });
  onTestFinished(() => proxy.close());
  Object.assign(target, { hostname: "127.0.0.1", port: String(proxy.port) });
  return { proxy, url: target.href };
}
