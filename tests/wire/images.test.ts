import path from "node:path";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { conversationId } from "../../src/kernel/ids.ts";
import { IMAGE_BYTES } from "../../src/runtime/images.ts";
import { chatClient, openSession } from "../support/chat-client.ts";
import { newNode } from "../support/log-events.ts";
import { SAMPLE_HEIGHT, SAMPLE_WIDTH, sampleImages } from "../support/sample-images.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeWithPostgres } from "../support/services.ts";
import { smallApp } from "../support/small-app.ts";

const size = { width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT };

interface Upload {
  readonly token?: string;
  readonly type?: string;
  readonly origin?: string;
}

function upload(url: string, bytes: Uint8Array<ArrayBuffer>, { token, type = "image/png", origin }: Upload) {
  return fetch(`${url}/api/chat/images`, {
    method: "POST",
    body: bytes,
    headers: {
      "content-type": type,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(origin !== undefined && { origin }),
    },
  });
}

/** Uploads an image that is taken, and gives its id. */
async function kept(url: string, token: string, bytes: Uint8Array<ArrayBuffer> = sampleImages.png) {
  const response = await upload(url, bytes, { token });
  expect(response.status).toBe(201);
  const { image } = (await response.json()) as { image: string };
  return image;
}

const told = async (response: Response) => [response.status, await response.json()];

/** Sends an image, and looks at what became of it. */
async function sendAndSee(url: string): Promise<void> {
  const customer = await chatClient(url);
  const otherTab = await chatClient(url, { token: customer.session.token });
  const response = await upload(url, sampleImages.png, { token: customer.session.token });
  expect(response.headers.get("cache-control")).toBe("no-store");
  const reply = (await response.json()) as { image: string };
  expect([response.status, reply]).toEqual([201, { image: expect.stringMatching(/^[\w-]{22}$/), ...size }]);

  const ack = await customer.ask("message", { cid: "picture", image: reply.image });
  expect(ack).toMatchObject({ ok: true, seq: 1 });
  await otherTab.until((seen) => seen.length >= 1);
  const address = `/api/chat/images/${reply.image}`;
  const body = { type: "image", text: "[图片]", alt: "[图片]", url: address, ...size };
  expect(otherTab.seen[0]).toMatchObject({ kind: "message", from: "customer", body, cid: "picture" });

  const shown = await fetch(url + address);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(sampleImages.png);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": "image/png",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
    "cross-origin-resource-policy": "cross-origin",
  });
  // It cannot read it, and says so.
  await customer.until((seen) => seen.at(-1)?.from === "bot");
  expect(await customer.ask("message", { cid: "picture", image: reply.image })).toEqual(ack);
  await customer.say("坏了怎么办");
  await customer.until((seen) => seen.at(-1)?.from === "bot" && seen.some(({ cid }) => cid !== "picture"));
  expect(customer.seen.filter(({ cid }) => cid === "picture")).toHaveLength(1);
}

test("a customer sends a picture, sees it in every tab, and may send it again without sending it twice", async () => {
  const { url } = await smallApp();
  await sendAndSee(url);
});

describeWithPostgres("on PostgreSQL", (freshDatabase) => {
  test("a customer sends a picture as well", async () => {
    const { url } = await smallApp({
      DATABASE_URL: await freshDatabase(),
      SECRET_KEY: "a secret of this test, long enough to sign",
    });
    await sendAndSee(url);
  });
});

describe("what is uploaded", () => {
  test("is what its bytes say, whatever it is called", async () => {
    const { url } = await smallApp();
    const { token } = await openSession(url);
    for (const [bytes, type, format] of [
      [sampleImages.jpeg, "image/png", "image/jpeg"],
      [sampleImages.webpLossless, "application/octet-stream", "image/webp"],
      [sampleImages.gif, "application/json", "image/gif"],
    ] as const) {
      const response = await upload(url, bytes, { token, type });
      const { image } = (await response.json()) as { image: string };
      const shown = await fetch(`${url}/api/chat/images/${image}`);
      expect(shown.headers.get("content-type")).toBe(format);
    }
  });

  test("is refused unless it is an image, though it is said to be one", async () => {
    const { url } = await smallApp();
    const { token } = await openSession(url);
    const script = "<script>fetch('/api/desk/agents')</script>";
    const strangers = [
      ["image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
      ["image/png", `<!doctype html>${script}`],
      ["image/gif", `GIF88a${script}`],
      ["image/jpeg", ""],
    ] as const;
    for (const [type, text] of strangers) {
      const response = await upload(url, new TextEncoder().encode(text), { token, type });
      expect(await told(response)).toEqual([
        415,
        { error: { code: "IMAGE_UNSUPPORTED", message: expect.any(String), retryable: false } },
      ]);
    }
  });

  test("is refused when it has a byte too many", async () => {
    const { url } = await smallApp();
    const { token } = await openSession(url);
    const sized = (bytes: number) => Buffer.concat([sampleImages.png], bytes);
    expect((await upload(url, sized(IMAGE_BYTES), { token })).status).toBe(201);
    expect(await told(await upload(url, sized(IMAGE_BYTES + 1), { token }))).toMatchObject([
      413,
      { error: { code: "MESSAGE_INVALID", retryable: false } },
    ]);
  });

  test("is refused to whoever has no session", async () => {
    const { url } = await smallApp();
    for (const token of [undefined, "nonsense"]) {
      const response = await upload(url, sampleImages.png, { ...(token !== undefined && { token }) });
      expect(await told(response)).toMatchObject([401, { error: { code: "SESSION_INVALID" } }]);
    }
  });

  test("comes from the listed shops' pages, whose browsers are told so, and from no others", async () => {
    const shop = "https://shop.example";
    const { url } = await smallApp({ ALLOWED_ORIGINS: shop });
    const { token } = await openSession(url);
    const asked = await fetch(`${url}/api/chat/images`, {
      method: "OPTIONS",
      headers: {
        origin: shop,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect([asked.ok, asked.headers.get("access-control-allow-origin")]).toEqual([true, shop]);
    const taken = await upload(url, sampleImages.png, { token, origin: shop });
    expect([taken.status, taken.headers.get("access-control-allow-origin")]).toEqual([201, shop]);
    const refused = await upload(url, sampleImages.png, { token, origin: "https://evil.example" });
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect(await told(refused)).toMatchObject([403, { error: { code: "ORIGIN_REFUSED" } }]);
  });

  test("too fast by one customer is told to wait, and keeps nobody else from sending", async () => {
    const { url } = await smallApp();
    const [{ token }, other] = [await openSession(url), await openSession(url)];
    const uploads = Array.from({ length: 40 }, () => upload(url, sampleImages.gif, { token }));
    const answers = await Promise.all(uploads.map(async (response) => told(await response)));
    const refused = answers.filter(([status]) => status === 429);
    expect(refused[0]).toMatchObject([429, { error: { code: "TOO_MANY_REQUESTS", retryable: true } }]);
    expect(answers.filter(([status]) => status === 201).length).toBeGreaterThanOrEqual(10);
    expect((await upload(url, sampleImages.gif, { token: other.token })).status).toBe(201);
  });

  test("too often from one address is told to wait, apart from sessions", async () => {
    const { url } = await smallApp({ SESSIONS_PER_MINUTE: "3" });
    const { token } = await openSession(url);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++)
      statuses.push((await upload(url, sampleImages.gif, { token })).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    expect((await openSession(url)).last).toBe(0);
  });
});

test("an image of another customer's is not found, however it is asked for", async () => {
  const { url } = await smallApp();
  const [customer, stranger] = [await chatClient(url), await openSession(url)];
  const theirs = await kept(url, stranger.token);
  for (const [cid, image] of [theirs, "../../../etc/passwd", "a\0b", "A".repeat(22)].entries()) {
    expect(await customer.ask("message", { cid: `c${cid}`, image })).toMatchObject({
      ok: false,
      error: { code: "NOT_FOUND", retryable: false },
    });
  }
  for (const image of ["", {}, 7, "x".repeat(65)]) {
    expect(await customer.ask("message", { cid: "c", image })).toMatchObject({
      ok: false,
      error: { code: "MESSAGE_INVALID" },
    });
  }
  expect(await customer.ask("fetch", {})).toMatchObject({ events: [], last: 0 });
});

test("an address that is no image's shows nothing", async () => {
  const { url } = await smallApp();
  for (const id of ["A".repeat(22), "..%2f..%2fetc%2fpasswd", "%00", "%E0%A4%A", "x".repeat(300)]) {
    const response = await fetch(`${url}/api/chat/images/${id}`);
    expect(response.headers.get("content-type")).toContain("application/json");
    expect([400, 404, 414]).toContain(response.status);
  }
});

test("a blocked customer sends neither messages nor images, and still reads what was said", async () => {
  const DATA_DIR = await scratchDir();
  const { url } = await smallApp({ DATA_DIR });
  const customer = await chatClient(url);
  const { token, conversationId: id } = customer.session;
  const ack = await customer.say("坏了怎么办", "first");
  await customer.until((seen) => seen.length >= 3);
  const image = await kept(url, token);
  const other = await openSession(url);
  await block(DATA_DIR, other.conversationId);
  expect(await told(await upload(url, sampleImages.png, { token: other.token }))).toMatchObject([
    403,
    { error: { code: "BLOCKED", retryable: false } },
  ]);
  const stranger = await chatClient(url, { token: other.token });
  for (const payload of [{ text: "在吗" }, { image }, { choice: { seq: 1, option: "yes" } }]) {
    expect(await stranger.ask("message", { cid: "c", ...payload })).toMatchObject({
      ok: false,
      error: { code: "BLOCKED", retryable: false, message: expect.stringContaining("2100-01-01") },
    });
  }
  for (const [name, payload] of [
    ["human", {}],
    ["rate", { score: 1 }],
  ] as const) {
    expect(await stranger.ask(name, payload)).toMatchObject({ ok: false, error: { code: "BLOCKED" } });
  }
  expect(await stranger.ask("fetch", {})).toEqual({ ok: true, events: [], last: 0 });
  expect(await stranger.ask("read", { seq: 0 })).toEqual({ ok: true });

  await block(DATA_DIR, id);
  const again = await customer.ask("fetch", { after: 2 });
  expect(again).toMatchObject({ ok: true, last: 3 });
  expect(await customer.say("坏了怎么办", "first")).toEqual(ack);
});

/** Blocks a customer as another process would. */
async function block(dataDir: string, id: string): Promise<void> {
  const store = await openSqliteStore(path.join(dataDir, "fenqi.sqlite"), newNode());
  await store.desk.setBlocked(conversationId(id), Date.UTC(2100, 0));
  await store.close();
}
