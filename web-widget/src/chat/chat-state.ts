import type { CustomerPresence } from "../../../src/protocol/chat.ts";
import type { Owner, SessionReply } from "../../../src/protocol/session.ts";
import { emptyTimeline, type Timeline } from "./timeline.ts";
import type { Writer } from "./writing.ts";

/** Everything the panel shows. A new object after every change. */
export interface ChatState {
  /** Absent until the server has answered for the first time. */
  readonly session?: SessionReply;
  readonly timeline: Timeline;
  readonly owner: Owner;
  /** Who has the customer, or where they stand in line and for how long probably, as far as is known. */
  readonly wait: Omit<CustomerPresence, "owner">;
  /** `lost` is said only after a moment without a connection: a hiccup is none of the customer's business. */
  readonly link: "starting" | "online" | "lost";
  readonly writing: Writer | undefined;
  /** A person has been asked for, and the server has not taken it yet. */
  readonly isAskingForHuman: boolean;
  /** The history is there: what arrives from now on is news. */
  readonly isSettled: boolean;
  readonly unread: number;
  /** An agent has seen everything up to here; 0 when none has. */
  readonly seen: number;
}

/** What is shown before anything is known. */
export const emptyState: ChatState = {
  timeline: emptyTimeline,
  owner: "bot",
  wait: {},
  link: "starting",
  writing: undefined,
  isAskingForHuman: false,
  isSettled: false,
  unread: 0,
  seen: 0,
};

/** Who answers after a handoff. */
export const OWNER_AFTER = {
  requested: "waiting",
  queued: "waiting",
  offline: "offline",
  assigned: "assigned",
  returned: "bot",
  closed: "closed",
} as const;
