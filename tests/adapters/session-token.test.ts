import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { tokenMint } from "../../src/adapters/auth/session-token.ts";

const SECRET = "a secret of the server, long enough for HS256";
const key = new TextEncoder().encode(SECRET);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a session token", () => {
  const mint = tokenMint(SECRET);
  const claims = { sub: "sub:客户-7", conversation: "c", aud: "fenqi-session", exp: 2_000_000_000 };

  test("says what was signed", () => {
    expect(mint.read(mint.sign(claims))).toEqual(claims);
  });

  test("is a JWT like any other", async () => {
    const { payload, protectedHeader } = await jwtVerify(mint.sign(claims), key, {
      audience: "fenqi-session",
    });
    expect(protectedHeader).toEqual({ alg: "HS256" });
    expect(payload).toEqual(claims);
  });

  test("may have been made by another implementation", async () => {
    const token = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(key);
    expect(mint.read(token)).toEqual(claims);
  });

  test("says nothing when it was signed with another secret, by another algorithm, or not at all", () => {
    const [header = "", payload = "", signature = ""] = mint.sign(claims).split(".");
    const sha512 = (signed: string) => createHmac("sha512", SECRET).update(signed).digest("base64url");
    const none = encoded({ alg: "none" });
    const other = encoded({ alg: "HS512" });
    const forgeries = [
      tokenMint(`${SECRET}!`).sign(claims),
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${other}.${payload}.${sha512(`${other}.${payload}`)}`,
      `${header}.${encoded({ ...claims, sub: "sub:somebody" })}.${signature}`,
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature}.`,
      `${header}.${payload}.${signature}=`,
      `${header}.${payload}.${signature.toUpperCase()}`,
      "..",
      "",
    ];
    for (const forgery of forgeries) expect([forgery, mint.read(forgery)]).toEqual([forgery, undefined]);
  });
});
