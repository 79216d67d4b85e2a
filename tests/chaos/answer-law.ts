import { words } from "./noting-bot.ts";
import { isWish } from "./owner-law.ts";
import type { StoredEvent } from "./stored-log.ts";

/** Something a customer did that the bot owes an answer to, and how it is told in words. */
interface Act {
  readonly seq: number;
  readonly type: "begin" | "note" | "press" | "remind" | "human" | "bot";
  readonly name: string;
}

/** What the bot said, as far as it tells what it answers. */
type Answer =
  | {
      readonly type: "begun" | "pressed" | "set" | "rang" | "calledOff" | "human" | "handedBack" | "returned";
    }
  | { readonly type: "noted"; readonly texts: readonly string[] }
  | { readonly type: "besides" }
  | { readonly type: "unknown"; readonly text: string };

/**
 * Everything a customer did is answered once, and in the order they did it; a reminder rings once. While a person is
 * wanted, only the way back to the bot is answered. It stops at the first fault of a conversation: what follows from it
 * would hide it.
 */
export function answerFaults(events: readonly StoredEvent[]): readonly string[] {
  const walk = new Walk();
  for (const event of events) {
    const fault = event.from === "customer" ? walk.hear(event) : walk.answer(event);
    if (fault !== undefined) return [fault];
  }
  return walk.end();
}

/** A conversation gone through, as the bot should have had it. */
class Walk {
  #pending: Act[] = [];
  readonly #answered = new Map<string, number>();
  #owner: "bot" | "waiting" = "bot";
  #remindedSince: number | undefined;
  #returnedAt = 0;

  hear(event: StoredEvent): undefined {
    const act = actOf(event);
    if (act !== undefined) this.#pending.push(act);
  }

  answer(event: StoredEvent): string | undefined {
    const { seq } = event;
    const answer = answerOf(event);
    switch (answer.type) {
      case "besides":
        return undefined;
      case "unknown":
        return `at ${seq} the bot says "${answer.text}", which answers nothing`;
      case "begun":
        return this.#pay("begin", seq);
      case "pressed":
        return this.#pay("press", seq);
      case "noted":
        return this.#noted(answer.texts, seq);
      case "set":
        // Whoever comes back from a person is told again what the bot is waiting for.
        if (this.#remindedSince !== undefined && this.#returnedAt === seq - 1) return undefined;
        this.#remindedSince = seq;
        return this.#pay("remind", seq);
      case "rang":
        return this.#ended("rings", seq);
      case "calledOff":
        return this.#ended("is called off", seq) ?? this.#pay("note", seq);
      case "human": {
        const fault = this.#pay("human", seq);
        this.#owner = "waiting";
        return fault;
      }
      case "handedBack":
        this.#passSilence();
        this.#owner = "bot";
        return this.#pending[0]?.type === "bot"
          ? undefined
          : `handed back at ${seq}, and nobody asked for it`;
      case "returned":
        this.#returnedAt = seq;
        return this.#pay("bot", seq);
    }
  }

  end(): readonly string[] {
    this.#passSilence();
    const rings = this.#owner === "bot" && this.#remindedSince !== undefined;
    return [
      ...this.#pending.map(({ name, seq }) => `${name} at ${seq} is never answered`),
      ...(rings ? [`the reminder set at ${this.#remindedSince} never rings`] : []),
    ];
  }

  #noted(texts: readonly string[], seq: number): string | undefined {
    if (this.#remindedSince !== undefined) return `at ${seq} something is noted, and a reminder is not over`;
    for (const text of texts) {
      const fault = this.#pay("note", seq, text);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #ended(how: string, seq: number): string | undefined {
    if (this.#remindedSince === undefined) return `at ${seq} a reminder ${how} that is not set`;
    this.#remindedSince = undefined;
    return undefined;
  }

  /** Takes the oldest act as answered by what is said at `seq`, if that is what it answers. */
  #pay(type: Act["type"], seq: number, name?: string): string | undefined {
    this.#passSilence();
    const [act] = this.#pending;
    const isIt = act?.type === type && (name === undefined || act.name === name);
    if (isIt) {
      this.#pending.shift();
      this.#answered.set(act.name, seq);
      return undefined;
    }
    const before = name === undefined ? undefined : this.#answered.get(name);
    if (before !== undefined) return `${name} is answered at ${before} and again at ${seq}`;
    if (act === undefined) return `at ${seq} the bot answers ${name ?? `a ${type}`}, and nothing is owed`;
    return `at ${seq} the bot answers ${name ?? `a ${type}`}, and ${act.name} at ${act.seq} has to be answered first`;
  }

  /** What is said to a person gets no answer from the bot. */
  #passSilence(): void {
    if (this.#owner === "bot") return;
    const next = this.#pending.findIndex(({ type }) => type === "bot");
    this.#pending = next < 0 ? [] : this.#pending.slice(next);
  }
}

function actOf({ seq, body }: StoredEvent): Act | undefined {
  switch (body.type) {
    case "text":
      if (body.text === words.begin) return { seq, type: "begin", name: body.text };
      return { seq, type: body.text === words.human ? "human" : "note", name: body.text };
    case "choice":
      return { seq, type: pressTypes[body.label] ?? "press", name: body.label };
    default:
      return undefined;
  }
}

const pressTypes: Readonly<Record<string, Act["type"]>> = { [words.remind]: "remind", [words.bot]: "bot" };

function answerOf(event: StoredEvent): Answer {
  const { body } = event;
  if (body.type === "handoff") return { type: isWish(event) ? "human" : "handedBack" };
  const text = "text" in body ? body.text : body.type;
  if (text.startsWith(`${words.noted} `)) {
    return { type: "noted", texts: text.slice(words.noted.length + 1).split("\n") };
  }
  return { type: answerTypes[text] ?? "unknown", text };
}

const answerTypes: Readonly<
  Record<string, "besides" | Exclude<Answer["type"], "noted" | "unknown" | "besides">>
> = {
  [words.begun]: "begun",
  [words.pressed]: "pressed",
  [words.set]: "set",
  [words.rang]: "rang",
  [words.calledOff]: "calledOff",
  [words.returned]: "returned",
  [words.next]: "besides",
  [words.waiting]: "besides",
};
