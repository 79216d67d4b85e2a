import type { Log } from "../../runtime/ports.ts";
import type { ObserveTurn, Stage } from "../../runtime/watched-turn.ts";

/** Logs every turn once it is over: what it came to, and how many milliseconds each of its stages took. */
export function turnLog(log: Log): ObserveTurn {
  return ({ turn, conversationId, result, verdict, moves, events, from, to, stretches }) => {
    const ms: Partial<Record<Stage | "total", number>> = {};
    for (const stretch of stretches) ms[stretch.stage] = (ms[stretch.stage] ?? 0) + stretch.to - stretch.from;
    ms.total = to - from;
    const rounded = Object.fromEntries(Object.entries(ms).map(([stage, took]) => [stage, round(took)]));
    const calls = stretches.flatMap(({ called }) =>
      called === undefined ? [] : `${called.action}: ${called.outcome}`,
    );
    log.debug("Turn taken.", { turn, conversationId, result, verdict, moves, events, calls, ms: rounded });
  };
}

/** To a hundredth of a millisecond. */
function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
