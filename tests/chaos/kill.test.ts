import { afterAll, beforeAll, describe, expect, onTestFailed, test } from "vitest";
import { chance, freshSeed } from "../support/chance.ts";
import { badNetwork } from "../support/fault-proxy.ts";
import { compileProgram } from "../support/server-process.ts";
import { describeWithPostgres } from "../support/services.ts";
import { faultPoints } from "./fault-point.ts";
import { openHouse } from "./house.ts";
import { type MortalServer, startMortalServer } from "./mortal-server.ts";
import { comeOnline } from "./page.ts";

// A server is killed again and again, each time at another moment, while customers on a bad network talk to it; it comes
// back on the same data. Then the log has to be as if nothing had happened. How often, for each of the two databases, says
// FENQI_CHAOS_KILLS. What was drawn, FENQI_CHAOS_SEED draws again; how the machine runs it is another thing each time.

const KILLS = Number(process.env["FENQI_CHAOS_KILLS"] || 20);
const SEED = Number(process.env["FENQI_CHAOS_SEED"] || freshSeed());
const KILLS_PER_LIFE = 10;
const CUSTOMERS = 50;

/** A server that has not come to the moment it is to die at is killed from outside: some moments are rare. */
const PATIENCE_MS = 1200;

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

const lives = Array.from({ length: Math.ceil(KILLS / KILLS_PER_LIFE) }, (_, index) => index + 1);

describe("on SQLite", () => {
  test.each(lives)(
    `seed ${SEED}, life %i: nothing is lost, repeated or out of order`,
    (life) => live(life),
    180_000,
  );
});

describeWithPostgres("on PostgreSQL", (freshDatabase) => {
  test.each(lives)(
    `seed ${SEED}, life %i: nothing is lost, repeated or out of order`,
    async (life) => live(life, await freshDatabase()),
    180_000,
  );
});

async function live(life: number, databaseUrl?: string): Promise<void> {
  const kills = Math.min(KILLS_PER_LIFE, KILLS - (life - 1) * KILLS_PER_LIFE);
  // Lives go on in one row of points, so that two of them together have come to every moment there is.
  const points = faultPoints(SEED, life * KILLS_PER_LIFE, chance(SEED))
    .slice(-KILLS_PER_LIFE)
    .slice(0, kills);
  const died: string[] = [];
  onTestFailed(() => {
    const kind = databaseUrl === undefined ? "SQLite" : "PostgreSQL";
    console.error(
      `Killed at ${died.join(", ")}. Again: FENQI_CHAOS_SEED=${SEED} FENQI_CHAOS_KILLS=${KILLS} ` +
        `npx vitest run tests/chaos/kill.test.ts -t "${kind} seed ${SEED}, life ${life}:"`,
    );
  });
  const house = await openHouse({
    seed: SEED + life,
    network: { faults: badNetwork },
    // With 0, every text is a turn; else those that come together are one.
    env: { COALESCE_MS: life % 2 === 0 ? "0" : "150" },
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  const prepare = (faultAt?: string) =>
    startMortalServer({ main: program.main, env: house.env, standsBy: true, ...(faultAt && { faultAt }) });
  const begin = async (server: MortalServer) => {
    server.begin();
    const port = await server.ready;
    house.proxy.lead(port === undefined ? [] : [port]);
    // Widgets that have failed for a while wait for longer than these servers live; a phone that is back on its network
    // makes them try at once.
    if (house.chance.isLucky(0.7)) comeOnline();
    return port !== undefined;
  };

  house.invite(CUSTOMERS);
  let next = prepare(points[0]);
  for (const [index, point] of points.entries()) {
    const server = next;
    const isReady = await begin(server);
    next = prepare(points[index + 1]);
    const patience = setTimeout(() => server.kill(), isReady ? PATIENCE_MS : 0);
    expect(await server.ended, server.stderr).toBe("SIGKILL");
    clearTimeout(patience);
    died.push(point);
  }
  await begin(next);
  await house.settle();
  expect(await house.judge(), next.stderr.slice(-2000)).toEqual([]);
}
