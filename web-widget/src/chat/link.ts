import type { ChatState } from "./chat-state.ts";
import type { OwnLink, OwnLinkPorts } from "./own-link.ts";

export interface LinkPorts extends OwnLinkPorts {
  /** The tabs that use it share one conversation and one connection. */
  readonly storageKey: string;
  /** What this tab shows, for one that joins. */
  state(): ChatState;
  /** The host app has said in this tab who the customer is. */
  isIdentified(): boolean;
  /** The customer has seen everything up to here, in another tab. */
  read(seq: number): void;
  /** The conversation was forgotten, in another tab. */
  forget(): void;
  /** Another tab may have left something unsent behind. */
  stray(): void;
}

/** The connection of this tab, or that of another one, as long as that leads. */
export interface Link extends Omit<OwnLink, "renew"> {
  /** Has every other tab forget the conversation, and begins a new one. */
  forget(): void;
}
