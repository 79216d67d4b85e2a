import { AppError } from "../kernel/errors.ts";
import type { Clock, Milliseconds, Timestamp } from "../kernel/time.ts";
import type { AgentSecrets } from "./account-ports.ts";
import type { Accounts, NewAgent } from "./accounts.ts";
import type { Agent } from "./desk-ports.ts";
import type { Log } from "./ports.ts";

interface FirstAdminSurroundings {
  readonly accounts: Pick<Accounts, "list" | "add">;
  readonly secrets: AgentSecrets;
  readonly clock: Clock;
  readonly log: Log;
}

/** Long enough to be found in the log the next morning. */
const GOOD_FOR_MS: Milliseconds = 24 * 3_600_000;

/** More than any one person has to do with. */
const CAPACITY = 5;

/** Lets the first admin in, by a link that stands in the log of the server and nowhere else. */
export class FirstAdmin {
  readonly #around: FirstAdminSurroundings;
  /** What is kept of the link; absent when there is none, or it has been used. */
  #link: { readonly digest: string; readonly until: Timestamp } | undefined;

  constructor(around: FirstAdminSurroundings) {
    this.#around = around;
  }

  /**
   * Logs the link, when there is no agent yet.
   *
   * @param url where browsers reach the server
   */
  async announce(url: string): Promise<void> {
    const { accounts, secrets, clock, log } = this.#around;
    if ((await accounts.list()).length > 0) return;
    const token = secrets.token();
    this.#link = { digest: secrets.digest(token), until: clock.now() + GOOD_FOR_MS };
    // Behind a #, so that no proxy on the way and no other page ever reads it.
    const link = `${url}/desk/#/first/${token}`;
    log.warn(`There is no agent yet. Make the first admin at ${link} within 24 hours; the link works once.`);
  }

  /**
   * Makes the first admin.
   *
   * @throws SIGN_IN_FAILED when the link is not the one that was logged, is too old, or was used, or when there are agents
   *   by now; LOGIN_TAKEN, PASSWORD_WEAK
   */
  async claim(
    token: string,
    { login, name, password }: Pick<NewAgent, "login" | "name" | "password">,
  ): Promise<Agent> {
    const { accounts, secrets, clock } = this.#around;
    const link = this.#link;
    if (link === undefined || link.digest !== secrets.digest(token) || clock.now() >= link.until)
      throw refused();
    // Gone before anything is waited for, so that of two who come at once only one gets in.
    this.#link = undefined;
    try {
      const isFirst = (await accounts.list()).length === 0;
      if (isFirst)
        return await accounts.add(undefined, {
          login,
          name,
          password,
          role: "admin",
          queues: [],
          capacity: CAPACITY,
        });
    } catch (error) {
      this.#link = link;
      throw error;
    }
    throw refused();
  }
}

function refused(): AppError {
  return new AppError(
    "SIGN_IN_FAILED",
    "This link is not good any more. Start the server again for another one, or add an admin with `fenqi agent add`.",
  );
}
