import type { Fenqi } from "./fenqi.js";

export type {
  Fenqi,
  FenqiEvent,
  FenqiEvents,
  FenqiListener,
  HostContext,
  IdentitySource,
  Rule,
  RuleCondition,
  Theme,
} from "./fenqi.js";

export interface LoadOptions {
  /** Of the chat server: `https://chat.example`. */
  readonly origin: string;
  /** BCP 47; the browser's language without it. */
  readonly locale?: string;
  /** Any colour as CSS knows it. */
  readonly color?: string;
  /** `auto` follows the device. */
  readonly scheme?: "auto" | "light" | "dark";
  /** `large` is for customers who read with difficulty. */
  readonly text?: "normal" | "large";
  /** The property of `window` at which the widget is; a second widget of a page needs one of its own. `Fenqi` without it. */
  readonly name?: string;
  /** What the loader must hash to, as Subresource Integrity writes it. */
  readonly integrity?: string;
  /** The page's CSP nonce. */
  readonly nonce?: string;
}

/**
 * Puts the widget onto the page, or finds it there.
 *
 * @throws TypeError when `origin` is none
 * @throws Error when the script cannot be loaded; calling it again tries again
 */
export function load(options: LoadOptions): Promise<Fenqi>;
