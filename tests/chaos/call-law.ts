import { isDeepStrictEqual } from "node:util";
import type { ConversationEvidence } from "./evidence.ts";
import { NOTE, RING, words } from "./noting-bot.ts";
import type { ReceivedCall } from "./shop.ts";
import type { StoredEvent } from "./stored-log.ts";

/**
 * What reached the shop. A call that is made again has the key it had, and asks for the same; nothing is asked for by two
 * keys; everything the bot says it has done was asked for, and nothing is done that no customer wants.
 */
export function callFaults(
  conversations: readonly ConversationEvidence[],
  calls: readonly ReceivedCall[],
): readonly string[] {
  const distinct = new Map<string, ReceivedCall>();
  const faults: string[] = [];
  for (const { key, action, input } of calls) {
    const first = distinct.get(key);
    if (first === undefined) distinct.set(key, { key, action, input });
    else if (!isDeepStrictEqual({ ...first }, { key, action, input })) {
      faults.push(`the key ${key} asked for ${told(first)}, and then for ${told({ key, action, input })}`);
    }
  }
  const once = [...distinct.values()];
  return [
    ...faults,
    ...twice(once),
    ...conversations.flatMap(({ stored }) => [
      ...noteFaults(stored.events, once),
      ...ringFaults(
        stored.events,
        once.filter(({ key }) => key.startsWith(`${stored.id}:`)),
      ),
    ]),
    ...once
      .filter(({ key }) => !conversations.some(({ stored }) => key.startsWith(`${stored.id}:`)))
      .map((call) => `the key ${call.key} of ${told(call)} belongs to no conversation`),
  ];
}

function told({ action, input }: ReceivedCall): string {
  return `${action} ${JSON.stringify(input)}`;
}

/** Each text is noted for itself alone or with others, but under one key. */
function twice(calls: readonly ReceivedCall[]): readonly string[] {
  const keys = new Map<string, string>();
  return calls.flatMap((call) =>
    textsOf(call).flatMap((text) => {
      const before = keys.get(text);
      keys.set(text, call.key);
      return before === undefined ? [] : [`${text} is noted by ${before}, and again by ${call.key}`];
    }),
  );
}

function noteFaults(events: readonly StoredEvent[], calls: readonly ReceivedCall[]): readonly string[] {
  const prefix = `${words.noted} `;
  const asked = new Set(calls.filter(({ action }) => action === NOTE).map(({ input }) => input["code"]));
  return events.flatMap(({ seq, body }) => {
    const said = "text" in body && body.text.startsWith(prefix) ? body.text.slice(prefix.length) : undefined;
    if (said === undefined || asked.has(said)) return [];
    return [`at ${seq} the bot says it has noted ${JSON.stringify(said)}, and the shop was never asked to`];
  });
}

/** A reminder may have been called off after its call was made, and never before. */
function ringFaults(events: readonly StoredEvent[], calls: readonly ReceivedCall[]): readonly string[] {
  const count = (text: string) => events.filter(({ body }) => "text" in body && body.text === text).length;
  const [set, rang] = [count(words.set), count(words.rang)];
  const rings = calls.filter(({ action }) => action === RING).length;
  const stored = new Set(events.flatMap(({ body }) => (body.type === "text" ? body.text : [])));
  const unheard = calls.flatMap(textsOf).filter((text) => !stored.has(text));
  return [
    ...(rings < rang ? [`${rang} reminders rang, and the bell was rung ${rings} times`] : []),
    ...(rings > set ? [`${set} reminders were set, and the bell was rung ${rings} times`] : []),
    ...unheard.map((text) => `${text} was noted in the shop, and is not in the log`),
  ];
}

function textsOf({ action, input }: ReceivedCall): readonly string[] {
  const { code } = input;
  return action === NOTE && typeof code === "string" ? code.split("\n") : [];
}
