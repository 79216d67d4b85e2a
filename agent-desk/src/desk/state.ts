import type { DeskAlert, DeskRow } from "../../../src/protocol/desk.ts";
import type {
  AgentAccount,
  CannedReply,
  ConversationBrief,
  DeskSetup,
} from "../../../src/protocol/desk-http.ts";
import { emptyInbox, type Inbox } from "../model/inbox.ts";
import type { Offer } from "../model/offers.ts";
import type { Timeline } from "../model/timeline.ts";
import type { Unheard } from "../model/unheard.ts";
import type { Upload } from "../model/upload.ts";

export type Session =
  | { readonly phase: "starting" }
  /** `isOver`: there was one, and the server no longer honours it. */
  | { readonly phase: "signedOut"; readonly isOver: boolean }
  | { readonly phase: "signedIn"; readonly account: AgentAccount };

/** The conversation that is before the agent's eyes. */
export interface Opened {
  readonly id: string;
  /** Absent until the server has told. */
  readonly row?: DeskRow;
  readonly timeline: Timeline;
  /** Everything up to here the customer has seen. */
  readonly customerRead: number;
  readonly typing?: "customer" | "bot";
  readonly brief?: ConversationBrief;
  readonly isLoadingOlder: boolean;
  /** Why it cannot be shown, as a code. */
  readonly failure?: string;
}

/** Something to tell the agent once: why something was refused, or what has happened elsewhere. */
export type Notice = { readonly key: number; readonly conversation?: string } & (
  | { readonly type: "refusal"; readonly code: string; readonly who?: string }
  | {
      readonly type: "alert";
      readonly kind: DeskAlert["kind"] | "takenAway";
      readonly who?: string;
    }
  | { readonly type: "nothingToPull" }
);

/** Everything the desk shows. */
export interface DeskState {
  readonly session: Session;
  readonly link: "starting" | "online" | "lost";
  readonly availability: "online" | "away";
  readonly inbox: Inbox;
  /** How many rows of the list are asked for. */
  readonly limit: number;
  readonly opened?: Opened | undefined;
  readonly offers: readonly Offer[];
  readonly unheard: Unheard;
  /** The server cannot give conversations to agents at present. */
  readonly isTroubled: boolean;
  readonly uploads: readonly Upload[];
  readonly setup?: DeskSetup | undefined;
  readonly replies: readonly CannedReply[];
  readonly notice?: Notice | undefined;
}

export const FIRST_LIMIT = 100;

export const startingState: DeskState = {
  session: { phase: "starting" },
  link: "starting",
  availability: "away",
  inbox: emptyInbox,
  limit: FIRST_LIMIT,
  opened: undefined,
  offers: [],
  unheard: new Set(),
  isTroubled: false,
  uploads: [],
  setup: undefined,
  replies: [],
  notice: undefined,
};
