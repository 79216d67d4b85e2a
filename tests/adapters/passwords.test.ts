import { expect, test } from "vitest";
import { scryptPasswords } from "../../src/adapters/auth/passwords.ts";

const cheap = { logN: 4, r: 8, p: 1 };

test("a password is known again by its hash, and no other one is", async () => {
  const { hash, verify } = scryptPasswords();
  const kept = await hash("a harbour at dawn");
  expect(await verify("a harbour at dawn", kept)).toBe(true);
  expect(await verify("a harbour at dusk", kept)).toBe(false);
  expect(await verify("", kept)).toBe(false);
});

test("a hash says what it has cost: as much as OWASP asks of scrypt", async () => {
  const [, name, cost = "", salt, key] = (await scryptPasswords().hash("a harbour at dawn")).split("$");
  expect([name, cost]).toEqual(["scrypt", "ln=16,r=8,p=2"]);
  expect([salt, key].map((text) => Buffer.from(text ?? "", "base64").length)).toEqual([16, 32]);
});

test("the same password is hashed differently each time, and holds nothing of it", async () => {
  const { hash } = scryptPasswords(cheap);
  const [one, other] = [await hash("a harbour at dawn"), await hash("a harbour at dawn")];
  expect(one).not.toBe(other);
  expect(one).not.toContain("harbour");
});

test("when the cost is raised, what was hashed before is still good, and known to be outdated", async () => {
  const before = await scryptPasswords(cheap).hash("a harbour at dawn");
  const now = scryptPasswords({ ...cheap, logN: 5 });
  expect(await now.verify("a harbour at dawn", before)).toBe(true);
  expect(now.isOutdated(before)).toBe(true);
  expect(now.isOutdated(await now.hash("a harbour at dawn"))).toBe(false);
});

test("an account that does not exist has no password at all", async () => {
  const { verify } = scryptPasswords(cheap);
  for (const password of ["", "a harbour at dawn", "\0".repeat(32)]) {
    expect(await verify(password, undefined)).toBe(false);
  }
});

test("a password is the same however the keyboard has written it", async () => {
  const { hash, verify } = scryptPasswords(cheap);
  expect(await verify("ｈａｒｂｏｕｒ １２３４", await hash("harbour 1234"))).toBe(true);
});

test("of a crowd that comes at once, who fits into the line is served, and the others are told to come again", async () => {
  const { hash } = scryptPasswords({ logN: 10, r: 8, p: 1 });
  const settled = await Promise.allSettled(Array.from({ length: 80 }, () => hash("a harbour at dawn")));
  const refused = settled.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(80 - 52);
  for (const { reason } of refused as PromiseRejectedResult[]) expect(reason.code).toBe("TOO_MANY_REQUESTS");
  // The places are free again.
  await expect(
    Promise.all(Array.from({ length: 52 }, () => hash("a harbour at dawn"))),
  ).resolves.toHaveLength(52);
});

test("a login that does not exist costs as much as any: its password waits in the same line", async () => {
  const { verify } = scryptPasswords({ logN: 10, r: 8, p: 1 });
  const checks = Array.from({ length: 80 }, () => verify("a harbour at dawn", undefined));
  const settled = await Promise.allSettled(checks);
  expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(80 - 52);
});

test("what is no hash of ours is not taken for one", async () => {
  const { verify } = scryptPasswords(cheap);
  for (const strange of ["", "plain", "$2b$10$abcdefghijklmnopqrstuv", "$scrypt$ln=4,r=8,p=1$AAAA$AAAA"]) {
    await expect(verify("a harbour at dawn", strange)).rejects.toThrow("not one that was made here");
  }
});
