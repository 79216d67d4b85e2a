import { expect, test } from "vitest";
import { IMAGE_BYTES } from "../../src/runtime/images.ts";
import { chatClient } from "../support/chat-client.ts";
import { deskClient, hireAt, signIn } from "../support/desk-client.ts";
import { SAMPLE_HEIGHT, SAMPLE_WIDTH, sampleImages } from "../support/sample-images.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

const told = async (response: Response) => [response.status, await response.json()];

/** A customer whom Li has, and Bo and the supervisor Sue beside. */
async function openShop() {
  const dataDir = await scratchDir();
  await hireAt(dataDir, { name: "Li" }, { name: "Bo" }, { name: "Sue", role: "supervisor" });
  const { url } = await smallApp({ DATA_DIR: dataDir, ASSIGNMENT: "manual" });
  const li = await deskClient(url, "li");
  const customer = await chatClient(url);
  await customer.say("转人工");
  const id = customer.session.conversationId;
  await customer.until((seen) => seen.some(({ kind }) => kind === "handoff"));
  expect(await li.ask("claim", { id })).toMatchObject({ ok: true });
  const upload = (
    cookie: string,
    bytes: Uint8Array<ArrayBuffer> = sampleImages.png,
    headers: Readonly<Record<string, string>> = { "x-fenqi-desk": "1" },
    conversation: string = id,
  ) =>
    fetch(`${url}/api/desk/conversations/${conversation}/images`, {
      method: "POST",
      body: bytes,
      headers: { "content-type": "image/png", cookie, ...headers },
    });
  return { url, li, customer, id, upload };
}

test("an agent uploads an image for the customer they have, and a supervisor for any", async () => {
  const { url, li, upload } = await openShop();
  for (const cookie of [li.cookie, await signIn(url, "sue")]) {
    const [status, reply] = await told(await upload(cookie));
    expect([status, reply]).toEqual([
      201,
      { image: expect.stringMatching(/^[\w-]{22}$/), width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT },
    ]);
    const shown = await fetch(`${url}/api/chat/images/${reply.image}`);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(sampleImages.png);
  }
});

test("nobody else uploads one", async () => {
  const { url, li, upload } = await openShop();
  const bo = await signIn(url, "bo");
  const evil = { "x-fenqi-desk": "1", origin: "https://evil.example" };
  expect(await told(await upload(bo))).toMatchObject([409, { error: { code: "NOT_YOURS" } }]);
  expect(await told(await upload(""))).toMatchObject([401, { error: { code: "SIGNED_OUT" } }]);
  expect(await told(await upload(li.cookie, sampleImages.png, {}))).toMatchObject([
    403,
    { error: { code: "FORBIDDEN" } },
  ]);
  expect(await told(await upload(li.cookie, sampleImages.png, evil))).toMatchObject([
    403,
    { error: { code: "FORBIDDEN" } },
  ]);
});

test("what is no image, too large, or for nobody is refused", async () => {
  const { li, upload } = await openShop();
  const header = { "x-fenqi-desk": "1" };
  const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");
  expect(await told(await upload(li.cookie, svg))).toMatchObject([
    415,
    { error: { code: "IMAGE_UNSUPPORTED" } },
  ]);
  const large = Buffer.concat([sampleImages.png], IMAGE_BYTES + 1);
  expect(await told(await upload(li.cookie, large))).toMatchObject([
    413,
    { error: { code: "MESSAGE_INVALID" } },
  ]);
  for (const nobody of ["nobody", "..%2fme", "x".repeat(65)]) {
    const response = await upload(li.cookie, sampleImages.png, header, nobody);
    expect([400, 404]).toContain(response.status);
  }
});
