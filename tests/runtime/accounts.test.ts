import { describe, expect, test } from "vitest";
import { scryptPasswords } from "../../src/adapters/auth/passwords.ts";
import { agentId } from "../../src/kernel/ids.ts";
import { Accounts } from "../../src/runtime/accounts.ts";
import { deferred } from "../support/deferred.ts";
import { newAgent, PASSWORD, smallAccounts } from "../support/small-accounts.ts";

const NEW_PASSWORD = "seven herons fly";
const HOUR_MS = 3_600_000;

const refused = (code: string) => expect.objectContaining({ code });

describe("signing in", () => {
  test("gives a token that stands for the agent until they sign out", async () => {
    const { accounts, bo, signIn, closed } = await smallAccounts();
    const { token, session } = await signIn("bo");
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await accounts.check(token)).toMatchObject({ agent: bo, session: { id: session.id } });
    await accounts.signOut(await accounts.check(token));
    await expect(accounts.check(token)).rejects.toEqual(refused("SIGNED_OUT"));
    expect(closed).toEqual([{ type: "session", sessionId: session.id }]);
  });

  test("keeps nothing that would let anybody in who reads the database", async () => {
    const { store, bo, signIn } = await smallAccounts();
    const { token } = await signIn("bo");
    const kept = JSON.stringify([await store.sessionsOf(bo.id), await store.credentials("bo")]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(PASSWORD);
  });

  test("fails in the same words for a wrong password, an unknown login and a disabled account", async () => {
    const { accounts, ada, bo, signIn } = await smallAccounts();
    await accounts.change(ada, bo.id, { isDisabled: true });
    const failures = await Promise.allSettled([
      signIn("ada", "some other password"),
      signIn("nobody"),
      signIn("bo"),
    ]);
    const reasons = failures.map((failure) => ("reason" in failure ? failure.reason : undefined));
    expect(reasons).toEqual([1, 2, 3].map(() => refused("SIGN_IN_FAILED")));
    expect(new Set(reasons.map(({ message }) => message)).size).toBe(1);
  });

  test("takes five attempts at one account at once, and then one in half a minute, from wherever", async () => {
    const { clock, signIn } = await smallAccounts();
    const attempt = (index: number) => signIn("bo", "wrong", `203.0.113.${index}`);
    for (let index = 0; index < 5; index++)
      await expect(attempt(index)).rejects.toEqual(refused("SIGN_IN_FAILED"));
    await expect(attempt(6)).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
    await expect(signIn("bo")).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
    await signIn("ada");
    clock.advance(30_000);
    await signIn("bo");
    await expect(signIn("bo")).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
  });

  test("takes five attempts from one address at once, and then one each second, at whichever account", async () => {
    const { clock, signIn } = await smallAccounts();
    for (let index = 0; index < 5; index++)
      await expect(signIn(`nobody-${index}`)).rejects.toEqual(refused("SIGN_IN_FAILED"));
    await expect(signIn("bo")).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
    await signIn("bo", PASSWORD, "198.51.100.1");
    clock.advance(1000);
    await signIn("ada");
    await expect(signIn("bo")).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
  });

  test("fails when the password was changed, or the account shut, while it was being checked", async () => {
    for (const change of [{ isDisabled: true }, { password: NEW_PASSWORD }]) {
      const opened = deferred<void>();
      const mayGoOn = deferred<void>();
      const { accounts, ada, bo, signIn, store } = await smallAccounts((real) => ({
        ...real,
        async openSession(session) {
          opened.resolve();
          await mayGoOn.promise;
          await real.openSession(session);
        },
      }));
      const signingIn = signIn("bo");
      await opened.promise;
      await accounts.change(ada, bo.id, change);
      mayGoOn.resolve();
      await expect(signingIn).rejects.toEqual(refused("SIGN_IN_FAILED"));
      expect(await store.sessionsOf(bo.id)).toEqual([]);
    }
  });

  test("makes the hash anew when it costs more by now", async () => {
    const { store, secrets, clock } = await smallAccounts();
    const passwords = scryptPasswords({ logN: 5, r: 8, p: 1 });
    const accounts = new Accounts({ store, secrets, clock, passwords });
    const signIn = () =>
      accounts.signIn({ login: "bo", password: PASSWORD }, { address: "203.0.113.7", browser: "" });
    await signIn();
    expect((await store.credentials("bo"))?.passwordHash).toContain("ln=5,");
    await signIn();
  });
});

describe("a session", () => {
  test("ends when it was not used for twelve hours", async () => {
    const { accounts, clock, signIn } = await smallAccounts();
    const { token } = await signIn("bo");
    for (let hours = 0; hours < 36; hours += 11) {
      clock.advance(11 * HOUR_MS);
      await accounts.check(token);
    }
    clock.advance(12 * HOUR_MS);
    await expect(accounts.check(token)).rejects.toEqual(refused("SIGNED_OUT"));
  });

  test("ends after seven days, however much it is used", async () => {
    const { accounts, clock, signIn } = await smallAccounts();
    const { token } = await signIn("bo");
    for (let hours = 0; hours < 7 * 24 - 1; hours++) {
      clock.advance(HOUR_MS);
      await accounts.check(token);
    }
    clock.advance(HOUR_MS);
    await expect(accounts.check(token)).rejects.toEqual(refused("SIGNED_OUT"));
  });

  test("is noted as used once a minute, and not at every request", async () => {
    const renewals: number[] = [];
    const { accounts, clock, signIn } = await smallAccounts((real) => ({
      ...real,
      async renewSession(id, seenAt, expiresAt) {
        renewals.push(seenAt);
        await real.renewSession(id, seenAt, expiresAt);
      },
    }));
    const { token } = await signIn("bo");
    for (let seconds = 0; seconds < 180; seconds += 10) {
      clock.advance(10_000);
      await accounts.check(token);
    }
    expect(renewals).toHaveLength(3);
  });

  test("is ended by its owner from another browser, and by nobody else", async () => {
    const { accounts, bo, signIn, closed } = await smallAccounts();
    const [phone, laptop, adas] = [await signIn("bo"), await signIn("bo"), await signIn("ada")];
    expect((await accounts.sessionsOf(bo.id)).map(({ id }) => id).sort()).toEqual(
      [phone.session.id, laptop.session.id].sort(),
    );
    await expect(accounts.revoke(adas, phone.session.id)).rejects.toEqual(refused("NOT_FOUND"));
    await accounts.revoke(laptop, phone.session.id);
    await expect(accounts.check(phone.token)).rejects.toEqual(refused("SIGNED_OUT"));
    await accounts.check(laptop.token);
    expect(closed).toEqual([{ type: "session", sessionId: phone.session.id }]);
  });

  test("beyond the twentieth of an agent ends the one that was used least lately", async () => {
    const { accounts, bo, clock, signIn } = await smallAccounts();
    const first = await signIn("bo");
    for (let count = 0; count < 20; count++) {
      clock.advance(60_000);
      await signIn("bo");
    }
    expect(await accounts.sessionsOf(bo.id)).toHaveLength(20);
    await expect(accounts.check(first.token)).rejects.toEqual(refused("SIGNED_OUT"));
  });

  test("that has expired is removed when the agent signs in again", async () => {
    const { store, bo, clock, signIn } = await smallAccounts();
    await signIn("bo");
    clock.advance(13 * HOUR_MS);
    const { session } = await signIn("bo");
    expect((await store.sessionsOf(bo.id)).map(({ id }) => id)).toEqual([session.id]);
  });

  test("remembers a browser's name as a short text without tricks", async () => {
    const { accounts } = await smallAccounts();
    const browser = `Fire\u0000fox\u202e ${"x".repeat(1000)}`;
    const { session } = await accounts.signIn(
      { login: "bo", password: PASSWORD },
      { address: "::1", browser },
    );
    expect(session.browser).toMatch(/^Firefox x{192}$/u);
  });
});

describe("a password", () => {
  test("that an agent changes signs them out everywhere else", async () => {
    const { accounts, bo, signIn, closed } = await smallAccounts();
    const [here, elsewhere] = [await signIn("bo"), await signIn("bo")];
    await expect(accounts.changePassword(here, "not it at all", NEW_PASSWORD)).rejects.toEqual(
      refused("SIGN_IN_FAILED"),
    );
    await expect(accounts.changePassword(here, PASSWORD, "short")).rejects.toEqual(refused("PASSWORD_WEAK"));
    await accounts.changePassword(here, PASSWORD, NEW_PASSWORD);
    await accounts.check(here.token);
    await expect(accounts.check(elsewhere.token)).rejects.toEqual(refused("SIGNED_OUT"));
    expect(closed).toEqual([{ type: "agent", agentId: bo.id, except: here.session.id }]);
    await expect(signIn("bo")).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
    await expect(signIn("bo", PASSWORD, "198.51.100.1")).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
  });

  test("cannot be guessed through the change of it either", async () => {
    const { accounts, signIn } = await smallAccounts();
    const here = await signIn("bo");
    const guess = () => accounts.changePassword(here, "not it at all", NEW_PASSWORD);
    for (let count = 0; count < 4; count++) await expect(guess()).rejects.toEqual(refused("SIGN_IN_FAILED"));
    await expect(guess()).rejects.toEqual(refused("TOO_MANY_REQUESTS"));
  });
});

describe("an admin", () => {
  test("ends an agent's sessions at once by another role, another password and by shutting the account", async () => {
    for (const change of [
      { role: "supervisor" as const },
      { password: NEW_PASSWORD },
      { isDisabled: true },
    ]) {
      const { accounts, ada, bo, signIn, closed } = await smallAccounts();
      const { token } = await signIn("bo");
      await accounts.change(ada, bo.id, change);
      await expect(accounts.check(token)).rejects.toEqual(refused("SIGNED_OUT"));
      expect(closed).toEqual([{ type: "agent", agentId: bo.id }]);
    }
  });

  test("disturbs nobody by other changes, which hold from the next request on", async () => {
    const { accounts, ada, bo, signIn, closed } = await smallAccounts();
    const { token } = await signIn("bo");
    const change = { name: "Bo", role: "agent" as const, queues: ["fraud"], capacity: 2 };
    expect(await accounts.change(ada, bo.id, change)).toMatchObject(change);
    expect((await accounts.check(token)).agent).toMatchObject(change);
    expect(closed).toEqual([]);
  });

  test("lets a disabled agent in again", async () => {
    const { accounts, ada, bo, signIn } = await smallAccounts();
    expect((await accounts.change(ada, bo.id, { isDisabled: true })).disabledAt).toBeDefined();
    expect((await accounts.change(ada, bo.id, { isDisabled: false })).disabledAt).toBeUndefined();
    await signIn("bo");
  });

  test("cannot leave the desk without an admin", async () => {
    const { accounts, ada, bo } = await smallAccounts();
    for (const change of [{ isDisabled: true }, { role: "agent" as const }])
      await expect(accounts.change(ada, ada.id, change)).rejects.toEqual(refused("FORBIDDEN"));
    await accounts.change(ada, bo.id, { role: "admin" });
    await accounts.change(ada, ada.id, { role: "agent" });
    await expect(accounts.change(undefined, bo.id, { isDisabled: true })).rejects.toEqual(
      refused("FORBIDDEN"),
    );
  });

  test("is told of a login that is taken, a weak password and an agent that is not there", async () => {
    const { accounts, ada, bo } = await smallAccounts();
    await expect(accounts.add(ada, newAgent("bo"))).rejects.toEqual(refused("LOGIN_TAKEN"));
    await expect(accounts.add(ada, { ...newAgent("cy"), password: "password1234" })).rejects.toEqual(
      refused("PASSWORD_WEAK"),
    );
    await expect(accounts.change(ada, bo.id, { password: "bo" })).rejects.toEqual(refused("PASSWORD_WEAK"));
    await expect(accounts.change(ada, agentId("nobody"), { name: "x" })).rejects.toEqual(
      refused("NOT_FOUND"),
    );
  });
});

test("what was done to accounts can be answered for later, and tells no password", async () => {
  const { accounts, ada, bo, actions, audited, signIn } = await smallAccounts();
  const me = await signIn("bo");
  await signIn("bo", "not it at all").catch(() => {});
  await signIn("nobody").catch(() => {});
  await accounts.changePassword(me, PASSWORD, NEW_PASSWORD);
  await accounts.change(ada, bo.id, { password: "nine geese walk home", queues: ["fraud", "repay"] });
  await accounts.signOut(me);
  expect(await actions()).toEqual([
    "add agent",
    "add agent",
    "sign in",
    "sign-in failed",
    "change password",
    "change agent",
    "sign out",
  ]);
  const log = await audited();
  expect(log.at(3)).toMatchObject({ about: { agent: "bo", address: "203.0.113.7" } });
  expect(log.at(3)).not.toHaveProperty("agentId");
  expect(log.at(5)).toMatchObject({
    agentId: ada.id,
    about: { agent: "bo", password: "changed", queues: "fraud, repay" },
  });
  expect(JSON.stringify(log)).not.toMatch(/harbour|herons|geese|not it/u);
});
