import { milliseconds, type Timestamp } from "../kernel/time.ts";
import type { Bot, Dialog, Queue } from "./bot.ts";
import { type Hours, isOpen } from "./hours.ts";
import { DEFAULT_WITHIN } from "./schema/bot-schema.ts";

/** Where customers wait for whom no step names a queue. */
export const DEFAULT_QUEUE = "default";

/** Every queue that customers can come to: those that are declared, those that a step names, and `default`. */
export function queuesOf(
  declared: ReadonlyMap<string, Queue> | undefined,
  dialogs: ReadonlyMap<string, Dialog>,
  hours: Hours | undefined,
): ReadonlyMap<string, Queue> {
  const steps = [...dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const named = steps.flatMap((step) => (step.verb === "human" ? [step.queue] : []));
  const ids = new Set([DEFAULT_QUEUE, ...(declared?.keys() ?? []), ...named]);
  return new Map([...ids].map((id) => [id, declared?.get(id) ?? undeclared(id, hours)]));
}

/** A queue that is nothing but a name. */
function undeclared(id: string, hours: Hours | undefined): Queue {
  return {
    id,
    title: { zh: id, en: id },
    ...(hours === undefined ? {} : { hours }),
    takeWithinMs: milliseconds(DEFAULT_WITHIN),
    answerWithinMs: milliseconds(DEFAULT_WITHIN),
  };
}

/** Whether colleagues of a queue answer at a moment. A queue that is not known, such as a former one, has the bot's hours. */
export function isQueueOpen(
  { queues, hours }: Pick<Bot, "queues" | "hours">,
  queue: string,
  at: Timestamp,
): boolean {
  return isOpen(queues.get(queue)?.hours ?? hours, at);
}
