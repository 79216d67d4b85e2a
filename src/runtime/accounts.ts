import { AppError } from "../kernel/errors.ts";
import type { AgentId } from "../kernel/ids.ts";
import type { Clock } from "../kernel/time.ts";
import { type AgentChange, endsSessions, keepsAnAdmin, storedChange, toldChange } from "./account-change.ts";
import { checkPassword } from "./account-password.ts";
import type { AgentSecrets, Passwords } from "./account-ports.ts";
import { AccountSessions, type Closed, type SignedIn, type Whence } from "./account-sessions.ts";
import type { Agent, AgentSession, AgentStore, Audited } from "./desk-ports.ts";
import { FloodGate } from "./flood-gate.ts";

interface AccountSurroundings {
  readonly store: AgentStore;
  readonly passwords: Passwords;
  readonly secrets: AgentSecrets;
  readonly clock: Clock;
}

/** An account to be made. */
export interface NewAgent extends Pick<Agent, "login" | "name" | "role" | "queues" | "capacity"> {
  readonly password: string;
}

/** Five attempts at once are a person who has forgotten which password it was. */
const BURST = 5;

/** At one account nobody needs more for longer, and a guesser gets nowhere. */
const LOGIN_LIMIT = { burst: BURST, perSecond: 1 / 30 };

/** A whole office may share an address, and come to work at nine. */
const ADDRESS_LIMIT = { burst: BURST, perSecond: 1 };

/**
 * Agents' accounts, and who is signed in. Who may do what to whom, the caller has checked; what is done is audited.
 */
export class Accounts {
  readonly #around: AccountSurroundings;
  readonly #sessions: AccountSessions;
  readonly #logins = new FloodGate<string>(LOGIN_LIMIT);
  readonly #addresses = new FloodGate<string>(ADDRESS_LIMIT);

  constructor(around: AccountSurroundings) {
    this.#around = around;
    this.#sessions = new AccountSessions(around);
  }

  /**
   * Signs in with a password.
   *
   * @returns with the token for the browser's cookie, which is kept nowhere else
   * @throws SIGN_IN_FAILED, whichever of the two was wrong; TOO_MANY_REQUESTS
   */
  async signIn(
    { login, password }: { readonly login: string; readonly password: string },
    whence: Whence,
  ): Promise<SignedIn & { readonly token: string }> {
    this.#admit(login, whence.address);
    const { store, passwords } = this.#around;
    const known = await store.credentials(login);
    const isRight = await passwords.verify(password, known?.passwordHash);
    if (known === undefined) throw signInFailed();
    const { agent, passwordHash } = known;
    if (!isRight || agent.disabledAt !== undefined) {
      // Nobody waits for it: the time it takes would tell a guesser that there is such a login.
      this.#note(undefined, "sign-in failed", { agent: login, address: whence.address }).catch(() => {});
      throw signInFailed();
    }
    const renewed = passwords.isOutdated(passwordHash) ? await passwords.hash(password) : undefined;
    const opened = await this.#sessions.open(agent, whence);
    const now = await store.credentials(login);
    // Checking takes long enough for an admin to have changed the password, or shut the account, meanwhile.
    if (now?.passwordHash !== passwordHash || now.agent.disabledAt !== undefined) {
      await this.#sessions.close(opened.session.id);
      throw signInFailed();
    }
    if (renewed !== undefined) await store.change(agent.id, { passwordHash: renewed });
    await this.#note(agent, "sign in", { address: whence.address });
    return opened;
  }

  /** Signs in somebody who has just made their account. */
  async welcome(agent: Agent, whence: Whence): Promise<SignedIn & { readonly token: string }> {
    const opened = await this.#sessions.open(agent, whence);
    await this.#note(agent, "sign in", { address: whence.address });
    return opened;
  }

  /**
   * Who a token stands for. Everything that is asked of the desk is checked with it.
   *
   * @param token of the cookie, if there is one
   * @throws SIGNED_OUT
   */
  check(token: string | undefined): Promise<SignedIn> {
    return this.#sessions.check(token);
  }

  async signOut({ agent, session }: SignedIn): Promise<void> {
    await this.#sessions.close(session.id);
    await this.#note(agent, "sign out");
  }

  /** The browsers an agent is signed in with. */
  sessionsOf(id: AgentId): Promise<readonly AgentSession[]> {
    return this.#sessions.of(id);
  }

  /**
   * Signs out another browser of the same agent.
   *
   * @throws NOT_FOUND when it is not one of theirs
   */
  async revoke({ agent }: SignedIn, sessionId: string): Promise<void> {
    const own = await this.#sessions.of(agent.id);
    if (own.every(({ id }) => id !== sessionId))
      throw new AppError("NOT_FOUND", "There is no such session of yours.");
    await this.#sessions.close(sessionId);
    await this.#note(agent, "end session");
  }

  /**
   * Changes an agent's own password, and signs them out everywhere else.
   *
   * @throws SIGN_IN_FAILED when the current one is wrong, PASSWORD_WEAK, TOO_MANY_REQUESTS
   */
  async changePassword(me: SignedIn, current: string, next: string): Promise<void> {
    const { agent, session } = me;
    const { store, passwords } = this.#around;
    this.#admit(agent.login, session.address);
    checkPassword(next, agent.login);
    const known = await store.credentials(agent.login);
    if (!(await passwords.verify(current, known?.passwordHash))) {
      await this.#note(agent, "password change failed", { address: session.address });
      throw new AppError("SIGN_IN_FAILED", "The current password is another one.");
    }
    await store.change(agent.id, { passwordHash: await passwords.hash(next) });
    await this.#sessions.closeOthers(me);
    await this.#note(agent, "change password");
  }

  list(): Promise<readonly Agent[]> {
    return this.#around.store.list();
  }

  /**
   * Makes an account.
   *
   * @param by who makes it; nobody, when it is made from the command line
   * @throws LOGIN_TAKEN, PASSWORD_WEAK
   */
  async add(by: Agent | undefined, { password, ...given }: NewAgent): Promise<Agent> {
    const { store, passwords, secrets, clock } = this.#around;
    checkPassword(password, given.login);
    const agent: Agent = { ...given, id: secrets.agent(), createdAt: clock.now() };
    if (!(await store.add(agent, await passwords.hash(password)))) {
      throw new AppError(
        "LOGIN_TAKEN",
        `Another agent has the login "${given.login}" already. Take another one.`,
      );
    }
    await this.#note(by, "add agent", { agent: agent.login, role: agent.role });
    return agent;
  }

  /**
   * Changes an account. Another role, another password and a disabled account end all of its sessions at once.
   *
   * @param by who changes it; nobody, when it is changed from the command line
   * @throws NOT_FOUND, PASSWORD_WEAK; FORBIDDEN when nobody would be an admin any more
   */
  async change(by: Agent | undefined, id: AgentId, change: AgentChange): Promise<Agent> {
    const { store, passwords, clock } = this.#around;
    const before = await this.#find(id);
    if (!keepsAnAdmin(await store.list(), before, change)) {
      throw new AppError("FORBIDDEN", `"${before.login}" is the only admin. Make somebody else one first.`);
    }
    if (change.password !== undefined) checkPassword(change.password, before.login);
    const passwordHash = change.password === undefined ? undefined : await passwords.hash(change.password);
    await store.change(id, storedChange(change, before, passwordHash, clock.now()));
    if (endsSessions(change, before)) await this.#sessions.closeAll(id);
    await this.#note(by, "change agent", { agent: before.login, ...toldChange(change) });
    return this.#find(id);
  }

  /** Calls back when sessions are closed by this process. Returns what ends that. */
  onClosed(listener: (closed: Closed) => void): () => void {
    return this.#sessions.onClosed(listener);
  }

  #admit(login: string, address: string): void {
    const now = this.#around.clock.now();
    if (this.#addresses.admits(address, now) && this.#logins.admits(login, now)) return;
    throw new AppError(
      "TOO_MANY_REQUESTS",
      "Too many passwords were tried. Wait half a minute, then try again.",
    );
  }

  async #find(id: AgentId): Promise<Agent> {
    const agent = await this.#around.store.find(id);
    if (agent === undefined) throw new AppError("NOT_FOUND", `There is no agent ${id}.`);
    return agent;
  }

  async #note(by: Agent | undefined, action: string, about?: Audited["about"]): Promise<void> {
    const { store, clock } = this.#around;
    await store.audit({ at: clock.now(), ...(by && { agentId: by.id }), action, ...(about && { about }) });
  }
}

function signInFailed(): AppError {
  return new AppError("SIGN_IN_FAILED", "The login or the password is wrong, or the account is disabled.");
}
