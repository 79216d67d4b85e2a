import type { IncomingHttpHeaders } from "node:http";
import type { DefaultEventsMap, Namespace } from "socket.io";
import { answers } from "../../desk/assignment.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AgentId, ConversationId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { DeskToServer, ServerToDesk } from "../../protocol/desk.ts";
import type { Closed } from "../../runtime/account-sessions.ts";
import type { DeskRoom } from "../../runtime/desk/desk-room.ts";
import { InboxLists } from "../../runtime/desk/inbox-lists.ts";
import { type Looker, shownRow } from "../../runtime/desk/shown.ts";
import type { Agent, AgentSession, DeskRow } from "../../runtime/desk-ports.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import type { Origins } from "../../runtime/origins.ts";
import type { Log, Store, Timers } from "../../runtime/ports.ts";
import { refusalOf } from "../../runtime/refusal.ts";
import { connectError } from "./connect-error.ts";
import { type AlertFor, alertsOf, Reminders } from "./desk-alerts.ts";
import { type DeskRequest, deskRequestsOf } from "./desk-requests.ts";
import type { DeskAdmission, DeskSocket } from "./desk-socket.ts";

export interface DeskGatewayOptions {
  readonly room: DeskRoom;
  readonly feeds: Feeds;
  readonly store: Pick<Store, "find" | "events">;
  readonly origins: Origins;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly isStopping: () => boolean;
  /** Who is signed in with this token. @throws SIGNED_OUT */
  readonly check: (token: string) => Promise<{ readonly agent: Agent; readonly session: AgentSession }>;
  /** Tells of sessions that are over. Returns what stops it. */
  readonly onClosed: (told: (closed: Closed) => void) => () => void;
  /** The session token among a request's cookies. */
  readonly readToken: (headers: IncomingHttpHeaders) => string | undefined;
}

type DeskNamespace = Namespace<DeskToServer, ServerToDesk, DefaultEventsMap, DeskAdmission>;

/** Lists are sent so often at most: nobody reads faster, and a busy desk's changes go together. */
const PUSH_MS: Milliseconds = 100;

/** A session that was ended at another process is noticed after so long at the latest. */
const CHECK_MS: Milliseconds = 10_000;

/** How often it is looked for customers who have waited long for an answer. */
const REMIND_MS: Milliseconds = 5_000;

/** Nobody works faster than that with six conversations. */
const LIMIT = { burst: 100, perSecond: 20 };

const MOST_SOCKETS_PER_AGENT = 20;

/** Serves agents on the namespace `/desk`. Returns what stops it. */
export function openDeskGateway(namespace: DeskNamespace, options: DeskGatewayOptions): () => void {
  const { room, clock, timers, log } = options;
  const { board, presence } = room;
  const lists = new InboxLists(board);
  const sockets = new Set<DeskSocket>();
  const gate = new FloodGate<AgentId>(LIMIT);
  const before = new Map<ConversationId, DeskRow>();
  let cancelPush: (() => void) | undefined;

  const lookersOf = (id: ConversationId): readonly Looker[] => {
    const found = new Map<string, Looker>();
    for (const { data } of sockets) {
      if (!data.open.has(id)) continue;
      const { id: agentId, name } = data.agent;
      const isTyping = data.typingIn === id || found.get(agentId)?.isTyping === true;
      found.set(agentId, { id: agentId, name, isTyping });
    }
    return [...found.values()];
  };
  const shown = (row: DeskRow) => shownRow(row, lookersOf(row.id));
  const tellLooked = async (id: ConversationId): Promise<void> => {
    const row = board.get(id) ?? (await room.deskStore.rows([id]))[0];
    if (row === undefined) return;
    for (const socket of sockets) if (socket.data.open.has(id)) socket.emit("row", shown(row));
  };
  const requests = deskRequestsOf({ ...options, lists, shown, tellLooked });

  const pushLists = (): void => {
    cancelPush = undefined;
    for (const socket of sockets) pushList(socket);
  };
  const pushList = (socket: DeskSocket): void => {
    const { agent, inbox } = socket.data;
    if (inbox === undefined) return;
    const { ids, counts } = lists.list(agent, inbox.view, inbox.limit, inbox.queue);
    const rows = ids.flatMap((id) => {
      const row = board.get(id);
      return row === undefined || inbox.sent.get(id) === row ? [] : [row];
    });
    const counted = JSON.stringify(counts);
    const isSame = rows.length === 0 && counted === inbox.counts && ids.join() === inbox.ids.join();
    if (isSame) return;
    inbox.ids = ids;
    inbox.counts = counted;
    inbox.sent.clear();
    for (const id of ids) {
      const row = board.get(id);
      if (row !== undefined) inbox.sent.set(id, row);
    }
    socket.emit("inbox", { view: inbox.view, ids, rows: rows.map(shown), counts });
  };
  const stopListening = board.listen((changed) => {
    for (const id of changed) {
      const [was, is] = [before.get(id), board.get(id)];
      if (is === undefined) before.delete(id);
      else before.set(id, is);
      tell(alertsOf(was, is));
      if (room.assignment === "manual" && was === undefined && is?.ownership.phase === "waiting") callFor(is);
      if ([...sockets].some(({ data }) => data.open.has(id))) void tellLooked(id).catch(warn);
    }
    cancelPush ??= timers.after(PUSH_MS, pushLists);
  });
  const warn = (error: unknown): void =>
    log.warn("Agents were not told of a change; they are told of the next.", { error });

  const tell = (alerts: readonly AlertFor[]): void => {
    for (const { agent, alert } of alerts)
      for (const socket of sockets) if (socket.data.agent.id === agent) socket.emit("alert", alert);
  };
  /** Where nobody is given a conversation, whoever could take it has to hear of it. */
  const callFor = (row: DeskRow): void => {
    const queue = "ticket" in row.ownership ? row.ownership.ticket.queue : "";
    const able = presence.all.filter((agent) => agent.availability === "online" && answers(agent, queue));
    tell(able.map(({ id }) => ({ agent: id, alert: { kind: "waiting", id: row.id } })));
  };
  const reminders = new Reminders();
  let cancelReminders = (): void => {};
  const remind = (): void => {
    if (sockets.size > 0) tell(reminders.due(board.all(), clock.now()));
    cancelReminders = timers.after(REMIND_MS, remind);
  };
  remind();

  const stopHearing = options.onClosed((closed) => {
    for (const socket of sockets) if (isOver(closed, socket)) signOut(socket);
  });
  const signOut = (socket: DeskSocket): void => {
    const { id } = socket.data.agent;
    socket.emit("signedOut");
    socket.disconnect(true);
    // Who has signed out does not come back in a moment.
    if (![...sockets].some(({ data }) => data.agent.id === id)) presence.leave(id).catch(warn);
  };

  namespace.use((socket, next) => {
    admit(options, socket, sockets).then(
      (admission) => {
        socket.data = admission;
        next();
      },
      (error: unknown) => next(connectError(error, log)),
    );
  });

  namespace.on("connection", (socket) => {
    const { data } = socket;
    sockets.add(socket);
    socket.on("disconnect", () => {
      sockets.delete(socket);
      presence.depart(data.agent.id);
      const looked = [...data.open.keys()];
      for (const end of data.open.values()) end();
      data.open.clear();
      for (const id of looked) void tellLooked(id).catch(warn);
    });
    presence.arrive(data.agent.id).then(() => {
      const { id, name, role } = data.agent;
      const availability = presence.find(id)?.availability ?? "away";
      socket.emit("me", { agent: { id, name }, role, availability });
    }, warn);
    socket.onAny((name: string, ...args: unknown[]) => void answer(socket, name, args));
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
      const request: DeskRequest = requests.get(name) ?? unknownRequest;
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
    stopListening();
    stopHearing();
    cancelPush?.();
    cancelReminders();
    for (const socket of sockets) socket.disconnect(true);
  };
}

function isOver(closed: Closed, { data }: DeskSocket): boolean {
  if (closed.type === "session") return closed.sessionId === data.sessionId;
  return closed.agentId === data.agent.id && closed.except !== data.sessionId;
}

/** @throws ORIGIN_REFUSED, SHUTTING_DOWN, SIGNED_OUT, TOO_MANY_REQUESTS, STORE_UNAVAILABLE */
async function admit(
  { origins, isStopping, readToken, check, clock }: DeskGatewayOptions,
  { handshake }: DeskSocket,
  sockets: ReadonlySet<DeskSocket>,
): Promise<DeskAdmission> {
  const { origin, host } = handshake.headers;
  // Agents work on pages of this server alone, whatever pages customers may come from.
  if (!origins.isOwn(origin, host)) {
    throw new AppError("ORIGIN_REFUSED", `Pages of ${origin} may not use the desk of this server.`);
  }
  if (isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
  const token = readToken(handshake.headers);
  if (token === undefined) throw new AppError("SIGNED_OUT", "Nobody is signed in. Sign in first.");
  const { agent, session } = await check(token);
  const theirs = [...sockets].filter(({ data }) => data.agent.id === agent.id).length;
  if (theirs >= MOST_SOCKETS_PER_AGENT) {
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `${MOST_SOCKETS_PER_AGENT} windows of this agent are open already.`,
    );
  }
  return { agent, sessionId: session.id, token, checkedAt: clock.now(), open: new Map() };
}

async function unknownRequest(): Promise<never> {
  throw new AppError("MESSAGE_INVALID", "There is no such request; see docs/protocol.md.");
}
