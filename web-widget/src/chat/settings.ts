import type { HostContext, IdentitySource, Theme } from "../fenqi.ts";
import type { Wording } from "./strings.ts";

/** What the page sets, whether the chat is there or not. */
export interface Settings {
  readonly who: IdentitySource;
  readonly context: HostContext;
  readonly theme: Theme;
  readonly wording: Wording;
  /** What the page listens to, and who hears it. */
  readonly on: Readonly<Record<string, unknown>>;
}
