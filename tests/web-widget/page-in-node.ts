import { onTestFinished, vi } from "vitest";
import { type Chat, type ChatState, createChat } from "../../web-widget/src/chat/chat.ts";
import type { ChatPorts } from "../../web-widget/src/chat/chat-ports.ts";
import type { KeyValue } from "../../web-widget/src/chat/storage.ts";

/** As much of a browser's page as the chat touches, and what happens to it. */
export interface Page {
  /** The tab is looked at again. */
  show(): void;
  /** The tab is in the background from now on. */
  hide(): void;
  /** An event of the window or the document, such as `online` or `pageshow`. */
  tell(event: string): void;
  /** The chat of a customer who opened the page, and everything that was ever shown of it. */
  openChat(origin: string, options?: Partial<ChatPorts>): OpenedChat;
}

export interface OpenedChat {
  readonly chat: Chat;
  readonly shown: readonly ChatState[];
}

/** What outlives the page. */
export function diskInNode(): KeyValue {
  const disk = new Map<string, string>();
  return {
    get: (key) => disk.get(key),
    set: (key, value) => void disk.set(key, value),
    remove: (key) => void disk.delete(key),
    keys: () => [...disk.keys()],
  };
}

/** Stands in for the browser until the test file is over: the chat never closes by itself. */
export function pageInNode(): Page {
  const [window, tab] = [new EventTarget(), new EventTarget()];
  let visibilityState = "visible";
  vi.stubGlobal("location", { href: "https://shop.example/cart", origin: "https://shop.example" });
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("removeEventListener", window.removeEventListener.bind(window));
  vi.stubGlobal("document", {
    addEventListener: tab.addEventListener.bind(tab),
    removeEventListener: tab.removeEventListener.bind(tab),
    get visibilityState() {
      return visibilityState;
    },
  });
  const turn = (state: string) => {
    visibilityState = state;
    tab.dispatchEvent(new Event("visibilitychange"));
  };
  return {
    show: () => turn("visible"),
    hide: () => turn("hidden"),
    tell(event) {
      for (const target of [window, tab]) target.dispatchEvent(new Event(event));
    },
    openChat(origin, options) {
      const shown: ChatState[] = [];
      const chat = createChat({
        origin,
        locale: () => "zh-CN",
        storageKey: "fenqi",
        storage: diskInNode(),
        changed: (state) => void shown.push(state),
        ...options,
      });
      onTestFinished(() => chat.stop());
      return { chat, shown };
    },
  };
}
