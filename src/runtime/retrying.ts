import { AppError, errorCatalogue } from "../kernel/errors.ts";
import type { Milliseconds } from "../kernel/time.ts";

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

/** A fault of the world around us, which may pass, and not of the turn. */
export function isOutside(error: unknown): boolean {
  return error instanceof AppError && error.code !== "INTERNAL" && errorCatalogue[error.code].retryable;
}

/** How long to wait before trying again what has failed this often in a row. */
export function retryDelay(failures: number): Milliseconds {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
}
