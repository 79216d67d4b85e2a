import { SignJWT } from "jose";
import { expect, test } from "vitest";
import { createCredentials } from "../../src/adapters/auth/credentials.ts";
import { randomIds } from "../../src/adapters/auth/random-ids.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { createSessions } from "../../src/runtime/sessions.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const HOST_SECRET = "the host app's secret, long enough for HS256";
const DAY_MS = 24 * 3600 * 1000;

async function smallSessions(published?: Publication) {
  const runtime = await smallRuntime(published && { published });
  const { store, content, clock } = runtime;
  const credentials = createCredentials({
    secretKey: "a secret of the server, long enough for HS256",
    identityKeys: { "2026-11": HOST_SECRET },
    clock,
  });
  const sessions = createSessions({ store, content, credentials, clock, ids: randomIds });
  const identity = (
    claims: Record<string, unknown> = {},
    kid: string | undefined = "2026-11",
    secret = HOST_SECRET,
  ) => {
    const now = clock.now() / 1000;
    return new SignJWT({ sub: "customer-7", iat: now, exp: now + 300, ...claims })
      .setProtectedHeader({ alg: "HS256", ...(kid === undefined ? {} : { kid }) })
      .sign(new TextEncoder().encode(secret));
  };
  return { ...runtime, sessions, identity };
}

test("a new customer gets an empty conversation in the language of the page, and a greeting", async () => {
  const { sessions } = await smallSessions();
  expect(await sessions.open({ locale: "en-GB" })).toMatchObject({
    last: 0,
    state: { owner: "bot", language: "en" },
    bot: { name: "Helper", greeting: "Hello", suggestions: ["how to mend"] },
  });
  expect((await sessions.open({})).bot.greeting).toBe("您好");
});

test("a customer who comes back with the token finds the same conversation", async () => {
  const { sessions, say } = await smallSessions();
  const first = await sessions.open({});
  const { id } = await sessions.resume(first.token);
  await say(id, "转人工");
  expect(await sessions.open({}, first.token)).toMatchObject({
    conversationId: first.conversationId,
    last: 3,
    state: { owner: "waiting", language: "zh" },
  });
});

test("two anonymous customers share nothing", async () => {
  const { sessions } = await smallSessions();
  const [one, other] = [await sessions.open({}), await sessions.open({})];
  expect(one.conversationId).not.toBe(other.conversationId);
  expect(one.token).not.toBe(other.token);
});

test("a token that was changed, is too old, or is no token opens nothing", async () => {
  const { sessions, clock } = await smallSessions();
  const { token } = await sessions.open({});
  const [header, , signature] = token.split(".");
  const forged = Buffer.from(JSON.stringify({ sub: "sub:somebody", conversation: "x" })).toString(
    "base64url",
  );
  for (const bad of [`${token}x`, `${header}.${forged}.${signature}`, "", "nonsense"]) {
    await expect(sessions.resume(bad)).rejects.toMatchObject({ code: "SESSION_INVALID" });
  }
  clock.advance(181 * DAY_MS);
  await expect(sessions.open({}, token)).rejects.toMatchObject({ code: "SESSION_INVALID" });
});

test("an identity token is not a session token, nor the other way round", async () => {
  const { sessions, identity } = await smallSessions();
  await expect(sessions.resume(await identity())).rejects.toMatchObject({ code: "SESSION_INVALID" });
  const { token } = await sessions.open({});
  await expect(sessions.open({ identity: token })).rejects.toMatchObject({ code: "IDENTITY_INVALID" });
});

test("whom the host app vouches for gets their own conversation on every device", async () => {
  const { sessions, identity, store } = await smallSessions();
  const phone = await sessions.open({ identity: await identity() });
  const anonymous = await sessions.open({});
  const laptop = await sessions.open({ identity: await identity() }, anonymous.token);
  expect(laptop.conversationId).toBe(phone.conversationId);
  const record = await store.find((await sessions.resume(laptop.token)).id);
  expect(record).toMatchObject({ customerId: "sub:customer-7", identified: true });
});

test("what was begun before signing in goes on afterwards, and the token of before opens it no more", async () => {
  const { sessions, identity, store, say } = await smallSessions();
  const anonymous = await sessions.open({});
  const { id } = await sessions.resume(anonymous.token);
  await say(id, "坏了怎么办");
  const signedIn = await sessions.open({ identity: await identity({ vip: true }) }, anonymous.token);
  expect(signedIn).toMatchObject({ conversationId: anonymous.conversationId, last: 3 });
  expect(await store.find(id)).toMatchObject({
    customerId: "sub:customer-7",
    identified: true,
    vip: true,
  });
  await expect(sessions.open({}, anonymous.token)).rejects.toMatchObject({ code: "SESSION_INVALID" });
  expect((await sessions.open({}, signedIn.token)).conversationId).toBe(anonymous.conversationId);
  expect((await sessions.open({ identity: await identity() })).conversationId).toBe(anonymous.conversationId);
});

test("what was begun without a name stays so for who has a conversation already", async () => {
  const { sessions, identity, store } = await smallSessions();
  const own = await sessions.open({ identity: await identity() });
  const anonymous = await sessions.open({});
  const signedIn = await sessions.open({ identity: await identity() }, anonymous.token);
  expect(signedIn.conversationId).toBe(own.conversationId);
  const { id } = await sessions.resume(anonymous.token);
  expect(await store.find(id)).toMatchObject({ identified: false });
});

test("what one proven customer has never becomes another's", async () => {
  const { sessions, identity, store } = await smallSessions();
  const seventh = await sessions.open({ identity: await identity() });
  const eighth = await sessions.open({ identity: await identity({ sub: "customer-8" }) }, seventh.token);
  expect(eighth.conversationId).not.toBe(seventh.conversationId);
  const { id } = await sessions.resume(seventh.token);
  expect((await store.find(id))?.customerId).toBe("sub:customer-7");
});

test("two pages that sign in at once with what each has begun get one conversation", async () => {
  const { sessions, identity } = await smallSessions();
  const [one, other] = [await sessions.open({}), await sessions.open({})];
  const proof = await identity();
  const pages = await Promise.all([
    sessions.open({ identity: proof }, one.token),
    sessions.open({ identity: proof }, other.token),
    sessions.open({ identity: proof }),
  ]);
  expect(new Set(pages.map(({ conversationId }) => conversationId)).size).toBe(1);
});

test("a token that opens nothing does not keep anybody from signing in", async () => {
  const { sessions, identity } = await smallSessions();
  const { conversationId } = await sessions.open({ identity: await identity() }, "nonsense");
  expect(conversationId).not.toBe("");
});

test("the page and the order are kept, and a client that says nothing of them has not gone anywhere", async () => {
  const { sessions, store } = await smallSessions();
  const { token } = await sessions.open({ page: "https://shop.example/orders/7", order: "7" });
  const { id } = await sessions.resume(token);
  const context = { page: "https://shop.example/orders/7", order: "7" };
  expect((await store.find(id))?.context).toEqual(context);
  await sessions.open({}, token);
  expect((await store.find(id))?.context).toEqual(context);
  await sessions.open({ page: "https://shop.example/" }, token);
  expect((await store.find(id))?.context).toEqual({ page: "https://shop.example/" });
  await sessions.open({ page: "", order: "" }, token);
  expect(await store.find(id)).not.toHaveProperty("context");
});

test("who comes back on the same page changes nothing", async () => {
  const { sessions, store } = await smallSessions();
  const { token } = await sessions.open({ page: "/orders", order: "7" });
  const before = await sessions.resume(token);
  await sessions.open({ page: "/orders", order: "7" }, token);
  expect(await store.find(before.id)).toEqual(before);
});

test("the questions are those of the page, and the colour is the shop's", async () => {
  const bot = mendingContent.map((file) =>
    file.path === "bot.yaml"
      ? {
          ...file,
          text: file.text.replace(
            "\nfacts:",
            '\n  color: "#CF4A0A"\n  pages: [{ match: /lamps*, suggestions: { zh: [灯坏了], en: [a lamp is broken] } }]\nfacts:',
          ),
        }
      : file,
  );
  const { sessions } = await smallSessions(await publishFiles(bot));
  const onLamps = await sessions.open({ page: "https://shop.example/lamps/3" });
  expect(onLamps.bot).toMatchObject({ suggestions: ["灯坏了"], color: "#cf4a0a" });
  expect((await sessions.open({}, onLamps.token)).bot.suggestions).toEqual(["灯坏了"]);
  expect((await sessions.open({ page: "/", locale: "en" })).bot.suggestions).toEqual(["how to mend"]);
  expect((await (await smallSessions()).sessions.open({})).bot).not.toHaveProperty("color");
});

test("whom the shop holds dear waits before others, as long as the host app says so", async () => {
  const { sessions, identity, store, reception, quiet, find } = await smallSessions();
  const dear = await sessions.open({ identity: await identity({ vip: true }) });
  const { id } = await sessions.resume(dear.token);
  expect(await store.find(id)).toMatchObject({ vip: true });
  await reception.askForHuman(id);
  await quiet(id);
  expect((await find(id)).state).toMatchObject({ phase: "waiting", ticket: { urgency: 1 } });

  const other = await sessions.open({ identity: await identity({ sub: "customer-8", vip: false }) });
  const { id: theirs } = await sessions.resume(other.token);
  await reception.askForHuman(theirs);
  await quiet(theirs);
  expect((await find(theirs)).state).toMatchObject({ phase: "waiting", ticket: { urgency: 0 } });

  await sessions.open({}, dear.token);
  expect(await store.find(id)).toMatchObject({ vip: true });
  await sessions.open({ identity: await identity() });
  expect((await find(id)).vip).toBeUndefined();
});

test("every session with a newer proof is noted, and one without it or with an older one takes nothing back", async () => {
  const { sessions, identity, find, clock } = await smallSessions();
  const first = clock.now();
  const old = await identity();
  const { token } = await sessions.open({ identity: old });
  const { id } = await sessions.resume(token);
  expect((await find(id)).provenAt).toBe(first);
  clock.advance(60_000);
  await sessions.open({ identity: await identity() }, token);
  expect((await find(id)).provenAt).toBe(first + 60_000);
  const noted = await find(id);
  await sessions.open({ identity: old }, token);
  await sessions.open({}, token);
  expect(await find(id)).toEqual(noted);
});

test("a proof counts from when the host app gave it, but never from a time to come", async () => {
  const { sessions, identity, find, clock } = await smallSessions();
  const provenAt = async (sub: string, iat: number) => {
    const { token } = await sessions.open({ identity: await identity({ sub, iat, exp: iat + 600 }) });
    return (await find((await sessions.resume(token)).id)).provenAt;
  };
  const now = clock.now() / 1000;
  expect(await provenAt("customer-7", now - 500.5)).toBe(clock.now() - 500_500);
  expect(await provenAt("customer-8", now + 500)).toBe(clock.now());
});

test("what was begun before signing in becomes that of a customer with this proof", async () => {
  const { sessions, identity, find, clock } = await smallSessions();
  const anonymous = await sessions.open({});
  const { id } = await sessions.resume(anonymous.token);
  expect(await find(id)).not.toHaveProperty("provenAt");
  await sessions.open({ identity: await identity() }, anonymous.token);
  expect((await find(id)).provenAt).toBe(clock.now());
});

test("an identity that proves nothing is refused", async () => {
  const { sessions, identity, clock } = await smallSessions();
  const now = clock.now() / 1000;
  const refused = [
    await identity({}, "2019-01"),
    await identity({}, undefined, HOST_SECRET).then((token) => token.slice(0, -2)),
    await identity({}, "2026-11", "some other secret, just as long as the real one"),
    await identity({ exp: now + 3600 }),
    await identity({ iat: now - 700, exp: now - 100 }),
    await identity({ sub: "" }),
    await identity({ exp: undefined }),
    await identity({ vip: "yes" }),
    "nonsense",
  ];
  for (const token of refused) {
    await expect(sessions.open({ identity: token })).rejects.toMatchObject({ code: "IDENTITY_INVALID" });
  }
});
