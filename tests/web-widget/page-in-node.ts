import { vi } from "vitest";
import { type Chat, type ChatState, createChat } from "../../web-widget/src/chat/chat.ts";

/** As much of a browser's page as the chat touches, and what happens to it. */
export interface Page {
  /** The tab is looked at again. */
  show(): void;
  /** The tab is in the background from now on. */
  hide(): void;
  /** An event of the window, such as `online` or `pageshow`. */
  tell(event: string): void;
  /** The chat of a customer who opened the page, and everything that was ever shown of it. */
  openChat(origin: string): { readonly chat: Chat; readonly shown: readonly ChatState[] };
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
    tell: (event) => void window.dispatchEvent(new Event(event)),
    openChat(origin) {
      const shown: ChatState[] = [];
      const disk = new Map<string, string>();
      const chat = createChat({
        origin,
        locale: "zh-CN",
        storageKey: "fenqi",
        storage: {
          get: (key) => disk.get(key),
          set: (key, value) => void disk.set(key, value),
          remove: (key) => void disk.delete(key),
          keys: () => [...disk.keys()],
        },
        changed: (state) => void shown.push(state),
      });
      return { chat, shown };
    },
  };
}
