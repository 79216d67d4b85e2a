import { randomUUID } from "node:crypto";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { agentId, type ConversationId, clientMessageId } from "../../src/kernel/ids.ts";
import type { DeskRoom } from "../../src/runtime/desk/desk-room.ts";
import type { Assignment } from "../../src/runtime/desk/dispatcher.ts";
import type { Agent } from "../../src/runtime/desk-ports.ts";
import { type HandClock, handClock } from "./hand-clock.ts";
import { newNode } from "./log-events.ts";
import { scratchDir } from "./scratch.ts";
import { type SmallRuntime, smallRuntime } from "./small-runtime.ts";

/** The small runtime with a desk, on SQLite, in virtual time. */
export interface SmallDesk extends SmallRuntime {
  readonly room: DeskRoom;
  /** Where the data are, to open them once more. */
  readonly file: string;
  /** An account; present from the start unless `isAbsent`. */
  hire(name: string, about?: Partial<Agent> & { readonly isAbsent?: boolean }): Promise<Agent>;
  /** A conversation whose customer has asked for a person. */
  ask(): Promise<ConversationId>;
  /** Settles when everything that follows from what was done is done: assigned, taken back, told. */
  settle(): Promise<void>;
  /** Lets time pass, step by step, as a desk that is open all day sees it pass. */
  wait(ms: number): Promise<void>;
}

interface SmallDeskOptions {
  readonly assignment?: Assignment;
  readonly file?: string;
  readonly clock?: HandClock;
}

export const cid = () => clientMessageId(randomUUID());

/** How far time is turned at once: less than anything at the desk waits for. */
const STEP_MS = 1000;

export async function smallDesk(options: SmallDeskOptions = {}): Promise<SmallDesk> {
  const { assignment = "auto", clock = handClock() } = options;
  const file = options.file ?? path.join(await scratchDir(), "fenqi.sqlite");
  const node = newNode();
  const store = await openSqliteStore(file, node, undefined, clock);
  const runtime = await smallRuntime({
    node,
    clock,
    openStore: async () => store,
    desk: { store: store.desk, assignment },
  });
  const { room } = runtime;
  if (room === undefined) throw new Error("The runtime has no desk.");
  await room.start();
  onTestFinished(() => room.stop());
  const settle = async (): Promise<void> => {
    // What one part does is news for the next.
    for (let round = 0; round < 4; round += 1) {
      await runtime.quiet();
      await room.presence.settled();
      await room.board.settled();
      await room.dispatcher.settled();
    }
  };
  return {
    ...runtime,
    room,
    file,
    settle,
    async hire(name, { isAbsent = false, ...about } = {}) {
      const agent: Agent = {
        id: agentId(name),
        name,
        login: name.toLowerCase(),
        role: "agent",
        queues: [],
        capacity: 5,
        createdAt: clock.now(),
        ...about,
      };
      await store.desk.agents.add(agent, "not a hash");
      if (!isAbsent) {
        await store.desk.agents.setAvailability(agent.id, "online");
        await room.presence.arrive(agent.id);
        await settle();
      }
      return agent;
    },
    async ask() {
      const id = await runtime.open();
      await runtime.say(id, "转人工");
      await settle();
      return id;
    },
    async wait(ms) {
      for (let passed = 0; passed < ms; passed += STEP_MS) {
        clock.advance(Math.min(STEP_MS, ms - passed));
        await settle();
      }
    },
  };
}
