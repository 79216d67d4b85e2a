import { onTestFinished } from "vitest";
import { type FaultProxy, faultProxy } from "../support/fault-proxy.ts";
import { type House, openHouse } from "./house.ts";
import { type MortalServer, startMortalServer } from "./mortal-server.ts";

/** Several servers on one PostgreSQL and one Redis, each reached by way of a network that can fail. */
export interface Pair {
  readonly house: House;
  /** Between the servers and PostgreSQL. */
  readonly database: FaultProxy;
  /** Between the servers and Redis. */
  readonly redis: FaultProxy;
  /** Starts one more server; settles when it listens. Customers are led to it from then on. */
  start(): Promise<Listening>;
  /** Has a balancer notice that a server does not answer: its customers are led to the others. */
  takeOut(server: Listening): void;
  /** It answers again. */
  putBack(server: Listening): void;
}

export type Listening = Pick<MortalServer, "ended" | "stderr" | "kill" | "stop" | "freeze" | "thaw"> & {
  readonly url: string;
};

interface PairOptions {
  /** The main.js of the compiled program. */
  readonly main: string;
  readonly seed: number;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Opens a house for several servers and starts two; all of it is closed when the test is over. */
export async function openPair({ main, seed, databaseUrl, redisUrl }: PairOptions) {
  const database = await proxyBefore(databaseUrl, "5432");
  const redis = await proxyBefore(redisUrl, "6379");
  const house = await openHouse({
    seed,
    databaseUrl,
    env: { DATABASE_URL: database.url, REDIS_URL: redis.url },
  });
  const led = new Set<number>();
  let started = 0;
  const lead = () => house.proxy.lead([...led]);
  const start = async (): Promise<Listening> => {
    started += 1;
    const env = { ...house.env, DATA_DIR: `${house.env["DATA_DIR"]}/server-${started}` };
    const server = startMortalServer({ main, env });
    const port = await server.ready;
    if (port === undefined) throw new Error(`A server was killed before it listened:\n${server.stderr}`);
    led.add(port);
    lead();
    void server.ended.then(() => {
      led.delete(port);
      lead();
    });
    return Object.assign(server, { url: `http://127.0.0.1:${port}` });
  };
  const pair: Pair = {
    house,
    database: database.proxy,
    redis: redis.proxy,
    start,
    takeOut({ url }) {
      led.delete(portIn(url));
      lead();
      // What is open goes through the balancer as well, and does not get any further.
      house.proxy.cut();
      house.proxy.mend();
    },
    putBack({ url }) {
      led.add(portIn(url));
      lead();
    },
  };
  const [first, second] = await Promise.all([start(), start()]);
  return { ...pair, first, second };
}

const portIn = (url: string) => Number(new URL(url).port);

async function proxyBefore(url: string, usualPort: string) {
  const target = new URL(url);
  const proxy = await faultProxy({ upstreams: [Number(target.port || usualPort)] });
  onTestFinished(() => proxy.close());
  target.hostname = "127.0.0.1";
  target.port = String(proxy.port);
  return { proxy, url: target.href };
}
