import type { MountedChat, mountChat } from "./chat/mount.tsx";
import {
  launcher as launcherEn,
  launcherFailed as launcherFailedEn,
  launcherUnread as launcherUnreadEn,
} from "./strings/en.json";
import { launcher, launcherFailed, launcherUnread } from "./strings/zh.json";
import css from "./styles/launcher.css?inline";
import { addStyles } from "./stylesheet.ts";

/** What the page may do with the chat. */
export interface Fenqi {
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens the chat and says this as the customer's own message. For a button that a customer presses to ask it. */
  ask(question: string): void;
}

declare global {
  interface Window {
    Fenqi?: Fenqi;
  }
  /** Where the chat chunk lies, relative to this script; the build writes it in. */
  const __CHAT_CHUNK__: string;
}

const BRAND = "#0b6e62";

// Only while the script runs for the first time does the document know which element it came from.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;

if (window.Fenqi === undefined) {
  if (document.body === null) addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}

/** Draws the launcher. Everything else is downloaded when the customer reaches for it, or when an answer may wait. */
function start(): void {
  const { origin } = new URL(script?.src ?? location.href);
  const locale = (script?.dataset["locale"] ?? navigator.language).toLowerCase().startsWith("en")
    ? "en"
    : "zh";
  const words =
    locale === "en"
      ? [launcherEn, launcherUnreadEn, launcherFailedEn]
      : [launcher, launcherUnread, launcherFailed];
  const nonce = script?.nonce ?? "";
  const storageKey = `fenqi:${origin}`;

  const host = document.createElement("fenqi-chat");
  const root = host.attachShadow({ mode: "open" });
  addStyles(root, css, nonce);
  const button = drawLauncher();
  root.append(button);
  document.body.append(host);
  paint(host, button, script?.dataset["color"] ?? BRAND);
  label(0);

  let chat: Promise<MountedChat> | undefined;
  let attempts = 0;
  let isOpen = false;
  let unread = 0;

  function load(): Promise<MountedChat> {
    chat ??= mount();
    // A chunk that did not arrive may arrive next time.
    chat.catch(() => {
      chat = undefined;
      label(2);
    });
    return chat;
  }

  async function mount(): Promise<MountedChat> {
    const module = await download();
    return module.mountChat({
      root,
      origin,
      locale,
      nonce,
      storageKey,
      unread(count) {
        unread = count;
        show();
      },
      closed: close,
    });
  }

  let chunk: Promise<{ mountChat: typeof mountChat }> | undefined;

  function download(): Promise<{ mountChat: typeof mountChat }> {
    // Browsers remember that a module failed: only another address is tried again.
    const address = new URL(__CHAT_CHUNK__ + (attempts > 0 ? `?${attempts}` : ""), script?.src);
    chunk ??= import(/* @vite-ignore */ address.href);
    chunk.catch(() => {
      chunk = undefined;
      attempts += 1;
    });
    return chunk;
  }

  async function open(): Promise<void> {
    isOpen = true;
    button.classList.add("busy");
    try {
      const mounted = await load();
      if (isOpen) mounted.open();
    } catch {
      isOpen = false;
    }
    button.classList.remove("busy");
    show();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    show();
    void chat?.then((mounted) => mounted.close());
    button.focus();
  }

  function show(): void {
    button.classList.toggle("open", isOpen);
    button.classList.toggle("unread", unread > 0 && !isOpen);
    button.ariaExpanded = String(isOpen);
    label(unread > 0 ? 1 : 0);
  }

  function label(index: number): void {
    button.ariaLabel = words[index] ?? "";
  }

  async function ask(question: string): Promise<void> {
    await open();
    (await chat)?.say(question);
  }

  const toggle = () => (isOpen ? close() : void open());
  const fetchAhead = () => void download().catch(() => {});
  button.addEventListener("click", toggle);
  button.addEventListener("pointerenter", fetchAhead);
  button.addEventListener("focus", fetchAhead);
  if (hasConversation(storageKey)) whenIdle(() => void load().catch(() => {}));
  window.Fenqi = { open: () => void open(), close, toggle, ask: (question) => void ask(question) };
}

function drawLauncher(): HTMLButtonElement {
  const button = document.createElement("button");
  button.className = "launcher";
  button.type = "button";
  button.append(
    drawing(
      "M12 4c4.97 0 9 3.26 9 7.5S16.97 19 12 19c-.9 0-1.77-.1-2.6-.3L5.2 20.5l.5-3.4C4 15.7 3 13.7 3 11.5 3 7.26 7.03 4 12 4ZM8 11.5h.01M12 11.5h.01M16 11.5h.01",
    ),
    drawing("M6 9.5l6 6 6-6"),
  );
  return button;
}

function drawing(path: string): SVGElement {
  const SVG = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  const attributes = {
    d: path,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, value);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return svg;
}

/** Sets the shop's colour, and black or white on it, whichever can be read. `probe` lends its computed style. */
function paint(host: HTMLElement, probe: HTMLElement, color: string): void {
  probe.style.color = BRAND;
  probe.style.color = color;
  const shown = getComputedStyle(probe).color;
  probe.style.color = "";
  host.style.setProperty("--brand", shown);
  host.style.setProperty("--on-brand", isDark(shown) ? "#fff" : "#111");
}

function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  // White on this luminance has a contrast of 4.5 (WCAG 2.2, 1.4.3).
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.183;
}

function hasConversation(key: string): boolean {
  try {
    return localStorage.getItem(key)?.includes('"started":true') ?? false;
  } catch {
    return false;
  }
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: 4_000 });
  else setTimeout(run, 1_500);
}
