import type { OutboxStore } from "./outbox.ts";
import type { KeyValue } from "./storage.ts";

/** Where what is unsent is kept; nowhere, when the code for it cannot be fetched. */
export async function openStore(storage: KeyValue, key: string): Promise<OutboxStore | undefined> {
  const chunk = await import("./database.ts").catch(() => undefined);
  return chunk?.openOutboxStore(storage, key);
}

/** Has the code there before it is wanted: without a connection it could not be fetched any more. */
export function fetchAhead(): void {
  import("./database.ts").catch(() => {});
}
