import { render } from "preact";
import { addStyles } from "../stylesheet.ts";
import { type ChatState, createChat } from "./chat.ts";
import { createFullScreen } from "./full-screen.ts";
import { openStorage } from "./storage.ts";
import { type Locale, stringsIn } from "./strings.ts";
import { styles } from "./styles.ts";
import { Panel } from "./view/panel.tsx";

/** What the loader gives the chat to live in. */
export interface MountOptions {
  readonly root: ShadowRoot;
  /** Of the chat server: scheme, host, port. */
  readonly origin: string;
  readonly locale: Locale;
  /** Where the loader looks for a running conversation. */
  readonly storageKey: string;
  /** The page's CSP nonce, or empty. */
  readonly nonce: string;
  unread(count: number): void;
  /** The customer closed the panel from inside. */
  closed(): void;
}

export interface MountedChat {
  open(): void;
  close(): void;
  say(text: string): void;
}

/** Builds the panel, closed, into the shadow root and connects it. */
export function mountChat(options: MountOptions): MountedChat {
  const { root, origin, locale, storageKey } = options;
  const frame = document.createElement("div");
  frame.className = "frame";
  addStyles(root, styles, options.nonce);
  root.append(frame);

  let state: ChatState | undefined;
  let isShown = false;
  let isDrawQueued = false;
  const fullScreen = createFullScreen(frame, () => {
    if (isShown) fullScreen.enter();
    draw();
  });
  const chat = createChat({
    origin,
    locale,
    storageKey,
    storage: openStorage(),
    changed(next) {
      if (next.unread !== state?.unread) options.unread(next.unread);
      state = next;
      queueDraw();
    },
  });
  chat.look(false);

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
        strings={stringsIn[locale]}
        locale={locale}
        isShown={isShown}
        isModal={fullScreen.isOn()}
        onClose={options.closed}
      />,
      frame,
    );
  }

  const look = () => chat.look(isShown && document.visibilityState === "visible");
  document.addEventListener("visibilitychange", look);

  return {
    open() {
      isShown = true;
      fullScreen.enter();
      look();
      draw();
      focusInside();
    },
    say: chat.say,
    close() {
      isShown = false;
      fullScreen.leave();
      look();
      draw();
    },
  };

  // A finger has not asked for the keyboard yet; a mouse has one at hand.
  function focusInside(): void {
    const isFinger = matchMedia("(pointer: coarse)").matches;
    frame.querySelector<HTMLElement>(isFinger ? ".panel" : "textarea")?.focus();
  }
}
