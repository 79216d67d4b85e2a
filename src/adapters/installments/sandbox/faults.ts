import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { Refusal } from "./refusal.ts";

/** What goes wrong on purpose. */
export const faults = z.strictObject({
  /** Every answer takes so long. */
  slowMs: z.int().min(0).max(30_000).optional(),
  /** Answers are cut off in the middle. */
  garbage: z.boolean().optional(),
  /** This share of the requests fails, evenly: of 0.5 every second one. */
  failShare: z.number().min(0).max(1).optional(),
});

export type Faults = z.infer<typeof faults>;

/** Lets go wrong what `current` says at the time of each request. */
export function goWrong(app: FastifyInstance, current: () => Faults): void {
  let failing = 0;
  app.addHook("onRequest", async (_, reply) => {
    const { slowMs = 0, garbage = false, failShare = 0 } = current();
    // Not drawn by chance: a test of half the requests failing shall not depend on luck.
    failing += failShare;
    const fails = failing >= 1;
    if (fails) failing -= 1;

    if (slowMs > 0) await sleep(slowMs);
    if (fails) throw new Refusal("unavailable", "The accounts are out of order, on purpose.");
    if (garbage) await reply.type("application/json").send('{"status": "verif');
  });
}
