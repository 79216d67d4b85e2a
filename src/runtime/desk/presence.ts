import { answers, type Present } from "../../desk/assignment.ts";
import type { AgentId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { AgentStore, Availability, PresentAgent } from "../desk-ports.ts";
import type { Log, Timers } from "../ports.ts";

interface PresenceSurroundings {
  readonly agents: Pick<AgentStore, "keepPresent" | "setAvailability" | "leave" | "present">;
  readonly timers: Timers;
  readonly log: Log;
  /** Told when who is there, or what they want, may have changed. */
  readonly onChanged: () => void;
}

/**
 * How long an agent counts as there without a word from their browser: long enough to reload a page or to change from one
 * network to another, short enough that their customers are not kept waiting by somebody who is gone.
 */
const GRACE_MS: Milliseconds = 30_000;

/** Several renewals fit into the grace, so that a slow database makes nobody absent. */
const BEAT_MS: Milliseconds = 5_000;

/**
 * Who works at this moment, at any of the server processes. Each process keeps present the agents whose browsers are
 * connected to it; who is not kept present any more, by a process that has died as well as by a browser that is gone, is
 * absent when the grace is over.
 */
export class Presence {
  readonly #around: PresenceSurroundings;
  /** How many connections each agent has to this process. */
  readonly #connections = new Map<AgentId, number>();
  #present: readonly PresentAgent[] = [];
  #cancel = (): void => {};
  #isStopped = false;
  #isFailing = false;
  #looked = Promise.resolve();

  constructor(around: PresenceSurroundings) {
    this.#around = around;
  }

  /** Looks who is there, and from then on again and again. */
  async start(): Promise<void> {
    await this.look();
    this.#next();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** A browser of the agent's has connected. */
  async arrive(id: AgentId): Promise<void> {
    this.#connections.set(id, (this.#connections.get(id) ?? 0) + 1);
    await this.#around.agents.keepPresent([id], GRACE_MS);
    await this.look();
  }

  /** One has gone; perhaps it comes back in a moment. */
  depart(id: AgentId): void {
    const left = (this.#connections.get(id) ?? 1) - 1;
    if (left > 0) this.#connections.set(id, left);
    else this.#connections.delete(id);
  }

  async setAvailability(id: AgentId, availability: Availability): Promise<void> {
    await this.#around.agents.setAvailability(id, availability);
    await this.look();
  }

  /** The agent has signed out: nobody waits for them to come back. */
  async leave(id: AgentId): Promise<void> {
    this.#connections.delete(id);
    await this.#around.agents.leave(id);
    await this.look();
  }

  /** Who is there, as far as is known. */
  get all(): readonly PresentAgent[] {
    return this.#present;
  }

  find(id: AgentId): PresentAgent | undefined {
    return this.#present.find((agent) => agent.id === id);
  }

  /** Whether an agent of this queue is there and takes conversations. */
  isStaffed(queue: string): boolean {
    return this.#present.some((agent) => agent.availability === "online" && answers(agent, queue));
  }

  /** As the assignment sees them. */
  forAssignment(): readonly Present[] {
    return this.#present.map(({ availability, ...agent }) => ({
      ...agent,
      isOnline: availability === "online",
    }));
  }

  /** Settles when nobody is being looked for. */
  settled(): Promise<void> {
    return this.#looked;
  }

  /** Looks who is there now. */
  look(): Promise<void> {
    // A look that has begun may not see what was stored since.
    const look = this.#looked.then(() => this.#look());
    this.#looked = look.catch(() => {});
    return look;
  }

  async #look(): Promise<void> {
    const before = JSON.stringify(this.#present);
    this.#present = await this.#around.agents.present();
    if (JSON.stringify(this.#present) !== before) this.#around.onChanged();
  }

  #next(): void {
    if (this.#isStopped) return;
    this.#cancel = this.#around.timers.after(BEAT_MS, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    const { agents, log } = this.#around;
    try {
      const connected = [...this.#connections.keys()];
      if (connected.length > 0) await agents.keepPresent(connected, GRACE_MS);
      await this.look();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) log.error("Who of the agents is there cannot be told.", { error });
      this.#isFailing = true;
    }
    this.#next();
  }
}
