import type { Bot } from "../../src/content/bot.ts";
import { nothingInView } from "../../src/content/in-view.ts";
import type { Fields } from "../../src/content/values.ts";
import { goOnAfterCall } from "../../src/dialog/called.ts";
import { hear } from "../../src/dialog/hear.ts";
import type { HeardPart } from "../../src/dialog/heard.ts";
import { callHuman, press } from "../../src/dialog/press.ts";
import { proceed } from "../../src/dialog/proceed.ts";
import { enter } from "../../src/dialog/stack.ts";
import { atRest, type DialogState, type Origin } from "../../src/dialog/state.ts";
import { draftOf, type HandoffWish, type Say, type Setting, type Turn } from "../../src/dialog/turn.ts";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { unknownText } from "./understandings.ts";

/** A customer at a bot's dialogs: each method is one turn, and returns the texts the bot answers with. */
export class Chat {
  state: DialogState;
  /** The last turn in full. */
  turn: Turn;
  readonly #setting: Setting;
  /** Every message so far: its buttons can be pressed at any time. */
  readonly #said: Say[] = [];

  constructor(bot: Bot, about: Partial<Omit<Setting, "bot">> & { readonly state?: DialogState } = {}) {
    this.#setting = {
      bot,
      language: about.language ?? "zh",
      identified: about.identified ?? false,
      vip: about.vip ?? false,
      context: about.context ?? nothingInView,
      isOpen: about.isOpen ?? (() => true),
      isStaffed: about.isStaffed ?? (() => true),
      at: about.at ?? 0,
    };
    this.state = about.state ?? atRest;
    this.turn = { state: this.state, says: [], trace: [] };
  }

  /** Writes a text; what it means is said by hand. */
  me(
    text: string,
    understanding: Understanding = unknownText(),
    parts: readonly HeardPart[] = [],
  ): readonly string[] {
    return this.#take(hear(this.#setting, this.state, { text, understanding, parts }));
  }

  /** Says what the call that the last turn asked for came to. */
  called(outcome: string, fields: Fields = {}): readonly string[] {
    return this.#take(goOnAfterCall(this.#setting, this.state, { outcome, fields }));
  }

  /** Presses the newest button with this label. */
  tap(label: string): readonly string[] {
    for (const { buttons, origin } of this.#said.toReversed()) {
      const button = buttons.find((known) => known.label === label);
      if (button !== undefined) return this.press(button.id, origin);
    }
    throw new Error(`There is no button "${label}".`);
  }

  /** Presses any button, made-up ones too. */
  press(id: string, origin?: Origin): readonly string[] {
    return this.#take(press(this.#setting, this.state, id, origin));
  }

  /** Asks for a person without words. */
  human(): readonly string[] {
    return this.#take(callHuman(this.#setting, this.state));
  }

  /** Begins a dialog from outside. */
  start(dialog: string, step?: string): readonly string[] {
    return this.#take(proceed(this.#setting, enter(this.#setting.bot, draftOf(this.state), dialog, step)));
  }

  /** The labels under the last message. */
  get buttons(): readonly string[] {
    return this.turn.says.at(-1)?.buttons.map((button) => button.label) ?? [];
  }

  /** What is going on: the dialogs on the stack, bottom first. */
  get dialogs(): readonly string[] {
    return this.state.stack.map((frame) => frame.dialog);
  }

  get handoff(): HandoffWish | undefined {
    return this.turn.handoff;
  }

  #take(turn: Turn): readonly string[] {
    this.turn = turn;
    this.state = turn.state;
    this.#said.push(...turn.says, ...(turn.handoff?.says ?? []));
    return turn.says.map((say) => say.text);
  }
}
