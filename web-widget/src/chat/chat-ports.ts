import type { ChatEvent } from "../../../src/protocol/event.ts";
import type { HostContext, IdentitySource } from "../fenqi.ts";
import type { ChatState } from "./chat-state.ts";
import type { KeyValue } from "./storage.ts";

/** What a chat asks of the page it is in. */
export interface ChatPorts {
  /** Of the chat server: scheme, host, port. */
  readonly origin: string;
  /** BCP 47. */
  locale(): string;
  /** Who the customer is, as the host app knows. */
  readonly who?: IdentitySource;
  readonly context?: HostContext;
  readonly storage: KeyValue;
  /** Where the session is remembered; the outbox uses the keys that begin with it. */
  readonly storageKey: string;
  changed(state: ChatState): void;
  /** Something was said, now and not long ago. */
  heard?(event: ChatEvent): void;
}
