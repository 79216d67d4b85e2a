import { randomUUID } from "node:crypto";
import path from "node:path";
import { io, type Socket } from "socket.io-client";
import { onTestFinished } from "vitest";
import { scryptPasswords } from "../../src/adapters/auth/passwords.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { agentId } from "../../src/kernel/ids.ts";
import type {
  DeskAcks,
  DeskAlert,
  DeskRequestName,
  DeskRow,
  DeskToServer,
  InboxUpdate,
  ServerToDesk,
} from "../../src/protocol/desk.ts";
import type { DeskEvent } from "../../src/protocol/event.ts";
import type { Agent } from "../../src/runtime/desk-ports.ts";
import { newNode } from "./log-events.ts";

export const PASSWORD = "correct horse battery";

/** Accounts in the database of a server that keeps its data here, all with `PASSWORD`. */
export async function hireAt(dataDir: string, ...agents: readonly Partial<Agent>[]): Promise<void> {
  const store = await openSqliteStore(path.join(dataDir, "fenqi.sqlite"), newNode());
  // Cheap to make: nobody guesses at a test.
  const hash = await scryptPasswords({ logN: 10, r: 8, p: 1 }).hash(PASSWORD);
  for (const about of agents) {
    const name = about.name ?? "Li";
    const fresh: Agent = {
      id: agentId(randomUUID()),
      name,
      login: name.toLowerCase(),
      role: "agent",
      queues: [],
      capacity: 5,
      createdAt: Date.now(),
      ...about,
    };
    await store.desk.agents.add(fresh, hash);
  }
  await store.close();
}

/** An agent's browser without its face. */
export interface DeskClient {
  readonly cookie: string;
  readonly socket: Socket<ServerToDesk, DeskToServer>;
  /** Everything it was pushed of the conversations it watches, by conversation. */
  readonly events: ReadonlyMap<string, readonly DeskEvent[]>;
  readonly alerts: readonly DeskAlert[];
  /** The list that it shows, as the pushes so far have made it. */
  readonly list: () => readonly DeskRow[];
  ask<Name extends DeskRequestName>(name: Name, request?: object): Promise<DeskAcks[Name]>;
  close(): void;
}

/** Signs in, and returns the cookie. */
export async function signIn(url: string, login: string): Promise<string> {
  const response = await fetch(`${url}/api/desk/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-fenqi-desk": "1" },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";");
  if (!response.ok) throw new Error(`${login} was not let in: ${await response.text()}`);
  return cookie;
}

/** Signs in and connects; online from the start. */
export async function deskClient(url: string, login: string): Promise<DeskClient> {
  const cookie = await signIn(url, login);
  const socket: Socket<ServerToDesk, DeskToServer> = io(`${url}/desk`, {
    transports: ["websocket"],
    extraHeaders: { cookie },
    forceNew: true,
  });
  onTestFinished(() => void socket.disconnect());
  const events = new Map<string, DeskEvent[]>();
  const alerts: DeskAlert[] = [];
  const rows = new Map<string, DeskRow>();
  let ids: readonly string[] = [];
  const take = (update: InboxUpdate): void => {
    for (const row of update.rows) rows.set(row.id, row);
    ids = update.ids;
  };
  socket.on("event", ({ id, event }) => void events.set(id, [...(events.get(id) ?? []), event]));
  socket.on("alert", (alert) => void alerts.push(alert));
  socket.on("inbox", take);
  await new Promise<void>((resolve, reject) =>
    socket.once("me", () => resolve()).once("connect_error", reject),
  );
  const ask = async <Name extends DeskRequestName>(
    name: Name,
    request: object = {},
  ): Promise<DeskAcks[Name]> => {
    const ack = await (
      socket.timeout(10_000) as unknown as {
        emitWithAck(name: string, request: object): Promise<DeskAcks[Name]>;
      }
    ).emitWithAck(name, request);
    if ("ids" in ack) take(ack);
    return ack;
  };
  await ask("availability", { availability: "online" });
  return {
    cookie,
    socket,
    events,
    alerts,
    list: () => ids.flatMap((id) => rows.get(id) ?? []),
    ask,
    close: () => void socket.disconnect(),
  };
}
