import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type ConversationId, clientMessageId, conversationId } from "../../kernel/ids.ts";
import { type DeskRequestName, deskRequests, type DeskRow as ShownRow } from "../../protocol/desk.ts";
import type { DeskRoom } from "../../runtime/desk/desk-room.ts";
import type { InboxLists } from "../../runtime/desk/inbox-lists.ts";
import { deskEvent } from "../../runtime/desk/shown.ts";
import type { Agent, DeskRow } from "../../runtime/desk-ports.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import type { LoggedEvent, Store } from "../../runtime/ports.ts";
import type { DeskSocket } from "./desk-socket.ts";
import { DeskViewer } from "./desk-viewer.ts";

export interface DeskRequestOptions {
  readonly room: DeskRoom;
  readonly feeds: Feeds;
  readonly store: Pick<Store, "find" | "events">;
  readonly lists: InboxLists;
  readonly shown: (row: DeskRow) => ShownRow;
  /** Who looks at a conversation has changed: whoever else looks at it is told. */
  readonly tellLooked: (id: ConversationId) => Promise<void>;
}

/** Does one request of an agent; resolves to what goes into the ack beside `ok`. */
export type DeskRequest = (socket: DeskSocket, payload: unknown) => Promise<object>;

/** More than anybody has open side by side: each is kept up to date. */
const MOST_OPEN = 30;

/** Everything a client of `/desk` may ask for, by event name. Each checks its payload. */
export function deskRequestsOf(options: DeskRequestOptions): ReadonlyMap<string, DeskRequest> {
  const { room, feeds, store, lists, shown, tellLooked } = options;
  const { desk, board, presence, dispatcher, deskStore } = room;

  const checked =
    <Schema extends z.ZodType>(
      schema: Schema,
      act: (socket: DeskSocket, request: z.infer<Schema>, agent: Agent) => Promise<object>,
    ): DeskRequest =>
    async (socket, payload) => {
      const parsed = schema.safeParse(payload ?? {});
      if (!parsed.success) throw new AppError("MESSAGE_INVALID", z.prettifyError(parsed.error));
      return await act(socket, parsed.data, socket.data.agent);
    };

  /** The conversation as lists show it by now. */
  const rowOf = async (id: ConversationId): Promise<DeskRow> => {
    const [row] = await deskStore.rows([id]);
    if (row === undefined)
      throw new AppError("NOT_FOUND", `There is no conversation ${id}.`, { conversationId: id });
    return row;
  };

  const close = (socket: DeskSocket, id: ConversationId): void => {
    socket.data.open.get(id)?.();
    socket.data.open.delete(id);
  };

  /** A command to one conversation that answers nothing but that it is done. */
  const done =
    <Request extends { readonly id: string }>(
      act: (agent: Agent, id: ConversationId, request: Request) => Promise<unknown>,
    ) =>
    async (_: DeskSocket, request: Request, agent: Agent): Promise<object> => {
      await act(agent, conversationId(request.id), request);
      return {};
    };

  const requests: Readonly<Record<DeskRequestName, DeskRequest>> = {
    inbox: checked(deskRequests.inbox, async (socket, { view, queue, limit }, agent) => {
      if (view === "all" && agent.role === "agent")
        throw new AppError("FORBIDDEN", "Only supervisors see every conversation.");
      const { ids, counts } = lists.list(agent, view, limit, queue);
      const rows = ids.flatMap((id) => board.get(id) ?? []);
      const sent = new Map(rows.map((row) => [row.id, row]));
      socket.data.inbox = {
        view,
        limit,
        ids,
        counts: JSON.stringify(counts),
        sent,
        ...(queue !== undefined && { queue }),
      };
      return { view, ids, rows: rows.map(shown), counts };
    }),
    watch: checked(deskRequests.watch, async (socket, { id: asked, after }, agent) => {
      const id = conversationId(asked);
      const row = await rowOf(id);
      if (!maySee(agent, row))
        throw new AppError("FORBIDDEN", "This conversation is of a queue that is not yours.");
      close(socket, id);
      if (socket.data.open.size >= MOST_OPEN) {
        throw new AppError(
          "TOO_MANY_REQUESTS",
          `${MOST_OPEN} conversations are open already. Close one first.`,
        );
      }
      socket.data.open.set(id, feeds.follow(id, after, new DeskViewer(socket, id)));
      await tellLooked(id);
      return { row: shown(row), customerRead: row.customerRead };
    }),
    unwatch: checked(deskRequests.unwatch, async (socket, request) => {
      const id = conversationId(request.id);
      close(socket, id);
      await tellLooked(id);
      return {};
    }),
    fetch: checked(deskRequests.fetch, async (_, { id: asked, after, before, limit }, agent) => {
      const id = conversationId(asked);
      const row = await rowOf(id);
      if (!maySee(agent, row))
        throw new AppError("FORBIDDEN", "This conversation is of a queue that is not yours.");
      const range = { limit, ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
      return { events: (await store.events(id, range)).map(deskEvent), last: row.last };
    }),
    claim: checked(deskRequests.claim, async (_, { id, takesOver }, agent) => {
      await desk.claim(agent, conversationId(id), takesOver);
      return { row: shown(await rowOf(conversationId(id))) };
    }),
    pull: checked(deskRequests.pull, async (_, _request, agent) => {
      const next = dispatcher.nextFor(agent);
      if (next === undefined) return {};
      await desk.claim(agent, next, false);
      return { row: shown(await rowOf(next)) };
    }),
    pass: checked(
      deskRequests.pass,
      done((agent, id) => desk.pass(agent, id)),
    ),
    release: checked(
      deskRequests.release,
      done((agent, id, { why }) => desk.release(agent, id, why)),
    ),
    transfer: checked(
      deskRequests.transfer,
      done((agent, id, { to, why }) => desk.transfer(agent, id, to, why)),
    ),
    handBack: checked(
      deskRequests.handBack,
      done((agent, id, { dialog, why }) => desk.handBack(agent, id, dialog, why)),
    ),
    snooze: checked(
      deskRequests.snooze,
      done((agent, id, { until, why }) => desk.snooze(agent, id, Date.parse(until), why)),
    ),
    resolve: checked(
      deskRequests.resolve,
      done((agent, id, { why }) => desk.resolve(agent, id, why)),
    ),
    prioritize: checked(
      deskRequests.prioritize,
      done((agent, id, { urgency }) => desk.prioritize(agent, id, urgency)),
    ),
    tag: checked(
      deskRequests.tag,
      done((_agent, id, { tags }) => desk.tag(id, tags)),
    ),
    message: checked(deskRequests.message, async (_, { id, cid, text }, agent) =>
      stored(await desk.say(agent, conversationId(id), clientMessageId(cid), text)),
    ),
    note: checked(deskRequests.note, async (_, { id, cid, text }, agent) =>
      stored(await desk.note(agent, conversationId(id), clientMessageId(cid), text)),
    ),
    seen: checked(
      deskRequests.seen,
      done((agent, id, { seq }) => desk.seen(agent, id, seq)),
    ),
    typing: checked(deskRequests.typing, async (socket, { id: asked, on }, agent) => {
      const id = conversationId(asked);
      const row = board.get(id);
      if (on) socket.data.typingIn = id;
      else delete socket.data.typingIn;
      // What a colleague types is none of the customer's business.
      const isTheirs = row?.ownership.phase === "assigned" && row.ownership.agent.id === agent.id;
      if (isTheirs) feeds.typing(id, "agent", on);
      await tellLooked(id);
      return {};
    }),
    availability: checked(deskRequests.availability, async (_, { availability }, agent) => {
      await presence.setAvailability(agent.id, availability);
      return {};
    }),
    ping: checked(deskRequests.ping, async () => ({})),
  };
  return new Map(Object.entries(requests));
}

/** Agents see what is theirs or could come to be: conversations of their queues, and those with the bot. */
function maySee(agent: Agent, { ownership }: DeskRow): boolean {
  if (agent.role !== "agent" || agent.queues.length === 0 || !("ticket" in ownership)) return true;
  return (
    agent.queues.includes(ownership.ticket.queue) || ("agent" in ownership && ownership.agent.id === agent.id)
  );
}

function stored({ seq, at }: LoggedEvent): { readonly seq: number; readonly at: string } {
  return { seq, at: new Date(at).toISOString() };
}
