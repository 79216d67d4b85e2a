import { SignJWT } from "jose";
import type { Timestamp } from "../../kernel/time.ts";

/** How long a token for the demo is good: as long as one of a host app's at most. */
const LASTS_S = 600;

/** Says who a customer of the demo shop is, as the server of a host app would; see docs/integrating.md. */
export function signDemoIdentity(
  customer: string,
  key: { readonly id: string; readonly secret: string },
  now: Timestamp,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256", kid: key.id })
    .setSubject(customer)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LASTS_S)
    .sign(new TextEncoder().encode(key.secret));
}
