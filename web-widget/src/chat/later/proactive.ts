import type { Fenqi, Rule } from "../../fenqi.ts";
import css from "../../styles/teaser.css?inline";
import { addStyles } from "../../stylesheet.ts";
import { checkRules } from "./check-rules.ts";
import { matchesPath } from "./matches-path.ts";
import { createTeaser } from "./teaser.ts";

/** The launcher speaking up by itself. */
export interface Rules {
  /** @throws TypeError when a rule is none */
  set(rules: readonly Rule[]): void;
  /** Something has happened on the page. */
  tell(event: string): void;
}

export interface ProactiveModule {
  createRules(api: Fenqi, host: HTMLElement, storageKey: string): Rules;
}

const LOOK_EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;
/** What has been said longer ago is no reason to keep quiet for any rule that a shop would write. */
const FORGET_AFTER_MS = 90 * 24 * HOUR_MS;

const TOUCHES = ["pointerdown", "pointermove", "keydown", "scroll", "wheel", "touchstart"];

/** Watches the page until the widget is taken off it, and says what the rules want said. */
export function createRules(api: Fenqi, host: HTMLElement, storageKey: string): Rules {
  const root = host.shadowRoot;
  if (root === null) throw new Error("The widget has no shadow root: this is a bug in its loader.");
  addStyles(root, css, root.querySelector("style")?.nonce ?? "");
  const key = `${storageKey}:rules`;
  const inMemory = new Map<string, number>();
  let rules: readonly Rule[] = [];
  /** What the page has told of, and no rule has answered yet. */
  let heard = new Set<string>();
  let touchedAt = Date.now();
  let watching: ReturnType<typeof setInterval> | undefined;

  const teaser = createTeaser(root, () => host.lang);
  const touch = () => {
    touchedAt = Date.now();
  };

  function watch(): void {
    if (watching !== undefined) return;
    for (const event of TOUCHES) addEventListener(event, touch, { capture: true, passive: true });
    host.addEventListener("fenqi:open", teaser.hide);
    watching = setInterval(look, LOOK_EVERY_MS);
  }

  function stop(): void {
    for (const event of TOUCHES) removeEventListener(event, touch, { capture: true });
    host.removeEventListener("fenqi:open", teaser.hide);
    clearInterval(watching);
    watching = undefined;
    teaser.hide();
  }

  function look(): void {
    if (!host.isConnected || rules.length === 0) return stop();
    if (document.visibilityState === "hidden" || isInTheWay()) return;
    const rule = rules.find((candidate) => holds(candidate) && !wasSaidLately(candidate));
    if (rule === undefined) return;
    if (rule.when.event !== undefined) heard.delete(rule.when.event);
    remember(rule);
    teaser.show(rule.say, () => void answer(rule).catch(() => {}));
  }

  /** An open chat needs no teaser, a hidden launcher has no place for one, and one at a time is enough. */
  function isInTheWay(): boolean {
    const isOpen = root?.querySelector(".launcher")?.ariaExpanded === "true";
    return isOpen || host.hasAttribute("hidden") || teaser.isShown();
  }

  function holds({ when: { page, idleSeconds = 0, event } }: Rule): boolean {
    return (
      (page === undefined || matchesPath(page, location.pathname)) &&
      (event === undefined || heard.has(event)) &&
      Date.now() - touchedAt >= idleSeconds * 1000
    );
  }

  function answer(rule: Rule): Promise<void> {
    return rule.ask === undefined ? api.open() : api.ask(rule.ask);
  }

  function wasSaidLately(rule: Rule): boolean {
    const at = saidAt().get(nameOf(rule));
    return at !== undefined && Date.now() - at < (rule.atMostEveryHours ?? DEFAULT_HOURS) * HOUR_MS;
  }

  function saidAt(): ReadonlyMap<string, number> {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
      const entries = Object.entries(Object(kept)).filter((entry): entry is [string, number] =>
        Number.isFinite(entry[1]),
      );
      return new Map([...entries, ...inMemory]);
    } catch {
      return inMemory;
    }
  }

  function remember(rule: Rule): void {
    inMemory.set(nameOf(rule), Date.now());
    const kept = [...saidAt()].filter(([, at]) => Date.now() - at < FORGET_AFTER_MS);
    try {
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(kept)));
    } catch {
      // As long as the page is open it is known from the memory.
    }
  }

  return {
    set(next) {
      checkRules(next);
      rules = next;
      heard = new Set();
      if (rules.length > 0) watch();
      else stop();
    },
    tell(event) {
      // What no rule waits for would only be kept.
      if (rules.some(({ when }) => when.event === event)) heard.add(event);
      look();
    },
  };
}

/** The same on every page that sets it. */
function nameOf({ when: { page = "", event = "" }, say }: Rule): string {
  return [page, event, typeof say === "string" ? say : say.zh].join(" ");
}
