import { type ChatEvent, chatEvent as chatEventSchema } from "../../src/protocol/event.ts";
import type { SentItem } from "./customer.ts";
import type { Evidence } from "./evidence.ts";
import { NOTE, RING, words } from "./noting-bot.ts";
import type { ReceivedCall } from "./shop.ts";
import type { StoredEvent } from "./stored-log.ts";

/** What may be changed of a run before it is checked. */
export type Spoiled = Mutable<Evidence>;

type Mutable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> } : Value;

/**
 * A short run in which all went well: a customer begins, says three things of which two are one turn, presses a button,
 * is reminded, calls a reminder off, talks to a person, and comes back. Somebody looks on, and rates.
 */
export function goodRun(): Spoiled {
  const events: StoredEvent[] = [];
  const sent: SentItem[] = [];
  const calls: ReceivedCall[] = [];
  const add = (event: Omit<StoredEvent, "seq" | "id" | "at">): number => {
    const seq = events.length + 1;
    events.push({ seq, id: `e${seq}`, at: seq * 1000, ...event });
    return seq;
  };
  const bot = (text: string, buttons: readonly string[] = []): number => {
    const options = buttons.map((label) => ({ id: label, label }));
    const body: ChatEvent["body"] =
      options.length === 0 ? { type: "text", text } : { type: "choices", text, options };
    return add({ kind: "message", from: "bot", body });
  };
  const handoff = (status: "requested" | "returned") =>
    add({ kind: "handoff", from: "system", body: { type: "handoff", status } });
  const say = (text: string): number => {
    const cid = `c${sent.length}`;
    sent.push({ item: { cid, at: 1, type: "text", text }, status: "settled" });
    return add({ kind: "message", from: "customer", body: { type: "text", text }, cid });
  };
  const press = (seq: number, label: string): number => {
    const cid = `c${sent.length}`;
    sent.push({
      item: { cid, at: 1, type: "choice", choice: { seq, option: label }, label },
      status: "settled",
    });
    const body = { type: "choice", seq, option: label, label } as const;
    return add({ kind: "choice", from: "customer", body, cid });
  };
  const noted = (texts: readonly string[], last: number): number => {
    const code = texts.join("\n");
    calls.push({ key: `talk:${last}:1`, action: NOTE, input: { code } });
    const seq = bot(`${words.noted} ${code}`, [words.press, words.remind]);
    bot(words.next);
    return seq;
  };

  say(words.begin);
  bot(words.begun);
  bot(words.next);
  const offers = noted(["n1"], say("n1"));
  say("n2");
  noted(["n2", "n3"], say("n3"));
  press(offers, words.press);
  bot(words.pressed);
  press(offers, words.remind);
  bot(words.set);
  calls.push({ key: "talk:alarm-9:1", action: RING, input: {} });
  bot(words.rang);
  press(offers, words.remind);
  bot(words.set);
  say("n4");
  bot(words.calledOff);
  sent.push({ item: { cid: "person", at: 1, type: "human" }, status: "settled" });
  add({
    kind: "message",
    from: "customer",
    body: { type: "text", text: words.human },
    cid: "person",
    inside: { asksForHuman: true },
  });
  handoff("requested");
  const comfort = bot(words.waiting, [words.bot]);
  say("n5");
  press(comfort, words.bot);
  handoff("returned");
  bot(words.returned);
  add({ kind: "rating", from: "customer", body: { type: "rating", score: 5 }, cid: "rating" });

  const seen = () => events.map(seenBy);
  const run: Evidence = {
    conversations: [
      {
        stored: {
          id: "talk",
          last: events.length,
          state: { phase: "bot", epoch: 2 },
          isOwed: false,
          events,
        },
        fetched: seen(),
        widget: { name: "Li", sent, shown: seen() },
        viewers: [
          {
            name: "Li's other window",
            pushed: seen(),
            acked: [{ cid: "rating", seq: events.length }],
            complaints: [],
          },
        ],
      },
    ],
    calls: [...calls, ...calls.slice(0, 1)],
  };
  // A copy belongs to whoever gets it.
  return structuredClone(run) as Spoiled;
}

function seenBy({ inside: _inside, at, ...event }: StoredEvent): ChatEvent {
  return chatEventSchema.parse({ ...event, at: new Date(at).toISOString() });
}
