import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished, vi } from "vitest";
import { usualLimits } from "../../src/adapters/installments/client/installments-settings.ts";
import type { Clock, Milliseconds, Timestamp } from "../../src/kernel/time.ts";
import type { Moment } from "../../src/runtime/moments.ts";
import type { Timers } from "../../src/runtime/ports.ts";
import { type HandClock, handClock } from "../support/hand-clock.ts";

/** Virtual time that goes on by itself, and only while all there is left to do is to wait for it. */
export interface PassingTime {
  readonly clock: HandClock;
  /** The same time for the client of the shop's systems, whose attempts are counted. */
  readonly clientClock: Clock & Timers;
  /** Told every moment of the runtime. */
  readonly observe: (moment: Moment) => void;
  /** A customer's turn, during which time stands still unless the shop's systems are being asked. */
  during<Value>(turn: () => Promise<Value>): Promise<Value>;
  /** A customer takes a while. */
  pause(duration: Milliseconds): Promise<void>;
  /** Lets time go on until this is done. The shop tells how many requests it has taken and not answered. */
  passUntil<Value>(done: Promise<Value>, shop: { readonly held: number }): Promise<Value>;
}

/** What a connection that was given up takes to be gone at its other end. */
const LULL_MS = 1;
const LULLS = 3;

export function passingTime(start: Timestamp): PassingTime {
  const clock = handClock(start);
  let [turns, calls, attempts] = [0, 0, 0];
  // The circuit breaker's library has no other clock.
  vi.useFakeTimers({ toFake: ["Date"], now: start });
  onTestFinished(() => void vi.useRealTimers());

  const hasLull = async (shop: { readonly held: number }) => {
    const isStill = () => turns === calls && attempts === shop.held;
    for (let lull = 0; lull < LULLS && isStill(); lull++) await sleep(LULL_MS);
    return isStill();
  };

  return {
    clock,
    clientClock: {
      now: clock.now,
      after(delay, run) {
        if (delay !== usualLimits.attemptMs) return clock.after(delay, run);
        // An attempt of the client's: its deadline is set when it begins, and called off when it is over.
        attempts += 1;
        let isOver = false;
        const end = () => {
          if (!isOver) attempts -= 1;
          isOver = true;
        };
        const cancel = clock.after(delay, () => {
          end();
          run();
        });
        return () => {
          end();
          cancel();
        };
      },
    },
    observe({ type }) {
      if (type === "asking") calls += 1;
      if (type === "asked") calls -= 1;
    },
    async during(turn) {
      turns += 1;
      try {
        return await turn();
      } finally {
        turns -= 1;
      }
    },
    pause: (duration) => new Promise((resolve) => void clock.after(duration, resolve)),
    async passUntil(done, shop) {
      let isDone = false;
      const ends = () => void (isDone = true);
      done.then(ends, ends);
      while (!isDone) {
        if (!(await hasLull(shop))) {
          await sleep(0);
          continue;
        }
        clock.advance(clock.pending[0] ?? 0);
        vi.setSystemTime(clock.now());
      }
      return await done;
    },
  };
}
