import { drawing } from "../../launcher.ts";
import css from "../../styles/attention.css?inline";
import type { ChatState } from "../chat-state.ts";
import type { Wording } from "../strings.ts";
import { attentionWords } from "./attention-words.ts";
import { styledBy } from "./styled.ts";

const styled = styledBy(css);

/** Tells a customer who looks elsewhere that there is something for them. */
export interface Attention {
  follow(state: ChatState, wording: Wording): void;
  /** Leaves the page as it was. */
  stop(): void;
}

/**
 * Counts unread messages in the title of a page that is not looked at, and offers a customer who waits for a person to
 * be notified by the browser. The browser's own question comes only when they have pressed the button.
 *
 * @param name two chats of one browser that have the same name are the same
 */
export function createAttention(frame: HTMLElement, name: string): Attention {
  let state: ChatState | undefined;
  let wording: Wording | undefined;
  let isNotNow = false;
  let shownTitle: string | undefined;
  let title = "";
  let notified = 0;
  let notification: Notification | undefined;
  const offer = document.createElement("div");
  offer.className = "offer banner";

  function retitle(): void {
    const unread = document.hidden ? (state?.unread ?? 0) : 0;
    // The page may have changed its title in the meantime: that is the one to go back to.
    if (document.title !== shownTitle) title = document.title;
    shownTitle = unread > 0 ? `(${unread}) ${title}` : title;
    if (document.title !== shownTitle) document.title = shownTitle;
  }

  function seen(): void {
    retitle();
    if (!document.hidden) notification?.close();
  }

  function notify(): void {
    const last = state?.timeline.events.findLast(({ from }) => from === "bot" || from === "agent");
    if (!document.hidden || !canNotify() || !state?.unread || last === undefined || last.seq <= notified)
      return;
    notified = last.seq;
    const { body } = last;
    try {
      notification = new Notification(state.session?.bot.name ?? wording?.strings.title ?? "", {
        tag: name,
        body: "text" in body ? body.text.slice(0, 120) : (wording?.strings.newMessages ?? ""),
      });
      notification.addEventListener("click", () => {
        window.focus();
        const launcher = rootOf(frame).querySelector<HTMLElement>(".launcher[aria-expanded='false']");
        launcher?.click();
      });
    } catch {
      // Chrome on Android leaves notifications to service workers, and a chat has none.
    }
  }

  function propose(): void {
    const isWanted = isLeftWaiting(state) && mayAsk() && !isNotNow;
    const log = frame.querySelector(".panel > .body");
    if (!isWanted || log === null || wording === undefined) return offer.remove();
    if (offer.isConnected) return;
    const words = attentionWords(wording.locale);
    const ask = button("ask", words.offer, () => {
      void Notification.requestPermission().then(propose);
    });
    const dismiss = button("dismiss icon", "", () => {
      isNotNow = true;
      offer.remove();
    });
    dismiss.ariaLabel = words.notNow;
    dismiss.append(drawing("M6 6l12 12M18 6L6 18"));
    offer.replaceChildren(ask, dismiss);
    log.before(offer);
    styled(offer);
  }

  document.addEventListener("visibilitychange", seen);
  return {
    follow(next, spoken) {
      const isNew = wording?.locale !== spoken.locale;
      state = next;
      wording = spoken;
      if (isNew) offer.remove();
      retitle();
      notify();
      propose();
    },
    stop() {
      document.removeEventListener("visibilitychange", seen);
      if (state) state = { ...state, unread: 0 };
      retitle();
      notification?.close();
      offer.remove();
    },
  };
}

/** A person has been asked for, and none is there yet. */
const isLeftWaiting = (state: ChatState | undefined) =>
  state?.owner === "waiting" || state?.owner === "offline";

const canNotify = () => "Notification" in window && Notification.permission === "granted";
const mayAsk = () => "Notification" in window && Notification.permission === "default";

const rootOf = (element: Element) => element.getRootNode() as ShadowRoot;

function button(className: string, words: string, pressed: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = words;
  made.addEventListener("click", pressed);
  return made;
}
