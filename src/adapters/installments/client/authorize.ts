import { randomUUID } from "node:crypto";
import { AccessTokens } from "./access-tokens.ts";
import type { InstallmentsLimits, InstallmentsSettings } from "./installments-settings.ts";
import { safeAddress } from "./safe-address.ts";
import { signRequest } from "./sign-request.ts";

/** A request as it leaves: what does not change from one attempt to the next. */
export interface Outgoing {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: URL;
  readonly body?: string;
}

/** What proves to the shop that a request is Fenqi's. */
interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  /** The shop does not believe it. */
  readonly refused: () => void;
  /** Whether another one may be believed where this one was not. */
  readonly isRenewable: boolean;
}

/** Makes the proof for one attempt; undefined when there is none to be had. */
export type Authorize = (outgoing: Outgoing) => Promise<Proof | undefined>;

/** @throws {AppError} CONFIG_INVALID when the token server's address is none that a secret may go to */
export function createAuthorize(
  { authentication, clock, timers }: InstallmentsSettings,
  { attemptMs }: InstallmentsLimits,
): Authorize {
  switch (authentication.type) {
    case "none":
      return async () => lasting({});
    case "hmac":
      return async ({ method, url, body = "" }) => {
        const timestamp = String(Math.floor(clock.now() / 1000));
        const target = `${url.pathname}${url.search}`;
        return lasting(signRequest(authentication, { method, target, timestamp, nonce: randomUUID(), body }));
      };
    case "oauth": {
      const { tokenUrl, clientId, clientSecret } = authentication;
      const tokens = new AccessTokens({
        tokenUrl: safeAddress("INSTALLMENTS_TOKEN_URL", tokenUrl),
        clientId,
        clientSecret,
        clock,
        timers,
        timeoutMs: attemptMs,
      });
      return async () => {
        const token = await tokens.current();
        if (token === undefined) return undefined;
        return {
          headers: { authorization: `Bearer ${token}` },
          refused: () => tokens.forget(token),
          isRenewable: true,
        };
      };
    }
  }
}

function lasting(headers: Proof["headers"]): Proof {
  return { headers, refused() {}, isRenewable: false };
}
