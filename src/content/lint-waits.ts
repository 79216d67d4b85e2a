import type { Milliseconds } from "../kernel/time.ts";
import type { Bot } from "./bot.ts";
import type { Places } from "./lint-places.ts";
import type { Place, Problem } from "./source.ts";

/** Nobody comes back to a chat after a month; a longer time is a slip of the unit. */
const MOST_DAYS = 30;

const DAY_MS: Milliseconds = 86_400_000;

/** Times to wait that outlast every conversation. */
export function longWaits({ dialogs, silenceMs }: Bot, places: Places): readonly Problem[] {
  const steps = [...dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const waits = steps.flatMap((step) => {
    if (step.verb !== "wait") return [];
    const written = places.under(step.at, "wait").find(({ path }) => path.at(-1) === "for");
    const place = written === undefined ? step.at : places.at(step.at.file, written.path);
    return tooLong(place, step.waitMs);
  });
  return [...tooLong(places.at("dialogs/_patterns.yaml", ["silence", "after"]), silenceMs), ...waits];
}

function tooLong(place: Place, time: Milliseconds): readonly Problem[] {
  if (time <= MOST_DAYS * DAY_MS) return [];
  const message = `This waits ${Math.round(time / DAY_MS)} days; ${MOST_DAYS} is the most that makes sense.`;
  return [
    { ...place, severity: "warning", rule: "wait-long", message, hint: "Check the unit: s, m, h or d." },
  ];
}
