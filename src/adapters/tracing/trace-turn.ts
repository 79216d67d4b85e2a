import { ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { Timestamp } from "../../kernel/time.ts";
import type { WatchedTurn } from "../../runtime/watched-turn.ts";

/** What a call comes to when it goes wrong, whatever its action declares. */
const FAILURES: readonly string[] = ["error", "timeout"];

/**
 * Makes the trace of a turn that is over: a span for the turn, and under it one for each stretch of it.
 *
 * @param epoch when the clock of the turn stood at 0
 */
export function traceTurn(tracer: Tracer, turn: WatchedTurn, epoch: Timestamp): void {
  const whole = tracer.startSpan(
    "turn",
    {
      kind: SpanKind.CONSUMER,
      startTime: epoch + turn.from,
      attributes: {
        "fenqi.turn": turn.turn,
        "fenqi.conversation": turn.conversationId,
        "fenqi.result": turn.result,
        "fenqi.events": turn.events,
        "fenqi.moves": turn.moves,
        "fenqi.seq": turn.seq,
        "fenqi.verdict": turn.verdict,
        "fenqi.code": turn.code,
      },
    },
    ROOT_CONTEXT,
  );
  if (turn.code !== undefined) whole.setStatus({ code: SpanStatusCode.ERROR, message: turn.code });
  const inside = trace.setSpan(ROOT_CONTEXT, whole);
  for (const { stage, from, to, called } of turn.stretches) {
    const kind = stage === "call" ? SpanKind.CLIENT : SpanKind.INTERNAL;
    const span = tracer.startSpan(stage, { kind, startTime: epoch + from }, inside);
    if (called !== undefined) {
      span.setAttributes({ "fenqi.action": called.action, "fenqi.outcome": called.outcome });
      if (FAILURES.includes(called.outcome)) span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end(epoch + to);
  }
  whole.end(epoch + turn.to);
}
