import * as z from "zod";
import type { Clock, Milliseconds } from "../../../kernel/time.ts";
import type { Timers } from "../../../runtime/ports.ts";
import { dropBody, readBody } from "./read-body.ts";

interface AccessTokenSettings {
  readonly tokenUrl: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly timeoutMs: Milliseconds;
}

/** A token is on its way for a while, and two machines' clocks are never quite the same. */
const SPARE_MS = 30_000;

/** Of a token whose server does not say how long it holds. */
const UNTOLD_SECONDS = 300;

const tokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/u),
  token_type: z.string().regex(/^bearer$/iu),
  expires_in: z.number().nonnegative().default(UNTOLD_SECONDS),
});

/**
 * Keeps the access token of a client, and fetches the next one, once for all who wait.
 *
 * @see RFC 6749 §4.4 (client credentials), §2.3.1 (how the client says who it is)
 */
export class AccessTokens {
  readonly #settings: AccessTokenSettings;
  #kept: { readonly token: string; readonly until: number } | undefined;
  #coming: Promise<string | undefined> | undefined;

  constructor(settings: AccessTokenSettings) {
    this.#settings = settings;
  }

  /**
   * @returns undefined when the token server gives none
   * @throws whatever keeps it from being asked
   */
  async current(): Promise<string | undefined> {
    if (this.#kept !== undefined && this.#settings.clock.now() < this.#kept.until) return this.#kept.token;
    this.#coming ??= this.#fetch().finally(() => {
      this.#coming = undefined;
    });
    return await this.#coming;
  }

  /** Notes that this token is refused; one that came after it stays. */
  forget(token: string): void {
    if (this.#kept?.token === token) this.#kept = undefined;
  }

  async #fetch(): Promise<string | undefined> {
    const { tokenUrl, clientId, clientSecret, clock, timers, timeoutMs } = this.#settings;
    const begun = clock.now();
    const abort = new AbortController();
    const cancel = timers.after(timeoutMs, () => abort.abort());
    try {
      const name = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
      const response = await fetch(tokenUrl, {
        method: "POST",
        redirect: "manual",
        signal: abort.signal,
        headers: {
          accept: "application/json",
          authorization: `Basic ${Buffer.from(name).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "grant_type=client_credentials",
      });
      if (!response.ok) {
        await dropBody(response);
        if (response.status >= 500) throw new Error("The token server is out of order.");
        return undefined;
      }
      const body = await readBody(response);
      const answer = tokenAnswer.safeParse("value" in body ? body.value : undefined);
      if (!answer.success) return undefined;
      const { access_token: token, expires_in: seconds } = answer.data;
      this.#kept = { token, until: begun + seconds * 1000 - SPARE_MS };
      return token;
    } finally {
      cancel();
    }
  }
}
