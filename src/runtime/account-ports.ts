import type { AgentId } from "../kernel/ids.ts";

/** Turns passwords into what may be stored, and checks them against it: slowly, so that guessing is slow. */
export interface Passwords {
  /** @throws TOO_MANY_REQUESTS when too many wait already */
  hash(password: string): Promise<string>;
  /**
   * Whether a hash is this password's. Without a hash it takes as long and is not, so that nobody learns which logins
   * there are by the time it takes.
   *
   * @throws TOO_MANY_REQUESTS when too many wait already
   */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** Whether a hash was cheaper to make than one is now. */
  isOutdated(hash: string): boolean;
}

/** Makes what agents are told apart and let in by, and nobody can guess. */
export interface AgentSecrets {
  agent(): AgentId;
  /** 256 bits, for a cookie or a link. */
  token(): string;
  /** What is stored of a token: it finds the session, and is good for nothing else. */
  digest(token: string): string;
}
