/** Decides which web pages may talk to the server. */
export interface Origins {
  /** What browsers are told may read the answers, besides pages of the server itself. */
  readonly allowed: readonly string[];
  /**
   * Whether a page may. Programs that are no browser name no origin, and may.
   *
   * @param origin the `Origin` header
   * @param host   the `Host` header: a page of the server itself comes from there
   */
  allow(origin: string | undefined, host: string | undefined): boolean;
}

/** @param allowed origins such as `https://shop.example`, without a path */
export function originsOf(allowed: readonly string[]): Origins {
  return {
    allowed,
    allow(origin, host) {
      if (origin === undefined || allowed.includes(origin)) return true;
      return URL.canParse(origin) && new URL(origin).host === host;
    },
  };
}
