import { render } from "preact";
import type { Fenqi, FenqiEvent, HostContext, IdentitySource, Theme } from "../fenqi.ts";
import { drawing } from "../launcher.ts";
import { addStyles } from "../stylesheet.ts";
import { type ChatState, createChat } from "./chat.ts";
import { createFullScreen } from "./full-screen.ts";
import type { Attention } from "./later/attention.ts";
import type { Settings } from "./settings.ts";
import { openStorage } from "./storage.ts";
import type { Wording } from "./strings.ts";
import { styles } from "./styles.ts";
import { Panel } from "./view/panel.tsx";

/** What the loader gives the chat to live in. */
export interface MountOptions {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Of the chat server: scheme, host, port. */
  readonly origin: string;
  readonly wording: Wording;
  /** Where the loader looks for a running conversation. */
  readonly storageKey: string;
  /** The page's CSP nonce, or empty. */
  readonly nonce: string;
  /** What the page has set so far. */
  readonly set: Partial<Settings>;
  /** What the customer does inside that is also the page's to do: close the panel, choose a language. */
  readonly api: Pick<Fenqi, "close" | "setLocale">;
  unread(count: number): void;
}

export interface MountedChat {
  open(): void;
  close(): void;
  /** @throws TypeError */
  send(text: string): Promise<void>;
  /** @throws TypeError */
  ask(intent: string): Promise<void>;
  /** What is left out of a theme or a context stays as it is. @throws TypeError */
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void>;
  logout(): Promise<void>;
  destroy(): void;
}

export interface ChatModule {
  mountChat(options: MountOptions): MountedChat;
}

/** Builds the panel, closed, into the shadow root and connects it. */
export function mountChat(options: MountOptions): MountedChat {
  const { host, root, origin, storageKey, set, api } = options;
  const frame = document.createElement("div");
  frame.className = "frame";
  addStyles(root, styles, options.nonce);
  root.append(frame);
  root.querySelector(".launcher")?.append(drawing("M6 9.5l6 6 6-6"));

  let { wording } = options;
  let theme: Theme = { ...set.theme };
  const stopped = new AbortController();
  const { signal } = stopped;
  // The server takes no session with a context that is none.
  let context: HostContext = isContext({ ...set.context }) ? { ...set.context } : {};
  let attention: Promise<Attention> | undefined;
  let state: ChatState | undefined;
  let isShown = false;
  let worn: string | undefined;
  let isDrawQueued = false;
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const fullScreen = createFullScreen(
    frame,
    () => {
      if (isShown) fullScreen.enter();
      draw();
    },
    signal,
  );
  const chat = createChat({
    origin,
    locale: () => wording.locale,
    storageKey,
    storage: openStorage(),
    ...(set.who && { who: set.who }),
    context,
    changed(next) {
      if (next.unread !== state?.unread) {
        options.unread(next.unread);
        tell("unread", { count: next.unread });
      }
      if (next.owner !== state?.owner) tell("owner", { owner: next.owner });
      if (next.link === "online" && state?.link === "starting") tell("ready");
      void wear(next.session?.bot.color);
      state = next;
      queueDraw();
      attend(next);
    },
    heard: ({ from, body }) => "text" in body && tell("message", { from, text: body.text }),
  });
  chat.look(false);
  restyle();
  if (set.who || set.context || set.on || theme.scheme || theme.text)
    void wrongUse().then((module) => module.tellWrong(set));

  /** Tells the page of something; see `FenqiEvents`. */
  function tell(event: FenqiEvent, detail?: unknown): void {
    host.dispatchEvent(new CustomEvent(`fenqi:${event}`, { detail, bubbles: true, composed: true }));
  }

  // A resumed conversation arrives as hundreds of events at once; one drawing shows them all.
  function queueDraw(): void {
    if (isDrawQueued) return;
    isDrawQueued = true;
    requestAnimationFrame(() => {
      isDrawQueued = false;
      draw();
    });
  }

  function draw(): void {
    if (state === undefined) return;
    render(
      <Panel
        state={state}
        chat={chat}
        strings={wording.strings}
        locale={wording.locale}
        origin={origin}
        isShown={isShown}
        isModal={fullScreen.isOn()}
        isLargeByPage={theme.text === "large"}
        onLocale={api.setLocale}
        onClose={() => void api.close()}
      />,
      frame,
    );
  }

  function restyle(): void {
    const { scheme } = theme;
    frame.classList.toggle("dark", scheme === "dark" || (scheme !== "light" && darkness.matches));
    draw();
  }

  /** The bot's own colour, where the page has none for it. */
  async function wear(color?: string): Promise<void> {
    if (color === worn || color === undefined) return;
    worn = color;
    const { paint } = await import("../paint.ts");
    const launcher = root.querySelector<HTMLElement>(".launcher");
    if (launcher && !theme.color) paint(host, launcher, color);
  }

  /** What tells of messages where the customer does not look; most never need it. */
  function attend(next: ChatState): void {
    if (next.owner === "waiting" || next.owner === "offline" || (next.unread > 0 && document.hidden))
      attention ??= import("./later/attention.ts").then(({ createAttention }) =>
        createAttention(frame, storageKey),
      );
    void attention?.then((it) => it.follow(next, wording));
  }

  const look = () => chat.look(isShown && document.visibilityState === "visible");
  document.addEventListener("visibilitychange", look, { signal });
  darkness.addEventListener("change", restyle, { signal });

  function shut(): void {
    isShown = false;
    tell("close");
    fullScreen.leave();
    look();
    draw();
  }

  return {
    open() {
      isShown = true;
      fullScreen.enter();
      look();
      draw();
      focusInside();
      tell("open");
    },
    close: shut,
    async send(text) {
      await check("send", text);
      chat.say(text);
    },
    async ask(intent) {
      await check("ask", intent);
      chat.ask(intent);
    },
    async set(name, value) {
      await check(name, value);
      switch (name) {
        case "who":
          return chat.identify(value as IdentitySource);
        case "context":
          context = { ...context, ...(value as HostContext) };
          return chat.setContext(context);
        case "theme":
          theme = { ...theme, ...(value as Theme) };
          return restyle();
        case "wording":
          // The words of an earlier choice may come after those of a later one.
          if ((value as Wording).locale !== host.lang) return;
          wording = value as Wording;
          return draw();
        case "on":
          return;
      }
    },
    logout: chat.logout,
    destroy() {
      shut();
      chat.stop();
      void attention?.then((it) => it.stop());
      render(null, frame);
      stopped.abort();
    },
  };

  async function check(use: keyof Settings | "send" | "ask", value: unknown): Promise<void> {
    // Nothing has to be fetched to see that these words are some.
    if ((use === "send" || use === "ask") && isText(value)) return;
    const wrong = (await wrongUse()).wrongUse(use, value);
    if (wrong) throw wrong;
  }

  // A finger has not asked for the keyboard yet; a mouse has one at hand.
  function focusInside(): void {
    const isFinger = matchMedia("(pointer: coarse)").matches;
    frame.querySelector<HTMLElement>(isFinger ? ".panel" : "textarea")?.focus();
  }
}

const wrongUse = () => import("./later/wrong-use.ts");
const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";

function isContext({ page = "", order = "" }: HostContext): boolean {
  return typeof page === "string" && typeof order === "string" && order.length <= 64;
}
