import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { Redis } from "ioredis";
import { Client } from "pg";
import { afterAll, describe, onTestFinished, TestRunner, test } from "vitest";

/** Another server that some tests need. */
interface Service {
  readonly name: string;
  /** The environment variable that says where it is. */
  readonly setting: string;
  /** Where it is looked for when that is not set. */
  readonly local: string;
  /** @throws whatever keeps it from answering */
  ask(url: string): Promise<void>;
}

/** Found at a URL, or not there for a reason. */
type Found = { readonly url: string } | { readonly reason: string };

const ANSWER_WITHIN_MS = 3000;

const postgres: Service = {
  name: "PostgreSQL",
  setting: "TEST_DATABASE_URL",
  local: `postgres://${encodeURIComponent(userInfo().username)}@127.0.0.1:5432/postgres`,
  ask: (url) => query(url, "select 1"),
};

const redis: Service = {
  name: "Redis",
  setting: "TEST_REDIS_URL",
  local: "redis://127.0.0.1:6379",
  ask: ping,
};

/**
 * A suite that needs PostgreSQL. On a machine without one it is skipped, with a line on stderr that says why; with
 * `CI=true`, or when TEST_DATABASE_URL names one that does not answer, it fails instead.
 *
 * @param define registers the tests. `freshDatabase` makes an empty database and gives its URL; called in a test, the
 *   database goes with the test (after what the test then registers by `onTestFinished`), else with the suite
 */
export function describeWithPostgres(
  name: string,
  define: (freshDatabase: () => Promise<string>) => void,
): void {
  describeWith(postgres, name, (serverUrl) => {
    const left = new Set<string>();
    const drop = async (database: string) => {
      left.delete(database);
      await query(serverUrl, `drop database if exists ${database} with (force)`);
    };
    afterAll(async () => {
      for (const database of left) await drop(database);
    });
    define(async () => {
      const database = `fenqi_test_${randomUUID().replaceAll("-", "")}`;
      await query(serverUrl, `create database ${database}`);
      left.add(database);
      if (TestRunner.getCurrentTest() !== undefined) onTestFinished(() => drop(database));
      return Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;
    });
  });
}

/**
 * A suite that needs Redis; without one as `describeWithPostgres`.
 *
 * @param define registers the tests; the URL names a database that no other suite uses at the time
 */
export function describeWithRedis(name: string, define: (url: string) => void): void {
  describeWith(redis, name, async (serverUrl) => {
    const { database, leave } = await takeDatabase(serverUrl);
    afterAll(leave);
    define(Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href);
  });
}

function describeWith(service: Service, name: string, define: (url: string) => void | Promise<void>): void {
  describe(name, async () => {
    const found = await find(service);
    if ("url" in found) await define(found.url);
    else if (mustBeThere(service)) {
      test(`finds ${service.name}`, () => {
        throw new Error(`These tests cannot run, because ${found.reason}.`);
      });
    } else {
      console.warn(`Skipped: ${name}, because ${found.reason}.`);
      test.skip(`(skipped, because ${found.reason})`);
    }
  });
}

/** Nobody reads on CI what was skipped; and who names a server wants it used. */
const mustBeThere = ({ setting }: Service) => process.env["CI"] === "true" || !!process.env[setting];

const searches = new Map<Service, Promise<Found>>();

function find(service: Service): Promise<Found> {
  const search = searches.get(service) ?? look(service);
  searches.set(service, search);
  return search;
}

async function look({ name, setting, local, ask }: Service): Promise<Found> {
  const url = process.env[setting] || local;
  try {
    await ask(url);
    return { url };
  } catch (error) {
    // An address tried by IPv4 and IPv6 fails with an error that has a code and no message.
    const { message, code } = error as NodeJS.ErrnoException;
    const otherwise = process.env[setting] ? `${setting} names it` : `set ${setting}`;
    return { reason: `there is no ${name} at ${withoutPassword(url)} (${message || code}); ${otherwise}` };
  }
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return "an address that cannot be read";
  return Object.assign(new URL(url), { password: "" }).href;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function ping(url: string): Promise<void> {
  const client = await connectRedis(url);
  try {
    await client.ping();
  } finally {
    client.disconnect();
  }
}

/** Databases that a Redis has if nobody set another number; 0 may be anybody's. */
const REDIS_DATABASES = Array.from({ length: 15 }, (_, index) => index + 1);

/** What a suite that was killed, or of which no test is run, has taken is free again after so long. */
const TAKEN_FOR_S = 15;

async function takeDatabase(
  serverUrl: string,
): Promise<{ readonly database: number; leave(): Promise<void> }> {
  const client = await connectRedis(serverUrl);
  for (const database of REDIS_DATABASES) {
    const key = `fenqi-tests:database:${database}`;
    if ((await client.set(key, process.pid, "EX", TAKEN_FOR_S, "NX")) === "OK") {
      const keep = setInterval(
        () => {
          client.expire(key, TAKEN_FOR_S).catch(() => {});
        },
        (1000 * TAKEN_FOR_S) / 5,
      ).unref();
      const leave = async () => {
        clearInterval(keep);
        await client.del(key);
        client.disconnect();
      };
      return { database, leave };
    }
  }
  client.disconnect();
  throw new Error(
    `Other tests use all databases of the Redis at ${withoutPassword(serverUrl)}; try again later.`,
  );
}

async function connectRedis(url: string): Promise<Redis> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: ANSWER_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
  });
  // What goes wrong is thrown by connect(), too.
  client.on("error", () => {});
  await client.connect();
  return client;
}
