import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";

/**
 * Makes and reads JWTs signed with HMAC-SHA-256 and a secret of our own (RFC 7515, 7519), synchronously: every
 * connection reads one. Measured: with its checks, both take 24 µs; by WebCrypto 220, and a trip to a thread each.
 */
export interface TokenMint {
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** The claims, whatever they say; undefined when the token is not ours, or was changed. */
  read(token: string): unknown;
}

/** All of our tokens begin with this, so nothing else is ever taken for one, whatever algorithm it names. */
const HEADER = encoded({ alg: "HS256" });

export function tokenMint(secret: string): TokenMint {
  const key = createSecretKey(secret, "utf8");
  const signatureOf = (signed: string) => createHmac("sha256", key).update(signed).digest("base64url");
  return {
    sign(claims) {
      const signed = `${HEADER}.${encoded(claims)}`;
      return `${signed}.${signatureOf(signed)}`;
    },
    read(token) {
      const [header, claims = "", signature = "", ...rest] = token.split(".");
      if (header !== HEADER || rest.length > 0) return undefined;
      if (!isSame(signature, signatureOf(`${HEADER}.${claims}`))) return undefined;
      return JSON.parse(Buffer.from(claims, "base64url").toString());
    },
  };
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
