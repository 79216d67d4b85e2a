import { violations } from "./checker.ts";
import { goodRun, type Spoiled } from "./sample-evidence.ts";

export type Talk = Spoiled["conversations"][number];

/** Spoils a good run everywhere alike, so that only the law in question is broken, and says what is found. */
export function found(spoil: (talk: Talk, run: Spoiled) => void): readonly string[] {
  const run = goodRun();
  const [talk] = run.conversations;
  if (talk === undefined) throw new Error("The sample has no conversation.");
  spoil(talk, run);
  return violations(run);
}

/** Changes the log, and what everybody has seen of it. */
export function inLog(talk: Talk, change: (events: Talk["stored"]["events"]) => void): void {
  change(talk.stored.events);
  talk.stored.last = talk.stored.events.length;
  const seen = talk.stored.events.map(({ inside: _inside, at, ...event }) => ({
    ...event,
    at: new Date(at).toISOString(),
  }));
  talk.fetched = structuredClone(seen);
  talk.widget.shown = structuredClone(seen);
  for (const viewer of talk.viewers) viewer.pushed = structuredClone(seen);
}

/** Takes an event out of the log as if it had never been, or puts one in. */
export function splice(talk: Talk, at: number, remove: number, ...texts: readonly string[]): void {
  inLog(talk, (events) => {
    const fresh = texts.map((text, index) => ({
      seq: 0,
      id: `new${at}-${index}`,
      at: 1,
      kind: "message" as const,
      from: "bot" as const,
      body: { type: "text" as const, text },
    }));
    events.splice(at, remove, ...fresh);
    for (const [index, event] of events.entries()) event.seq = index + 1;
  });
  for (const viewer of talk.viewers) viewer.acked = [];
}

export const indexOf = ({ stored }: Talk, text: string): number => {
  const index = stored.events.findIndex(({ body }) => "text" in body && body.text.includes(text));
  if (index < 0) throw new Error(`The sample does not say "${text}".`);
  return index;
};

export const indexOfHandoff = ({ stored }: Talk, status: string): number =>
  stored.events.findIndex(({ body }) => body.type === "handoff" && body.status === status);
