import { SignJWT } from "jose";
import { expect, test } from "vitest";
import { createCredentials } from "../../src/adapters/auth/credentials.ts";
import { randomIds } from "../../src/adapters/auth/random-ids.ts";
import { createSessions } from "../../src/runtime/sessions.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const HOST_SECRET = "the host app's secret, long enough for HS256";
const DAY_MS = 24 * 3600 * 1000;

async function smallSessions() {
  const runtime = await smallRuntime();
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
    "nonsense",
  ];
  for (const token of refused) {
    await expect(sessions.open({ identity: token })).rejects.toMatchObject({ code: "IDENTITY_INVALID" });
  }
});
