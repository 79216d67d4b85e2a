import { drawing } from "../../launcher.ts";

/** A few words in a bubble beside the launcher. */
export interface Teaser {
  show(say: string | { readonly zh: string; readonly en: string }, pressed: () => void): void;
  hide(): void;
  isShown(): boolean;
}

/** @param locale BCP 47; what the widget speaks now */
export function createTeaser(root: ShadowRoot, locale: () => string): Teaser {
  const bubble = document.createElement("div");
  bubble.className = "teaser";
  // Said by screen readers when there is something to say; the focus stays where the customer is.
  bubble.setAttribute("role", "status");

  function hide(): void {
    bubble.replaceChildren();
  }

  function button(className: string, pressed: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.addEventListener("click", () => {
      // The button goes away with the focus on it; the launcher stays.
      root.querySelector<HTMLElement>(".launcher")?.focus();
      hide();
      pressed();
    });
    return made;
  }

  root.append(bubble);
  return {
    hide,
    isShown: () => bubble.childElementCount > 0,
    show(say, pressed) {
      const isChinese = locale().startsWith("zh");
      const words = button("say", pressed);
      words.dir = "auto";
      words.textContent = typeof say === "string" ? say : isChinese ? say.zh : say.en;
      const close = button("shut", () => {});
      close.ariaLabel = isChinese ? "关闭提示" : "Dismiss";
      close.append(drawing("M6 6l12 12M18 6L6 18"));
      bubble.replaceChildren(words, close);
    },
  };
}
