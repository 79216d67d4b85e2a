import type { ProactiveModule, Rules } from "./chat/later/proactive.ts";
import type { ChatModule, MountedChat } from "./chat/mount.tsx";
import type { Settings } from "./chat/settings.ts";
import type { Strings } from "./chat/strings.ts";
import type { Fenqi } from "./fenqi.ts";
import { drawLauncher } from "./launcher.ts";
import { paint } from "./paint.ts";
import css from "./styles/launcher.css?inline";
import { addStyles } from "./stylesheet.ts";

declare global {
  /** Where the chat and the rules lie, relative to this script, and the words of each language; the build writes them in. */
  const __CHAT_CHUNK__: string;
  const __RULES_CHUNK__: string;
  const __WORDS__: readonly LoaderWords[];
}

// Named once: the build writes it in wherever it is named.
const WORDS = __WORDS__;

/** A language: its BCP 47 tag, other tags it is taken for, where its words lie, and those that the launcher needs. */
type LoaderWords = readonly [locale: string, tags: string, file: string, launcher: string, failed: string];

// Only while the script runs for the first time does the document know which element it came from.
const script = document.currentScript as HTMLScriptElement | null;
const settings = script?.dataset ?? {};
const name = settings["name"] ?? "Fenqi";

const before: unknown = Reflect.get(window, name);
if (before === undefined || Array.isArray(before)) {
  if (document.body === null) addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}

/** Draws the launcher. Everything else is downloaded when the customer reaches for it, or when an answer may wait. */
function start(): void {
  const address = script?.src ?? location.href;
  const { origin } = new URL(address);
  const nonce = script?.nonce ?? "";
  // Two widgets of one server on a page are two conversations, where they have a name each.
  const storageKey = `fenqi:${origin}${settings["name"] ? `#${name}` : ""}`;

  const host = document.createElement("fenqi-chat");
  const root = host.attachShadow({ mode: "open" });
  addStyles(root, css, nonce);
  const button = drawLauncher();
  root.append(button);
  // A body that is transformed would be what the launcher is fixed to.
  document.documentElement.append(host);

  let words = wordsFor(settings["locale"] ?? navigator.language);
  /** What the page has set before the chat was there to hear it. */
  const set: Partial<Settings> = {};
  let chat: Promise<MountedChat> | undefined;
  let mounted: MountedChat | undefined;
  let rules: Promise<Rules> | undefined;
  let module: Promise<ChatModule> | undefined;
  let attempts = 0;
  let isOpen = false;
  let unread = 0;

  // Browsers remember that a module failed: only another address is tried again.
  function fetchModule<Module>(path: string): Promise<Module> {
    return import(/* @vite-ignore */ new URL(path + (attempts ? `?${attempts}` : ""), address).href);
  }

  async function speak() {
    const [locale, , file] = words;
    return { locale, strings: (await fetchModule<{ default: Strings }>(file)).default };
  }

  function fetchAhead(): Promise<ChatModule> {
    module ??= fetchModule<ChatModule>(__CHAT_CHUNK__);
    module.catch(() => {
      module = undefined;
      attempts++;
    });
    return module;
  }

  function load(): Promise<MountedChat> {
    chat ??= Promise.all([fetchAhead(), speak()]).then(([{ mountChat }, wording]) => {
      mounted = mountChat({
        host,
        root,
        origin,
        wording,
        nonce,
        storageKey,
        set,
        api,
        unread: count,
      });
      return mounted;
    });
    // What did not arrive may arrive next time.
    chat.catch(() => {
      chat = undefined;
      button.ariaLabel = words[4];
    });
    return chat;
  }

  async function open(): Promise<void> {
    isOpen = true;
    button.classList.add("busy");
    try {
      await load();
      if (isOpen) mounted?.open();
      show();
    } catch (error) {
      isOpen = false;
      throw error;
    } finally {
      button.classList.remove("busy");
    }
  }

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    show();
    button.focus();
    mounted?.close();
  }

  function count(messages: number): void {
    unread = messages;
    show();
  }

  function show(): void {
    button.classList.toggle("open", isOpen);
    button.classList.toggle("unread", unread > 0);
    button.ariaExpanded = String(isOpen);
    button.ariaLabel = words[3] + (unread ? ` (${unread})` : "");
    host.lang = words[0];
  }

  /** Tells the chat, now or when it is there: what is only set is no reason to download it. */
  async function change<Name extends keyof Settings>(what: Name, value: Settings[Name]): Promise<void> {
    if (mounted) await mounted.set(what, value);
    else
      set[what] =
        typeof value === "object"
          ? ({ ...(set[what] as object), ...(value as object) } as Settings[Name])
          : value;
  }

  /** That an event is none, the page is told like everything that it sets wrongly. */
  const hearing =
    (act: "addEventListener" | "removeEventListener"): Fenqi["on"] =>
    async (event, listener) => {
      host[act](`fenqi:${event}`, listener as EventListener);
      await change("on", { [event]: listener });
    };

  const api: Fenqi = {
    open,
    close,
    toggle: () => (isOpen ? close() : open()),
    async show() {
      host.hidden = false;
    },
    async hide() {
      host.hidden = true;
      await close();
    },
    identify: (who) => change("who", who),
    setContext: (context) => change("context", context),
    async setTheme(theme) {
      paint(host, button, theme.color);
      await change("theme", theme);
    },
    async setLocale(locale) {
      words = wordsFor(locale);
      show();
      if (chat) await change("wording", await speak());
    },
    logout: async () => (await load()).logout(),
    async send(text) {
      await open();
      await mounted?.send(text);
    },
    async ask(intent) {
      await open();
      await mounted?.ask(intent);
    },
    async setRules(list) {
      rules ??= fetchModule<ProactiveModule>(__RULES_CHUNK__).then(({ createRules }) =>
        createRules(api, host, storageKey),
      );
      (await rules).set(list);
    },
    emit: async (event) => (await rules)?.tell(event),
    on: hearing("addEventListener"),
    off: hearing("removeEventListener"),
    unread: async () => unread,
    async destroy() {
      host.remove();
      Reflect.set(window, name, undefined);
      (await chat)?.destroy();
    },
    push: ([method, ...args]) => (api[method] as (...given: readonly unknown[]) => unknown)(...args),
  };

  /** What fails here has been told already, by the launcher's label. */
  function listen(event: string, act: () => Promise<unknown>): void {
    button.addEventListener(event, () => void act().catch(() => {}));
  }

  paint(host, button, "#0b6e62");
  void api.setTheme(settings);
  show();
  listen("click", api.toggle);
  listen("pointerenter", fetchAhead);
  listen("focus", fetchAhead);
  if (stored(storageKey).includes('"started":true'))
    (window.requestIdleCallback ?? setTimeout)(() => host.isConnected && void load());
  Reflect.set(window, name, api);
  // One wrong call is told to whoever reads the console, and keeps none of the others from being made.
  if (Array.isArray(before)) for (const call of before) void (async () => api.push(call))();
}

/**
 * The words for a BCP 47 tag, unless the customer has chosen another in the menu: those of the tag itself, of the longest
 * part that is known, or the first there are.
 */
function wordsFor(tag: string): LoaderWords {
  for (let part = (stored("fenqi-locale") || tag).toLowerCase(); part; part = part.replace(/-?[^-]*$/, "")) {
    const found = WORDS.find(([, tags]) => tags.split(" ").includes(part));
    if (found) return found;
  }
  return WORDS[0] as LoaderWords;
}

function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
