import { DEFAULT_QUEUE } from "../../content/queues.ts";
import { assign, type Pairing } from "../../desk/assignment.ts";
import { places } from "../../desk/line.ts";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { AgentStore } from "../desk-ports.ts";
import type { Log, Timers } from "../ports.ts";
import type { Board } from "./board.ts";
import type { Desk } from "./desk.ts";
import { type Moves, ownHand } from "./moves.ts";
import type { Presence } from "./presence.ts";
import type { Trouble } from "./trouble.ts";

/** How conversations come to agents: at once, by an offer that they may let pass, or only when an agent takes one. */
export type Assignment = "auto" | "offer" | "manual";

interface DispatcherSurroundings {
  readonly board: Board;
  readonly presence: Presence;
  readonly moves: Moves;
  readonly desk: Pick<Desk, "takeFromAbsent">;
  readonly agents: Pick<AgentStore, "abandoned">;
  readonly assignment: Assignment;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly trouble: Pick<Trouble, "report">;
}

/** An agent who does not take an offer within that time is not looking. */
const OFFER_MS: Milliseconds = 30_000;

/** How often conversations of agents who are gone are looked for. */
const SWEEP_MS: Milliseconds = 2_000;

/** After a great outage many are abandoned; those who wait now are not to wait behind all of them. */
const MOST_AT_ONCE = 100;

/**
 * Brings conversations to agents, and takes them back from agents who are gone. Every process has one and all of them may
 * do the same at once: each pairing is one compare-and-set, so the slower one only finds that it is done.
 */
export class Dispatcher {
  readonly #around: DispatcherSurroundings;
  #running: Promise<void> | undefined;
  #sweeping: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = false;
  #cancelSweep = (): void => {};
  #stopListening = (): void => {};

  constructor(around: DispatcherSurroundings) {
    this.#around = around;
  }

  start(): void {
    this.#stopListening = this.#around.board.listen(() => this.look());
    this.look();
    this.#nextSweep();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopListening();
    this.#cancelSweep();
    await this.#running;
  }

  /** Who waits, or who is there, has changed. */
  look(): void {
    if (this.#isStopped || this.#around.assignment === "manual") return;
    this.#isWanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Settles when nothing is being assigned or taken back. */
  async settled(): Promise<void> {
    while (this.#running !== undefined || this.#sweeping !== undefined)
      await Promise.all([this.#running, this.#sweeping]);
  }

  /** The one that is next for an agent who asks for one. */
  nextFor(agent: { readonly id: string }): ConversationId | undefined {
    const { board, presence } = this.#around;
    const self = presence.forAssignment().filter(({ id }) => id === agent.id);
    const [first] = assign(
      board.line(),
      self.map((present) => ({ ...present, isOnline: true })),
    );
    return first?.id;
  }

  /** Where everybody stands in line. */
  places(handlingMs: Milliseconds | undefined) {
    const { board, presence } = this.#around;
    return places(board.line(), presence.forAssignment(), handlingMs);
  }

  async #run(): Promise<void> {
    while (this.#isWanted && !this.#isStopped) {
      this.#isWanted = false;
      const { log, trouble } = this.#around;
      try {
        await this.#assign();
        trouble.report("assigning", false);
      } catch (error) {
        log.error("Waiting customers could not be assigned; it is tried again.", { error });
        trouble.report("assigning", true);
        return;
      }
    }
  }

  async #assign(): Promise<void> {
    const { board, presence } = this.#around;
    const pairings = assign(board.line(), presence.forAssignment());
    if (pairings.length === 0) return;
    for (const pairing of pairings.slice(0, MOST_AT_ONCE)) await this.#pair(pairing);
    // How much everybody has to do has changed.
    await presence.look();
    await board.settled();
    this.#isWanted ||= pairings.length > MOST_AT_ONCE;
  }

  async #pair({ id, agent }: Pairing): Promise<void> {
    const { board, presence, moves, assignment, clock } = this.#around;
    const most = presence.find(agent.id)?.capacity ?? 0;
    const command =
      assignment === "offer"
        ? ({ type: "offer", agent, until: clock.now() + OFFER_MS } as const)
        : ({ type: "claim", agent, takesOver: false, queue: DEFAULT_QUEUE } as const);
    const isClaim = command.type === "claim";
    try {
      await moves.move(id, ownHand, {
        command,
        deed: { action: isClaim ? "assign" : "offer", to: agent.name },
        ...(isClaim && { room: { agent: agent.id, most } }),
      });
    } catch (error) {
      // Somebody was faster: the board and the presence will show what is so by now.
      if (!isOvertaken(error)) throw error;
      board.touch(id);
    }
  }

  #nextSweep(): void {
    if (this.#isStopped) return;
    this.#cancelSweep = this.#around.timers.after(SWEEP_MS, () => {
      this.#sweeping = this.#sweep().finally(() => {
        this.#sweeping = undefined;
        this.#nextSweep();
      });
    });
  }

  async #sweep(): Promise<void> {
    const { agents, desk, board, log, trouble } = this.#around;
    try {
      for (const id of await agents.abandoned(MOST_AT_ONCE)) {
        await desk.takeFromAbsent(id).catch((error: unknown) => {
          if (!isOvertaken(error)) throw error;
        });
        board.touch(id);
      }
      trouble.report("taking back", false);
      this.look();
    } catch (error) {
      log.warn("Conversations of agents who are gone could not be taken back yet.", { error });
      trouble.report("taking back", true);
    }
  }
}

const OVERTAKEN: ReadonlySet<string> = new Set([
  "TAKEN",
  "OFFERED",
  "NOT_NOW",
  "NOT_YOURS",
  "FULL",
  "NOT_FOUND",
]);

function isOvertaken(error: unknown): boolean {
  return error instanceof AppError && OVERTAKEN.has(error.code);
}
