import { movePosition } from "../conversation/move-position.ts";
import type { ConversationState } from "../conversation/state.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Content, Published } from "./content.ts";
import type { ConversationRecord } from "./ports.ts";

/**
 * Whoever has been away for longer comes back to a question that is asked again anyway; before that, the words and
 * buttons in front of a customer must not change between a question and its answer.
 */
export const MOVE_AFTER_MS: Milliseconds = 30 * 60_000;

/** The content that a turn is taken with, and the state in it. */
export interface Standing {
  readonly published: Published;
  readonly state: ConversationState;
  /** The place is gone: there is nothing to go on from. */
  readonly isLost: boolean;
}

/**
 * Where a conversation takes its next turn: inside a dialog in the version it began it with, otherwise in the current
 * one. After a long silence it is moved to the current one if it has a place there, and so it is when its own version
 * cannot be loaded any more.
 *
 * @param moveAfterMs how long the silence has to be
 */
export async function standingOf(
  content: Content,
  { state, content: hash }: ConversationRecord,
  at: Timestamp,
  moveAfterMs: Milliseconds,
): Promise<Standing> {
  const { current } = content;
  const { dialog } = state;
  if (dialog.stack.length === 0 || hash === undefined || hash === current.hash)
    return { published: current, state, isLost: false };
  const own = await content.version(hash);
  if (own !== undefined && at - dialog.heardAt < moveAfterMs) return { published: own, state, isLost: false };
  const moved = movePosition(own?.bot, current.bot, dialog);
  if (moved.type === "moves")
    return { published: current, state: { ...state, dialog: moved.state }, isLost: false };
  if (own !== undefined) return { published: own, state, isLost: false };
  return { published: current, state, isLost: true };
}
