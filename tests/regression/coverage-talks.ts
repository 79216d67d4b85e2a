import type { Bot } from "../../src/content/bot.ts";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import type { HeardPart } from "../../src/dialog/heard.ts";
import type { Origin } from "../../src/dialog/state.ts";
import type { Understanding } from "../../src/kernel/understanding.ts";
import type { Passage } from "../../src/regression/coverage.ts";
import { spokenOf } from "../../src/regression/expect.ts";
import { tapped } from "../../src/regression/tap.ts";
import { unknownText } from "../support/understandings.ts";

/** A conversation that notes what it passes through. */
export class Talk {
  readonly passages: Passage[] = [];
  readonly #bot: Bot;
  readonly #said: ReturnType<typeof spokenOf>[number][] = [];
  #state = newConversation("zh");

  constructor(bot: Bot) {
    this.#bot = bot;
  }

  /** Writes a text; what it means is said by hand. */
  me(text: string, understanding: Understanding = unknownText(), parts: readonly HeardPart[] = []): this {
    return this.#happens({ type: "said", text, understanding, parts, at: 1 });
  }

  /** Presses the newest button with this label or id. */
  tap(wanted: string): this {
    const button = tapped(this.#said, wanted);
    if (button === undefined) throw new Error(`There is no button "${wanted}".`);
    return this.#happens({ type: "chose", option: button.id, origin: button.origin, at: 1 });
  }

  press(option: string, origin: Origin): this {
    return this.#happens({ type: "chose", option, origin, at: 1 });
  }

  called(outcome: string): this {
    return this.#happens({ type: "called", outcome, fields: {}, at: 1 });
  }

  /** Lets this much time go by, and the alarm ring that is set until then. */
  waits(ms: number): this {
    return this.#happens({ type: "alarm", at: 1 + ms });
  }

  #happens(event: ConversationEvent): this {
    const { state, effects, trace } = transition(this.#bot, this.#state, event, { identified: false });
    const said = effects.flatMap(spokenOf);
    this.#state = state;
    this.#said.push(...said);
    this.passages.push({ trace, said, ...(event.type === "said" ? { heard: event } : {}) });
    return this;
  }
}
