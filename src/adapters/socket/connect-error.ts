import type { ReplyError } from "../../protocol/reply.ts";
import type { Log } from "../../runtime/ports.ts";
import { refusalOf } from "../../runtime/refusal.ts";

/** Why somebody is not let in, as socket.io tells it: an error's `data` is sent along; its stack stays here. */
export function connectError(error: unknown, log: Log): Error & { data: ReplyError } {
  const { error: data, isOurs } = refusalOf(error);
  if (isOurs) log.error("A connection could not be admitted.", { error });
  return Object.assign(new Error(data.code), { data });
}
