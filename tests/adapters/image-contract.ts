import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { conversationId, imageId } from "../../src/kernel/ids.ts";
import type { StoredImage } from "../../src/runtime/image-ports.ts";
import type { ConversationRecord } from "../../src/runtime/ports.ts";
import { type Database, openProcess } from "../support/databases.ts";
import { customerSays, openNew } from "../support/log-events.ts";
import { openDesks } from "./desk-builders.ts";

/** What every store promises of images. Run it on each database. */
export function describeImages(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => openProcess(await makeDatabase());
  const imageOf = (
    { id }: Pick<ConversationRecord, "id">,
    given: Partial<StoredImage> = {},
  ): StoredImage => ({
    id: imageId(randomUUID()),
    conversationId: id,
    at: 1_763_800_000_000,
    format: "image/png",
    width: 640,
    height: 480,
    bytes: Uint8Array.of(0, 1, 255, 0, 39, 92, 128),
    ...given,
  });
  const room = { most: 3, since: 0 };

  describe(`${name}: images`, () => {
    test("come back as they were saved, in any process, however large", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const record = await openNew(first);
      const small = imageOf(record);
      const large = imageOf(record, { format: "image/jpeg", width: 12_000, height: 1, at: 1 });
      const bytes = new Uint8Array(randomBytes(5_000_000));
      expect(await first.images.save(small, room)).toBe(true);
      expect(await first.images.save({ ...large, bytes }, room)).toBe(true);
      expect(await second.images.find(small.id)).toEqual(small);
      const { bytes: found, ...rest } = (await second.images.find(large.id)) ?? expect.unreachable("saved");
      expect({ ...large, ...rest }).toEqual(large);
      expect(Buffer.compare(found, bytes)).toBe(0);
      expect(await first.images.find(imageId("nobody's"))).toBeUndefined();
    });

    test("are as many as a conversation may have, counting those that are not too old", async () => {
      const store = await openFresh();
      const [one, other] = [await openNew(store), await openNew(store)];
      const quota = { most: 2, since: 1000 };
      const save = (record: ConversationRecord, at: number) =>
        store.images.save(imageOf(record, { at }), quota);
      expect([await save(one, 999), await save(one, 1000), await save(one, 5000)]).toEqual([
        true,
        true,
        true,
      ]);
      const refused = imageOf(one, { at: 6000 });
      expect(await store.images.save(refused, quota)).toBe(false);
      expect(await store.images.find(refused.id)).toBeUndefined();
      expect(await save(other, 6000)).toBe(true);
      expect(await store.images.save(refused, { most: 2, since: 1001 })).toBe(true);
    });

    test("that many processes save at once are no more than a conversation may have", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const records = [await openNew(first), await openNew(first)];
      const bytes = new Uint8Array(randomBytes(100_000));
      const saves = records.flatMap((record) =>
        Array.from({ length: 12 }, async (_, index) => {
          const image = imageOf(record, { bytes });
          const isSaved = await (index % 2 === 0 ? first : second).images.save(image, { most: 5, since: 0 });
          return { image, isSaved };
        }),
      );
      const outcomes = await Promise.all(saves);
      for (const { id } of records) {
        const own = outcomes.filter(({ image }) => image.conversationId === id);
        expect(own.filter(({ isSaved }) => isSaved)).toHaveLength(5);
      }
      for (const { image, isSaved } of outcomes)
        expect((await second.images.find(image.id))?.id).toBe(isSaved ? image.id : undefined);
    });

    test("are saved while customers write, and both are there", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const record = await openNew(first);
      const bytes = new Uint8Array(randomBytes(500_000));
      const writes = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? first : second).receive(record.id, customerSays(`第${index}句`), true),
      );
      const saves = Array.from({ length: 6 }, (_, index) =>
        (index % 2 === 0 ? first : second).images.save(imageOf(record, { bytes }), { most: 6, since: 0 }),
      );
      expect(await Promise.all(saves)).toEqual(Array(6).fill(true));
      await Promise.all(writes);
      expect(await first.events(record.id, { limit: 100 })).toHaveLength(20);
    });

    test("belong to a conversation there is, and keep their ids", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      const lost = imageOf({ id: conversationId("nobody") });
      await expect(store.images.save(lost, room)).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await store.images.find(lost.id)).toBeUndefined();
      const image = imageOf(record);
      await store.images.save(image, room);
      await expect(store.images.save({ ...image, width: 1 }, room)).rejects.toThrow();
      expect(await store.images.find(image.id)).toEqual(image);
    });

    test("are neither taken nor given by a closed store", async () => {
      const store = await openFresh();
      const image = imageOf(await openNew(store));
      const saved = store.images.save(image, room);
      await store.close();
      expect(await saved).toBe(true);
      const unavailable = { code: "STORE_UNAVAILABLE" };
      await expect(store.images.save(image, room)).rejects.toMatchObject(unavailable);
      await expect(store.images.find(image.id)).rejects.toMatchObject(unavailable);
    });
  });
}
