import { describe, expect, test } from "vitest";
import { randomImageId } from "../../src/adapters/auth/random-ids.ts";
import { messageBody } from "../../src/protocol/event.ts";
import { createImages, IMAGE_BYTES, imageBody } from "../../src/runtime/images.ts";
import { newCid } from "../support/log-events.ts";
import { SAMPLE_HEIGHT, SAMPLE_WIDTH, sampleImages } from "../support/sample-images.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const size = { width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT };
const DAY_MS = 24 * 3600 * 1000;

async function runtimeWithImages(options: Parameters<typeof smallRuntime>[0] = {}) {
  const runtime = await smallRuntime(options);
  const { store, clock } = runtime;
  return { ...runtime, images: createImages({ store, clock, newId: randomImageId }) };
}

describe("an image that a customer sends", () => {
  test("is logged as a message with its address and size, in the language of the conversation", async () => {
    const { open, say, images, reception, logOf, quiet } = await runtimeWithImages();
    const [chinese, english] = [await open(), await open()];
    await say(english, "it does not work, how do I fix it");
    for (const [id, words] of [
      [chinese, "[图片]"],
      [english, "[image]"],
    ] as const) {
      const image = await images.keep(id, sampleImages.png);
      await reception.show(id, newCid(), image.id);
      await quiet(id);
      const shown = (await logOf(id)).find(({ body }) => body.type === "image");
      expect(shown).toMatchObject({ kind: "message", from: "customer" });
      expect(shown?.body).toEqual({
        type: "image",
        text: words,
        url: `/api/chat/images/${image.id}`,
        alt: words,
        ...size,
      });
    }
  });

  test("is answered by the bot, and once however often it is sent again", async () => {
    const { open, images, reception, logOf, quiet } = await runtimeWithImages();
    const id = await open();
    const { id: image } = await images.keep(id, sampleImages.jpeg);
    const cid = newCid();
    const first = await reception.show(id, cid, image);
    await quiet(id);
    expect(await reception.show(id, cid, image)).toEqual(first);
    await quiet(id);
    const log = await logOf(id);
    expect(log.filter(({ from }) => from === "customer")).toHaveLength(1);
    expect(log.filter(({ from }) => from === "bot").length).toBeGreaterThan(0);
  });

  test("stands apart from the texts around it, and each gets its answer", async () => {
    const { open, images, reception, logOf, pass } = await runtimeWithImages({ coalesceMs: 800 });
    const id = await open();
    const { id: image } = await images.keep(id, sampleImages.jpeg);
    await reception.say(id, newCid(), "坏了");
    await reception.say(id, newCid(), "怎么办");
    await reception.show(id, newCid(), image);
    await reception.say(id, newCid(), "没解决");
    await pass(800);
    const log = await logOf(id);
    expect(log.slice(0, 4).map(({ body }) => body.type)).toEqual(["text", "text", "image", "text"]);
    const said = log.slice(4).map(({ from, body }) => `${from}: ${"text" in body ? body.text : ""}`);
    // The two texts before it are one question, and the one after it answers what the bot asked then.
    expect(said.slice(0, 2)).toEqual(["bot: 插上插头", "bot: 解决了吗"]);
    expect(said.slice(-2)).toEqual(["bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("of another conversation, or of none, is not found and leaves no trace", async () => {
    const { open, images, reception, logOf } = await runtimeWithImages();
    const [mine, theirs] = [await open(), await open()];
    const { id: image } = await images.keep(theirs, sampleImages.png);
    for (const wrong of [image, randomImageId(), "../../etc/passwd", "a\0b", "", "%2e%2e"]) {
      await expect(reception.show(mine, newCid(), wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await logOf(mine)).toEqual([]);
  });

  test("reaches whoever waits for a person without a word of the bot", async () => {
    const { open, images, reception, logOf, quiet } = await runtimeWithImages();
    const id = await open();
    await reception.askForHuman(id);
    await quiet(id);
    const before = (await logOf(id)).length;
    const { id: image } = await images.keep(id, sampleImages.png);
    await reception.show(id, newCid(), image);
    await quiet(id);
    expect((await logOf(id)).slice(before).map(({ from }) => from)).toEqual(["customer"]);
  });
});

describe("what is kept of images", () => {
  test("is the bytes as they came, by an id that nobody can guess", async () => {
    const { open, images } = await runtimeWithImages();
    const id = await open();
    const { id: image } = await images.keep(id, sampleImages.webpLossy);
    expect(image).toMatch(/^[\w-]{22}$/);
    const found = await images.find(image);
    expect(found).toMatchObject({ conversationId: id, format: "image/webp", ...size });
    expect(Buffer.from(found?.bytes ?? [])).toEqual(sampleImages.webpLossy);
  });

  test("is nothing that is no image, or has more pixels or bytes than browsers like", async () => {
    const { open, images } = await runtimeWithImages();
    const id = await open();
    const resized = (width: number, height: number) => {
      const png = Buffer.from(sampleImages.png);
      png.writeUInt32BE(width, 16);
      png.writeUInt32BE(height, 20);
      return png;
    };
    const large = Buffer.concat([sampleImages.png, Buffer.alloc(IMAGE_BYTES)]);
    for (const bad of [Buffer.alloc(0), resized(0, 9), resized(17, 12_001), resized(2 ** 32 - 1, 1), large]) {
      await expect(images.keep(id, bad)).rejects.toMatchObject({ code: "IMAGE_UNSUPPORTED" });
    }
    expect(await images.keep(id, resized(12_000, 1))).toMatchObject({ width: 12_000, height: 1 });
  });

  test("is 40 of a conversation within a day, and more on the next one", async () => {
    const { open, images, clock } = await runtimeWithImages();
    const [id, other] = [await open(), await open()];
    for (let count = 0; count < 40; count++) await images.keep(id, sampleImages.gif);
    await expect(images.keep(id, sampleImages.gif)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect(await images.keep(other, sampleImages.gif)).toMatchObject({ conversationId: other });
    clock.advance(DAY_MS + 1);
    expect(await images.keep(id, sampleImages.gif)).toMatchObject({ conversationId: id });
  });
});

test("the message that shows an image is one of the protocol", () => {
  const body = imageBody({ id: randomImageId(), ...size }, "zh");
  expect(messageBody.parse(body)).toEqual(body);
});
