import type { DefaultEventsMap, Namespace } from "socket.io";
import { AppError } from "../../kernel/errors.ts";
import type { AgentId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { DeskToServer, ServerToDesk } from "../../protocol/desk.ts";
import type { Closed } from "../../runtime/account-sessions.ts";
import type { Content } from "../../runtime/content.ts";
import type { DeskRoom } from "../../runtime/desk/desk-room.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import type { Log, Store, Timers } from "../../runtime/ports.ts";
import { refusalOf } from "../../runtime/refusal.ts";
import { connectError } from "./connect-error.ts";
import { admitWindow, type DeskAdmissionOptions } from "./desk-admission.ts";
import { openDeskBell } from "./desk-bell.ts";
import { deskRequestsOf } from "./desk-requests.ts";
import type { DeskAdmission, DeskSocket } from "./desk-socket.ts";
import { DeskWindows } from "./desk-windows.ts";
import { unknownRequest } from "./socket-reply.ts";

export interface DeskGatewayOptions extends DeskAdmissionOptions {
  readonly room: DeskRoom;
  readonly feeds: Feeds;
  readonly store: Pick<Store, "find" | "events">;
  readonly content: Pick<Content, "current">;
  readonly timers: Timers;
  readonly log: Log;
  /** Tells of sessions that are over. Returns what stops it. */
  readonly onClosed: (told: (closed: Closed) => void) => () => void;
}

type DeskNamespace = Namespace<DeskToServer, ServerToDesk, DefaultEventsMap, DeskAdmission>;

/** A session that was ended at another process is noticed after so long at the latest. */
const CHECK_MS: Milliseconds = 10_000;

/** Nobody works faster than that with six conversations. */
const LIMIT = { burst: 100, perSecond: 20 };

/** Serves agents on the namespace `/desk`. Returns what stops it. */
export function openDeskGateway(namespace: DeskNamespace, options: DeskGatewayOptions): () => void {
  const { room, content, clock, log } = options;
  const { presence } = room;
  const windows = new DeskWindows(options);
  const requests = deskRequestsOf({ ...options, windows });
  const gate = new FloodGate<AgentId>(LIMIT);
  const closeBell = openDeskBell({
    ...options,
    bot: () => content.current.bot,
    isHeard: () => windows.size > 0,
    tell: (alerts) => windows.tell(alerts),
  });
  const warn = (error: unknown): void =>
    log.warn("Whether an agent is there was not stored; it is with the next beat.", { error });

  const signOut = (socket: DeskSocket): void => {
    const { id } = socket.data.agent;
    socket.emit("signedOut");
    socket.disconnect(true);
    // Who has signed out does not come back in a moment.
    if (windows.of(id).length === 0) presence.leave(id).catch(warn);
  };
  const stopHearing = options.onClosed((closed) => {
    for (const socket of windows) if (isOver(closed, socket)) signOut(socket);
  });

  namespace.use((socket, next) => {
    admitWindow(options, socket, windows).then(
      (admission) => {
        socket.data = admission;
        next();
      },
      (error: unknown) => next(connectError(error, log)),
    );
  });

  namespace.on("connection", (socket) => {
    const { id, name, role } = socket.data.agent;
    windows.add(socket);
    socket.on("disconnect", () => {
      presence.depart(id);
      windows.remove(socket);
    });
    presence.arrive(id).then(() => {
      const availability = presence.find(id)?.availability ?? "away";
      socket.emit("me", { agent: { id, name }, role, availability });
    }, warn);
    socket.onAny((request: string, ...args: unknown[]) => void answer(socket, request, args));
  });

  async function answer(socket: DeskSocket, name: string, args: readonly unknown[]): Promise<void> {
    const last = args.at(-1);
    const acknowledge = (reply: object): void => {
      if (typeof last === "function") last(reply);
    };
    try {
      if (!gate.admits(socket.data.agent.id, clock.now())) {
        throw new AppError("TOO_MANY_REQUESTS", "Too many requests at once. Send it again in a moment.");
      }
      await recheck(socket);
      const request = requests.get(name) ?? unknownRequest;
      acknowledge({ ok: true, ...(await request(socket, args[0])) });
    } catch (thrown) {
      const { error, isOurs } = refusalOf(thrown);
      if (isOurs)
        log.error("A request of an agent failed.", {
          agentId: socket.data.agent.id,
          request: name,
          error: thrown,
        });
      acknowledge({ ok: false, error });
      if (error.code === "SIGNED_OUT") signOut(socket);
    }
  }

  /** Rights may have changed, or the session may have been ended, since the connection was made. */
  async function recheck({ data }: DeskSocket): Promise<void> {
    const now = clock.now();
    if (now - data.checkedAt < CHECK_MS) return;
    data.checkedAt = now;
    const { agent } = await options.check(data.token);
    data.agent = agent;
  }

  return () => {
    stopHearing();
    closeBell();
    windows.close();
  };
}

function isOver(closed: Closed, { data }: DeskSocket): boolean {
  if (closed.type === "session") return closed.sessionId === data.sessionId;
  return closed.agentId === data.agent.id && closed.except !== data.sessionId;
}
