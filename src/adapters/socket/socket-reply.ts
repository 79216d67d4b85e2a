import { AppError } from "../../kernel/errors.ts";
import type { LoggedEvent } from "../../runtime/ports.ts";

/** What an ack says of an event that is stored. */
export function stored({ seq, at }: LoggedEvent): { readonly seq: number; readonly at: string } {
  return { seq, at: new Date(at).toISOString() };
}

/** Refuses what nobody may ask for. */
export async function unknownRequest(): Promise<never> {
  throw new AppError("MESSAGE_INVALID", "There is no such request; see docs/protocol.md.");
}
