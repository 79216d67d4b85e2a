/** Who the customer is: a token that the host app's server has signed, or what fetches one whenever it is needed. */
export type IdentitySource = string | (() => string | Promise<string>);

/** How the widget looks. What is left out stays as it is. */
export interface Theme {
  /** Any colour as CSS knows it. */
  readonly color?: string;
  /** `auto` follows the device. */
  readonly scheme?: "auto" | "light" | "dark";
  /** `large` is for customers who read with difficulty. */
  readonly text?: "normal" | "large";
}

/** What the customer has before their eyes in the host app. What is left out stays as it is. */
export interface HostContext {
  /** An address or a name, such as `/orders/42` or `checkout`. */
  readonly page?: string;
  /** The number of an order. */
  readonly order?: string;
}

/** When the launcher speaks up by itself. Everything that is said here has to hold. */
export interface RuleCondition {
  /** The path of the page's address; `*` stands for anything but a slash, `**` for anything. */
  readonly page?: string;
  /** The customer has touched nothing on the page for so long. */
  readonly idleSeconds?: number;
  /** The page has told of this, by `emit`. */
  readonly event?: string;
}

/** A few words beside the launcher, and what happens when the customer presses them: the chat opens. */
export interface Rule {
  readonly when: RuleCondition;
  readonly say: string | { readonly zh: string; readonly en: string };
  /** Asked for when the chat is opened by these words: the name of an intent. */
  readonly ask?: string;
  /** A customer is told the same no more often than this; 24 without it. */
  readonly atMostEveryHours?: number;
}

/** What the page is told of: the `detail` of the events that `on` hears, and that bubble to the document as `fenqi:<name>`. */
export interface FenqiEvents {
  /** The chat is there and connected for the first time. */
  readonly ready: undefined;
  readonly open: undefined;
  readonly close: undefined;
  /** The bot or an agent has said something, or the customer has. */
  readonly message: { readonly from: "customer" | "bot" | "agent" | "system"; readonly text: string };
  readonly unread: { readonly count: number };
  /** Who answers the customer now. */
  readonly owner: { readonly owner: "bot" | "waiting" | "assigned" | "offline" | "closed" };
}

export type FenqiEvent = keyof FenqiEvents;
export type FenqiListener<Name extends FenqiEvent> = (event: CustomEvent<FenqiEvents[Name]>) => void;

/**
 * What a page may do with the chat, as `window.Fenqi`. Every method settles when it is done, and rejects with a `TypeError`
 * that says what is right when it is called in a wrong way.
 */
export interface Fenqi {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Shows the launcher again after `hide`. */
  show(): Promise<void>;
  /** Closes the chat and hides the launcher. The page's own buttons may still open the chat. */
  hide(): Promise<void>;
  /** Says who the customer is; the conversation goes on as theirs. */
  identify(who: IdentitySource): Promise<void>;
  /** Forgets the customer and their conversation on this device. */
  logout(): Promise<void>;
  /** BCP 47. */
  setLocale(locale: string): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  setContext(context: HostContext): Promise<void>;
  /** Opens the chat and says this as the customer's own message. */
  send(text: string): Promise<void>;
  /** Opens the chat and asks for this, by the name of an intent. */
  ask(intent: string): Promise<void>;
  /** Takes the place of all rules that were set before. */
  setRules(rules: readonly Rule[]): Promise<void>;
  /** Tells the rules of something that has happened on the page, such as a payment that failed. */
  emit(event: string): Promise<void>;
  /** Listens at once. */
  on<Name extends FenqiEvent>(name: Name, listener: FenqiListener<Name>): Promise<void>;
  off<Name extends FenqiEvent>(name: Name, listener: FenqiListener<Name>): Promise<void>;
  /** How many messages the customer has not seen. */
  unread(): Promise<number>;
  /** Takes the widget off the page. */
  destroy(): Promise<void>;
  /** A call as it may be made before the script is there. */
  push(call: QueuedCall): unknown;
}

declare global {
  interface Window {
    /** Before the script is there, a list of calls: `(window.Fenqi ||= []).push(["open"])`. */
    Fenqi?: Fenqi | { push(call: QueuedCall): unknown };
  }
}

/** A call made before the script was there: the name of the method, and what it takes. */
export type QueuedCall = readonly [method: Exclude<keyof Fenqi, "push">, ...args: readonly unknown[]];
