/** On a phone the panel takes the whole screen, and the page behind it must neither scroll nor get the focus. */
export interface FullScreen {
  /** Whether the screen is a phone's. */
  isOn(): boolean;
  enter(): void;
  leave(): void;
}

const PHONE = "(max-width: 480px), (max-height: 480px)";

const FOCUSABLE = "button:not([tabindex='-1']), textarea, a[href], [tabindex='0']";

/**
 * @param panel its custom properties `--visible-height` and `--visible-top` follow the on-screen keyboard
 * @param signal ends all listening
 */
export function createFullScreen(panel: HTMLElement, changed: () => void, signal: AbortSignal): FullScreen {
  const phone = matchMedia(PHONE);
  const page = document.documentElement;
  let overflowBefore = "";
  let isEntered = false;

  // iOS shrinks the visual viewport for its keyboard, not the layout: 100dvh would reach below the keys.
  function fitKeyboard(): void {
    const visible = window.visualViewport;
    if (visible === null || visible.scale > 1.01) return;
    panel.style.setProperty("--visible-height", `${visible.height}px`);
    panel.style.setProperty("--visible-top", `${visible.offsetTop}px`);
  }

  function keepFocus(event: KeyboardEvent): void {
    if (event.key !== "Tab" || !isEntered) return;
    const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      (stop) => stop.offsetParent !== null,
    );
    const root = panel.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
    const [leaving, next] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (focused !== leaving) return;
    event.preventDefault();
    next?.focus();
  }

  function leave(): void {
    if (!isEntered) return;
    isEntered = false;
    page.style.overflow = overflowBefore;
  }

  window.visualViewport?.addEventListener("resize", fitKeyboard, { signal });
  window.visualViewport?.addEventListener("scroll", fitKeyboard, { signal });
  panel.addEventListener("keydown", keepFocus, { signal });
  phone.addEventListener(
    "change",
    () => {
      leave();
      changed();
    },
    { signal },
  );

  return {
    isOn: () => phone.matches,
    leave,
    enter() {
      if (!phone.matches || isEntered) return;
      isEntered = true;
      overflowBefore = page.style.overflow;
      page.style.overflow = "hidden";
      fitKeyboard();
    },
  };
}
