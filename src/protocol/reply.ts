import * as z from "zod";

/** Every error on the wire. `code` is one of docs/errors.md; `message` is for logs, clients translate the code. */
export const replyError = z.strictObject({ code: z.string(), message: z.string(), retryable: z.boolean() });

export type ReplyError = z.infer<typeof replyError>;

/** A refused request: the ack of every socket event that failed. */
export interface Refusal {
  readonly ok: false;
  readonly error: ReplyError;
}
