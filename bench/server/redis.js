import { Redis } from "ioredis";

/** As in CI and on a machine of one's own; TEST_REDIS_URL says otherwise. */
const URL_OF_SERVER = process.env["TEST_REDIS_URL"] ?? "redis://127.0.0.1:6379";

/** The channels' names hold the number of the database, so that nobody else's notices are counted. */
const MOST_DATABASES = 16;

/**
 * Listens in on what server processes tell one another. Undefined where there is no Redis.
 *
 * @typedef {{ bytes: number, published: number, publishUs: number }} RedisLook all of this Redis, whoever uses it
 */
export async function openRedis() {
  const database = 1 + Math.floor(Math.random() * (MOST_DATABASES - 1));
  const url = new URL(URL_OF_SERVER);
  url.pathname = `/${database}`;
  const options = { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null };
  const asking = new Redis(url.href, options);
  const hearing = new Redis(url.href, options);
  for (const connection of [asking, hearing]) connection.on("error", () => {});
  try {
    await Promise.all([asking.connect(), hearing.connect()]);
  } catch {
    return undefined;
  }
  let heard = 0;
  await hearing.psubscribe(`fenqi:${database}:conversation:*`, `fenqi:${database}:node:*`);
  hearing.on("pmessage", () => {
    heard += 1;
  });
  return {
    url: url.href,
    /** How many notices there were. */
    heard: () => heard,
    /** @returns {Promise<RedisLook>} */
    async look() {
      const [memory, commands] = await Promise.all([asking.info("memory"), asking.info("commandstats")]);
      const [, bytes] = /^used_memory:(\d+)/mu.exec(memory) ?? [];
      const [, published, publishUs] = /^cmdstat_publish:calls=(\d+),usec=(\d+)/mu.exec(commands) ?? [];
      return { bytes: Number(bytes), published: Number(published ?? 0), publishUs: Number(publishUs ?? 0) };
    },
    async close() {
      await Promise.all([asking.quit(), hearing.quit()]);
    },
  };
}
