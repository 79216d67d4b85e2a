/**
 * Every error the product raises on purpose: the HTTP status it becomes, who can mend it, and whether trying the
 * same again may succeed. `docs/errors.md` lists the same codes.
 */
export const errorCatalogue = {
  CONFIG_INVALID: { status: 500, audience: "operator", retryable: false },
  DATA_DIR_UNWRITABLE: { status: 500, audience: "operator", retryable: false },
  PORT_UNAVAILABLE: { status: 500, audience: "operator", retryable: false },
  CONTENT_INVALID: { status: 500, audience: "author", retryable: false },
  DIALOG_TESTS_INVALID: { status: 500, audience: "author", retryable: false },
  FILE_UNREADABLE: { status: 500, audience: "author", retryable: false },
  EMBEDDINGS_UNREADABLE: { status: 500, audience: "operator", retryable: false },
  MODEL_UNREADABLE: { status: 500, audience: "operator", retryable: false },
  USAGE: { status: 500, audience: "author", retryable: false },
  MESSAGE_INVALID: { status: 400, audience: "customer", retryable: false },
  CHOICE_UNKNOWN: { status: 404, audience: "customer", retryable: false },
  IMAGE_UNSUPPORTED: { status: 415, audience: "customer", retryable: false },
  BLOCKED: { status: 403, audience: "customer", retryable: false },
  SESSION_INVALID: { status: 401, audience: "customer", retryable: false },
  IDENTITY_INVALID: { status: 401, audience: "customer", retryable: false },
  ORIGIN_REFUSED: { status: 403, audience: "operator", retryable: false },
  NOT_FOUND: { status: 404, audience: "customer", retryable: false },
  TOO_MANY_REQUESTS: { status: 429, audience: "customer", retryable: true },
  SIGN_IN_FAILED: { status: 401, audience: "agent", retryable: false },
  SIGNED_OUT: { status: 401, audience: "agent", retryable: false },
  FORBIDDEN: { status: 403, audience: "agent", retryable: false },
  LOGIN_TAKEN: { status: 409, audience: "agent", retryable: false },
  PASSWORD_WEAK: { status: 400, audience: "agent", retryable: false },
  TAKEN: { status: 409, audience: "agent", retryable: false },
  NOT_YOURS: { status: 409, audience: "agent", retryable: false },
  OFFERED: { status: 409, audience: "agent", retryable: false },
  NOT_NOW: { status: 409, audience: "agent", retryable: false },
  FULL: { status: 409, audience: "agent", retryable: false },
  STORE_TOO_NEW: { status: 500, audience: "operator", retryable: false },
  STORE_UNAVAILABLE: { status: 503, audience: "operator", retryable: true },
  SHUTTING_DOWN: { status: 503, audience: "operator", retryable: true },
  INTERNAL: { status: 500, audience: "operator", retryable: true },
} as const satisfies Record<string, ErrorKind>;

interface ErrorKind {
  readonly status: number;
  readonly audience: "author" | "customer" | "agent" | "operator";
  readonly retryable: boolean;
}

export type ErrorCode = keyof typeof errorCatalogue;

/** The one error class: a code from the catalogue, a message with the culprit, the place and the way out. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}
