import * as z from "zod";
import { slotValue } from "./expectation-schema.ts";

const fields = z.record(z.string(), z.union([slotValue, z.array(z.record(z.string(), slotValue))]));

const stubbed = z.union([
  z.string().min(1),
  z
    .record(z.string().min(1), fields)
    .refine((outcomes) => Object.keys(outcomes).length === 1, "name one outcome, with its fields"),
]);

/** By action: the outcome it comes to, or one after the other; the last one stays. */
export const stubsSchema = z
  .record(z.string().min(1), z.union([stubbed, z.array(stubbed).min(1)]))
  .meta({ description: "What the shop's systems answer: by action, an outcome, or several in turn." });

type StubsSource = z.infer<typeof stubsSchema>;

/** What an action comes to in a test. */
export interface StubbedOutcome {
  readonly outcome: string;
  readonly fields: z.infer<typeof fields>;
}

/** By action: what it comes to, one call after the other; never empty, and the last one stays. */
export type Stubs = Readonly<Record<string, readonly StubbedOutcome[]>>;

/** Stubs in one form, however short they were written. */
export function readStubs(source: StubsSource): Stubs {
  return Object.fromEntries(
    Object.entries(source).map(([action, written]) => [
      action,
      (Array.isArray(written) ? written : [written]).map(readOutcome),
    ]),
  );
}

function readOutcome(written: z.infer<typeof stubbed>): StubbedOutcome {
  if (typeof written === "string") return { outcome: written, fields: {} };
  const [outcome = "", brought = {}] = Object.entries(written)[0] ?? [];
  return { outcome, fields: brought };
}
