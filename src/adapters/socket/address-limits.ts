import type { Clock } from "../../kernel/time.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";

/**
 * What one address may do at most. Many customers may share one — a household, an office, thousands of phones behind a
 * carrier's NAT —, so the limits are wide: they keep one machine from taking the server away from everybody else, and a
 * single customer is held back by the limits of the conversation long before.
 */
export class AddressLimits {
  readonly #mostSockets: number;
  readonly #clock: Clock;
  readonly #open = new Map<string, number>();
  readonly #attempts: FloodGate<string>;
  readonly #writing: FloodGate<string>;
  readonly #reading: FloodGate<string>;

  /** @param mostSockets at once; how often an address may connect and ask follows from it */
  constructor(mostSockets: number, clock: Clock) {
    this.#mostSockets = mostSockets;
    this.#clock = clock;
    // When a server is gone, all its customers come at once, and each attempt counts twice: to connect, and to be let in.
    this.#attempts = new FloodGate({ burst: 4 * mostSockets, perSecond: mostSockets / 5 });
    // Of as many customers as may be connected, each writes once in ten seconds; nobody who types keeps that up.
    this.#writing = new FloodGate({ burst: mostSockets, perSecond: mostSockets / 10 });
    this.#reading = new FloodGate({ burst: 4 * mostSockets, perSecond: mostSockets });
  }

  /** Whether one more connection from there may be opened now. */
  admitsConnection(address: string): boolean {
    return (this.#open.get(address) ?? 0) < this.#mostSockets && this.admitsAttempt(address);
  }

  /** Whether somebody from there may try to be let in now. */
  admitsAttempt(address: string): boolean {
    return this.#attempts.admits(address, this.#clock.now());
  }

  admitsWriting(address: string): boolean {
    return this.#writing.admits(address, this.#clock.now());
  }

  admitsReading(address: string): boolean {
    return this.#reading.admits(address, this.#clock.now());
  }

  /** A connection from there is open. */
  enter(address: string): void {
    this.#open.set(address, (this.#open.get(address) ?? 0) + 1);
  }

  /** One that was open is closed. */
  leave(address: string): void {
    const left = (this.#open.get(address) ?? 0) - 1;
    // Forget addresses that nobody is connected from, or the map grows for ever.
    if (left > 0) this.#open.set(address, left);
    else this.#open.delete(address);
  }
}
