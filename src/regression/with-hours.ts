import type { Bot, Queue } from "../content/bot.ts";
import type { Hours } from "../content/hours.ts";

/** A bot whose colleagues, of whatever queue, are always in or never. */
export function withHours({ hours: _hours, queues, ...bot }: Bot, open: boolean): Bot {
  const hours = open ? {} : { hours: NEVER };
  const held = [...queues].map(([id, { hours: _own, ...queue }]): [string, Queue] => [
    id,
    { ...queue, ...hours },
  ]);
  return { ...bot, ...hours, queues: new Map(held) };
}

const NEVER: Hours = { zone: "UTC", weekly: [], holidays: [] };
