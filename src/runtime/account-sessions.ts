import { AppError } from "../kernel/errors.ts";
import type { AgentId } from "../kernel/ids.ts";
import type { Clock, Milliseconds } from "../kernel/time.ts";
import type { AgentSecrets } from "./account-ports.ts";
import type { Agent, AgentSession, AgentStore } from "./desk-ports.ts";

interface SessionSurroundings {
  readonly store: Pick<
    AgentStore,
    "openSession" | "session" | "renewSession" | "sessionsOf" | "closeSession" | "closeSessionsOf"
  >;
  readonly secrets: AgentSecrets;
  readonly clock: Clock;
}

/** Who is signed in, and by which session. */
export interface SignedIn {
  readonly agent: Agent;
  readonly session: AgentSession;
}

/** Where somebody signs in from. */
export interface Whence {
  readonly address: string;
  /** What the browser calls itself. */
  readonly browser: string;
}

/** Sessions that are over from now on. */
export type Closed =
  | { readonly type: "session"; readonly sessionId: string }
  /** All of an agent's, but for the one that they are kept by. */
  | { readonly type: "agent"; readonly agentId: AgentId; readonly except?: string };

const HOUR_MS = 3_600_000;

/** Over a lunch and a long shift nobody has to sign in again; over night they do. */
const IDLE_MS: Milliseconds = 12 * HOUR_MS;

/** However much it is used, a session that somebody has stolen ends some time. */
export const SESSION_MS: Milliseconds = 7 * 24 * HOUR_MS;

/** Noted no more often than this: every request would be a write. */
const RENEWED_EVERY_MS: Milliseconds = 60_000;

/** A person has a few browsers. With one more, the one that was not used for longest is signed out. */
const MOST_SESSIONS = 20;

const LONGEST_BROWSER = 200;

/** In which browsers agents are signed in. */
export class AccountSessions {
  readonly #around: SessionSurroundings;
  readonly #listeners = new Set<(closed: Closed) => void>();

  constructor(around: SessionSurroundings) {
    this.#around = around;
  }

  /** Signs an agent in, who has proven who they are. */
  async open(agent: Agent, { address, browser }: Whence): Promise<SignedIn & { readonly token: string }> {
    const { store, secrets, clock } = this.#around;
    const [token, now] = [secrets.token(), clock.now()];
    const session: AgentSession = {
      id: secrets.digest(token),
      agentId: agent.id,
      createdAt: now,
      seenAt: now,
      expiresAt: now + IDLE_MS,
      address,
      browser: shown(browser),
    };
    await store.openSession(session);
    await this.#tidy(agent.id);
    return { agent, session, token };
  }

  /** @throws SIGNED_OUT when the token opens no session, or none any more */
  async check(token: string | undefined): Promise<SignedIn> {
    const { store, secrets, clock } = this.#around;
    const now = clock.now();
    const found = token === undefined ? undefined : await store.session(secrets.digest(token), now);
    if (found === undefined)
      throw new AppError("SIGNED_OUT", "Nobody is signed in here any more. Sign in again.");
    const { id, createdAt, seenAt } = found.session;
    if (now - seenAt < RENEWED_EVERY_MS) return found;
    const expiresAt = Math.min(now + IDLE_MS, createdAt + SESSION_MS);
    await store.renewSession(id, now, expiresAt);
    return { ...found, session: { ...found.session, seenAt: now, expiresAt } };
  }

  /** The browsers an agent is signed in with, the one used last before the others. */
  async of(id: AgentId): Promise<readonly AgentSession[]> {
    const now = this.#around.clock.now();
    const sessions = await this.#around.store.sessionsOf(id);
    return sessions.filter(({ expiresAt }) => expiresAt > now).sort((a, b) => b.seenAt - a.seenAt);
  }

  async close(sessionId: string): Promise<void> {
    await this.#around.store.closeSession(sessionId);
    this.#tell({ type: "session", sessionId });
  }

  /** Signs an agent out everywhere. */
  async closeAll(agentId: AgentId): Promise<void> {
    await this.#around.store.closeSessionsOf(agentId);
    this.#tell({ type: "agent", agentId });
  }

  /** Signs an agent out everywhere else. */
  async closeOthers({ agent, session }: SignedIn): Promise<void> {
    const all = await this.#around.store.sessionsOf(agent.id);
    const others = all.filter(({ id }) => id !== session.id);
    await Promise.all(others.map(({ id }) => this.#around.store.closeSession(id)));
    this.#tell({ type: "agent", agentId: agent.id, except: session.id });
  }

  /** Calls back when sessions are closed by this process. Returns what ends that. */
  onClosed(listener: (closed: Closed) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Removes what has expired, or is one too many. */
  async #tidy(id: AgentId): Promise<void> {
    const all = await this.#around.store.sessionsOf(id);
    if (all.length === 1) return;
    const kept = new Set((await this.of(id)).slice(0, MOST_SESSIONS).map((session) => session.id));
    await Promise.all(
      all.filter((session) => !kept.has(session.id)).map((session) => this.close(session.id)),
    );
  }

  #tell(closed: Closed): void {
    for (const listener of this.#listeners) listener(closed);
  }
}

/** A header is text from a stranger: short, and without what could not be stored or shown. */
function shown(browser: string): string {
  return browser.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").slice(0, LONGEST_BROWSER);
}
