import type { ChatEvent } from "../../src/protocol/event.ts";
import { type ChatState, createChat } from "../../web-widget/src/chat/chat.ts";
import type { Outgoing } from "../../web-widget/src/chat/outbox.ts";
import type { KeyValue } from "../../web-widget/src/chat/storage.ts";
import type { Chance } from "../support/chance.ts";
import { words } from "./noting-bot.ts";
import { isWish } from "./owner-law.ts";
import { standInForBrowser } from "./page.ts";

/** Something a customer did, and what the widget makes of it. */
export interface SentItem {
  /** These customers send no images. */
  readonly item: Exclude<Outgoing, { readonly type: "image" }>;
  /** `settled`: the widget has it from the server that it is stored, and will not send it again. */
  status: "sending" | "settled" | "refused";
}

/** A customer at the real widget, without its face. */
export interface Customer {
  readonly name: string;
  /** Absent until the server has answered for the first time. */
  readonly session: ChatState["session"];
  /** Everything they did, in the order they did it. */
  readonly sent: readonly SentItem[];
  /** What the widget shows, in the order it shows it. */
  readonly shown: readonly ChatEvent[];
  readonly isOnline: boolean;
  say(text: string): void;
  /** Presses a button of this name on the newest message that has one. Returns whether there is one. */
  press(label: string): boolean;
  askForHuman(): void;
  /** Does something now and then, until `rest`. */
  live(): void;
  rest(): void;
}

interface CustomerOptions {
  readonly name: string;
  /** Where the server is, by way of whatever lies between. */
  readonly origin: string;
  /** Decides what they do and when. */
  readonly chance: Chance;
  /** The longest time between two things they do; 600 when left out. */
  readonly paceMs?: number;
}

/** After so long without an ack under way, what was said is a turn by itself. Longer than any COALESCE_MS of these tests. */
const PAUSE_MS = 1000;
/** Nobody goes on for ever before a chat that takes nothing. */
const MOST_PENDING = 8;
const OUT = "widget:out:";

export function openCustomer({ name, origin, chance, paceMs = 600 }: CustomerOptions): Customer {
  standInForBrowser();
  const sent: SentItem[] = [];
  let settledAt = 0;
  let state: ChatState | undefined;
  let timer: NodeJS.Timeout | undefined;
  let codes = 0;
  /** What has to come before the customer goes on. */
  let awaits: ((event: ChatEvent) => boolean) | undefined;
  let awaitsAfter = 0;

  const chat = createChat({
    origin,
    locale: () => "zh-CN",
    storage: watchedStorage({
      put(item) {
        const known = sent.find((other) => other.item.cid === item.cid);
        if (known === undefined) sent.push({ item, status: "sending" });
        else if (item.refused) known.status = "refused";
      },
      removed(cid) {
        settledAt = Date.now();
        const known = sent.find((other) => other.item.cid === cid);
        if (known?.status === "sending") known.status = "settled";
      },
    }),
    storageKey: "widget",
    changed: (next) => void (state = next),
  });

  const shown = () => state?.timeline.events ?? [];
  const countPending = () => sent.filter(({ status }) => status === "sending").length;
  const lastOf = (...texts: readonly string[]) =>
    shown().findLast((event) => event.from === "bot" && texts.some((text) => isText(event, text)));

  function act(): void {
    if (countPending() >= MOST_PENDING) return;
    if (awaits !== undefined) {
      const isThere = shown().some((event) => event.seq > awaitsAfter && awaits?.(event));
      if (!isThere) return;
      awaits = undefined;
    }
    const isCalm = countPending() === 0 && Date.now() - settledAt > PAUSE_MS;
    if (lastOf(words.begun) === undefined) {
      say(words.begin);
      return expectNext((event) => isText(event, words.begun));
    }
    if (isWithPerson()) return actWhileWaiting(isCalm);
    if (isReminded()) return actWhileReminded(isCalm);
    switch (chance.weighted({ text: 5, fragments: 2, press: 2, remind: 1, human: 0.4, humanInWords: 0.3 })) {
      case "text":
        return say(nextCode());
      case "fragments":
        for (let left = chance.whole(2, 3); left > 0; left--) say(nextCode());
        return;
      case "press":
        return void press(words.press);
      case "remind":
        if (isCalm && press(words.remind)) expectNext((event) => isText(event, words.set));
        return;
      case "human":
        if (isCalm) callHuman(chat.askForHuman);
        return;
      case "humanInWords":
        if (isCalm) callHuman(() => say(words.human));
    }
  }

  function actWhileWaiting(isCalm: boolean): void {
    if (chance.isLucky(0.5)) return say(nextCode());
    if (isCalm && press(words.bot)) expectNext((event) => isText(event, words.returned));
  }

  function actWhileReminded(isCalm: boolean): void {
    if (!isCalm) return;
    switch (chance.weighted({ nothing: 6, interrupt: 1, press: 0.5, human: 0.3 })) {
      case "interrupt": {
        const code = nextCode();
        say(code);
        return expectNext((event) => isText(event, words.calledOff) || isText(event, code));
      }
      case "press":
        return void press(words.press);
      case "human":
        return callHuman(chat.askForHuman);
    }
  }

  function callHuman(call: () => void): void {
    call();
    expectNext(isWish);
  }

  function expectNext(awaited: typeof awaits): void {
    awaits = awaited;
    awaitsAfter = shown().at(-1)?.seq ?? 0;
  }

  function isWithPerson(): boolean {
    const handoff = shown().findLast(({ body }) => body.type === "handoff");
    return handoff !== undefined && isWish(handoff);
  }

  const isReminded = () => isText(lastOf(words.set, words.rang, words.calledOff), words.set);
  const nextCode = () => `${name}n${++codes}`;
  const say = (text: string) => chat.say(text);

  function press(label: string): boolean {
    for (const { seq, body } of shown().toReversed()) {
      const option = "options" in body ? body.options?.find((known) => known.label === label) : undefined;
      if (option === undefined) continue;
      chat.choose(seq, option.id, label);
      return true;
    }
    return false;
  }

  function live(): void {
    timer = setTimeout(
      () => {
        act();
        live();
      },
      chance.whole(paceMs / 10, paceMs),
    );
  }

  return {
    name,
    sent,
    get session() {
      return state?.session;
    },
    get shown() {
      return shown();
    },
    get isOnline() {
      return state?.link === "online";
    },
    say,
    press,
    askForHuman: chat.askForHuman,
    live,
    rest: () => clearTimeout(timer),
  };
}

function isText(event: ChatEvent | undefined, text: string): boolean {
  return event !== undefined && "text" in event.body && event.body.text.includes(text);
}

/** A browser's storage that tells what the widget's outbox keeps in it. */
function watchedStorage(outbox: { put(item: SentItem["item"]): void; removed(cid: string): void }): KeyValue {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      kept.set(key, value);
      if (key.startsWith(OUT)) outbox.put(JSON.parse(value) as SentItem["item"]);
    },
    remove(key) {
      kept.delete(key);
      if (key.startsWith(OUT)) outbox.removed(key.slice(OUT.length));
    },
    keys: () => [...kept.keys()],
  };
}
