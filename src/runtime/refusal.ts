import { AppError, errorCatalogue } from "../kernel/errors.ts";
import type { ReplyError } from "../protocol/reply.ts";

interface RefusalReply {
  /** HTTP status. */
  readonly status: number;
  readonly error: ReplyError;
  /** The fault is ours: the operator should hear of it. */
  readonly isOurs: boolean;
}

/**
 * What the sender of a request that failed is told. What went wrong inside stays inside: of a fault of ours only the
 * code travels.
 */
export function refusalOf(error: unknown): RefusalReply {
  const code = error instanceof AppError ? error.code : "INTERNAL";
  const { status, retryable } = errorCatalogue[code];
  const isOurs = status >= 500;
  const message = isOurs || !(error instanceof AppError) ? "The server could not do this." : error.message;
  return { status, error: { code, message, retryable }, isOurs: isOurs && code !== "SHUTTING_DOWN" };
}
