import type { ChatEvent } from "../../../src/protocol/event.ts";
import type { ChatState } from "./chat-state.ts";

/** What tabs of one conversation say to each other. */
export type TabMessage = { readonly told: Told } | Asked | Answered;

/** To all: what came over the connection and is to be heard here as there, or what was done in one tab and counts in each. */
export type Told = readonly [
  what: "lead" | "forget" | "read" | "opened" | "up" | "down" | "event" | "typing" | "seen" | "presence",
  ...args: readonly unknown[],
];

/** To the tab that leads. */
export interface Asked {
  /** The tab that asks, and how many questions it has asked. */
  readonly from: string;
  readonly count: number;
  readonly ask: "hello" | "send" | "fetch" | "suggest" | "typing" | "context";
  readonly args: readonly unknown[];
}

/** To the tab that asked: first that it was heard, then the reply. */
export type Answered = { readonly to: string; readonly count: number } & (
  | { readonly type: "taken" | "failed" }
  | { readonly type: "reply"; readonly reply: unknown }
);

/** What a tab that joins is told. */
export interface Welcome {
  /** The tab that leads knows who the customer is. */
  readonly isIdentified: boolean;
  readonly state: Pick<ChatState, "session" | "link" | "owner" | "wait" | "seen">;
  readonly events: readonly ChatEvent[];
}
