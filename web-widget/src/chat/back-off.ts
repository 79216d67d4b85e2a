import { wait } from "./alarm.ts";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** Waits before another attempt, longer after each, but no longer than until the network is back. */
export function backOff(failures: number): Promise<unknown> {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
  const online = new Promise((resolve) => addEventListener("online", resolve, { once: true }));
  return Promise.race([online, wait(longest * (0.5 + Math.random() / 2))]);
}
