import { expect, onTestFinished, test } from "vitest";
import { openPostgresStore } from "../../src/adapters/store/postgres-store.ts";
import type { ContentVersions } from "../../src/runtime/ports.ts";
import { handClock } from "../support/hand-clock.ts";
import { newNode } from "../support/log-events.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";

const DAY = 24 * 3_600_000;

describeWithPostgres("versions of the content in PostgreSQL", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);

  /** The versions as two processes see them, whose clocks are one. */
  const openTwo = async () => {
    const { url } = await makeDatabase();
    const clock = handClock();
    const open = async (): Promise<ContentVersions> => {
      const { store, versions } = await openPostgresStore(url, newNode(), clock);
      onTestFinished(() => store.close());
      return versions;
    };
    return { clock, first: await open(), second: await open() };
  };
  const files = [
    { path: "bot.yaml", text: "bot: 一" },
    { path: "dialogs/a.yaml", text: "\u0000\ud83d'\\" },
  ];

  test("that one process served are there for the others", async () => {
    const { first, second } = await openTwo();
    expect(await second.load("a")).toBeUndefined();
    await first.save("a", files);
    await Promise.all([first.save("a", files), second.save("a", files)]);
    expect(await second.load("a")).toEqual(files);
  });

  test("are dropped when nobody is inside of them, but not before another process may have done with them", async () => {
    const { clock, first, second } = await openTwo();
    for (const hash of ["used", "unused", "served again"]) await first.save(hash, files);
    clock.advance(20 * DAY);
    await second.save("served again", files);
    await first.keepOnly(new Set(["used"]));
    expect(await second.load("unused")).toEqual(files);
    clock.advance(11 * DAY);
    await first.keepOnly(new Set(["used"]));
    expect(await second.load("unused")).toBeUndefined();
    expect(await second.load("used")).toEqual(files);
    expect(await second.load("served again")).toEqual(files);
    clock.advance(31 * DAY);
    await first.keepOnly(new Set());
    expect(await second.load("used")).toBeUndefined();
  });
});
