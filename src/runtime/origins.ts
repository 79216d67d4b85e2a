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
  /** Whether a page is the server's own, where agents work; see `allow`. */
  isOwn(origin: string | undefined, host: string | undefined): boolean;
}

/**
 * @param allowed   origins such as `https://shop.example`, without a path
 * @param publicUrl the origin at which browsers reach the server, when that is not the host it is asked for
 */
export function originsOf(allowed: readonly string[], publicUrl?: string): Origins {
  const isOwn: Origins["isOwn"] = (origin, host) => {
    if (origin === undefined || origin === publicUrl) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
  return {
    allowed,
    allow: (origin, host) => (origin !== undefined && allowed.includes(origin)) || isOwn(origin, host),
    isOwn,
  };
}
