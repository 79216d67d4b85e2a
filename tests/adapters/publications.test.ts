import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openPostgresStore } from "../../src/adapters/store/postgres-store.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { Publications } from "../../src/runtime/publication-ports.ts";
import { newNode } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeWithPostgres } from "../support/services.ts";

function describePublications(database: string, open: () => Promise<Publications>): void {
  describe(`what was published, on ${database}`, () => {
    test("is listed newest first, with the moment from which on it is answered with", async () => {
      const publications = await open();
      expect((await publications.list(10)).entries).toEqual([]);
      await publications.add({ content: "aaa", note: "first" }, 0);
      await publications.add({ note: "the files" }, 60_000);
      const { now, entries } = await publications.list(10);
      expect(entries).toMatchObject([{ note: "the files" }, { content: "aaa", note: "first" }]);
      const [files, first] = entries;
      if (files === undefined || first === undefined) return expect.unreachable();
      expect("content" in files).toBe(false);
      expect(files.id).toBeGreaterThan(first.id);
      expect(first.activeAt).toBeLessThanOrEqual(now);
      expect(files.activeAt).toBeGreaterThan(now);
      expect(files.activeAt).toBeLessThanOrEqual(now + 60_000);
      expect((await publications.list(1)).entries).toHaveLength(1);
    });
  });
}

describePublications("SQLite", async () => {
  const store = await openSqliteStore(path.join(await scratchDir(), "fenqi.sqlite"), newNode());
  onTestFinished(() => store.close());
  return store.publications;
});

describeWithPostgres("publications on PostgreSQL", (freshDatabase) => {
  describePublications("PostgreSQL", async () => {
    const { store, publications } = await openPostgresStore(await freshDatabase(), newNode(), systemClock);
    onTestFinished(() => store.close());
    return publications;
  });
});
