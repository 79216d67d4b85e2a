import { createHash, createHmac } from "node:crypto";

interface SignedRequest {
  readonly method: string;
  /** The path with the query, as the request line has it. */
  readonly target: string;
  /** Seconds since 1970, as a decimal number. */
  readonly timestamp: string;
  /** Different for every attempt. */
  readonly nonce: string;
  /** "" when there is none. */
  readonly body: string;
}

/**
 * Signs a request with a secret that only Fenqi and the shop know.
 *
 * The signature is the HMAC-SHA256, in lower-case hex, of five lines joined by "\n": the method in capitals; the path
 * with the query; the header `fenqi-timestamp`; the header `fenqi-nonce`; and the SHA-256 of the body in lower-case hex,
 * which for a request without a body is that of no bytes. A shop makes the same, compares in constant time, and refuses
 * what is older or newer than five minutes and what has a nonce it has seen within them.
 *
 * @returns the headers to send
 * @see RFC 2104 (HMAC)
 */
export function signRequest(
  { keyId, secret }: { readonly keyId: string; readonly secret: string },
  { method, target, timestamp, nonce, body }: SignedRequest,
): Readonly<Record<string, string>> {
  const hash = createHash("sha256").update(body).digest("hex");
  const signed = [method, target, timestamp, nonce, hash].join("\n");
  return {
    "fenqi-key-id": keyId,
    "fenqi-timestamp": timestamp,
    "fenqi-nonce": nonce,
    "fenqi-signature": createHmac("sha256", secret).update(signed).digest("hex"),
  };
}
