import type { Log } from "../../src/runtime/ports.ts";

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

interface RememberingLog extends Log {
  readonly errors: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

/** A log that keeps its errors for the test to look at. */
export function rememberingLog(): RememberingLog {
  const errors: RememberingLog["errors"] = [];
  return { ...silentLog, errors, error: (message, fields = {}) => void errors.push({ message, fields }) };
}
