import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type ConversationId, clientMessageId, conversationId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import { type DeskAcks, type DeskRequestName, deskRequests } from "../../protocol/desk.ts";
import type { DeskRoom } from "../../runtime/desk/desk-room.ts";
import { checkSeen } from "../../runtime/desk/may-see.ts";
import { deskEvent } from "../../runtime/desk/shown.ts";
import { unmask } from "../../runtime/desk/unmask.ts";
import type { Agent, DeskRow } from "../../runtime/desk-ports.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import type { Store } from "../../runtime/ports.ts";
import type { DeskSocket } from "./desk-socket.ts";
import { DeskViewer } from "./desk-viewer.ts";
import type { DeskWindows } from "./desk-windows.ts";
import { stored } from "./socket-reply.ts";

export interface DeskRequestOptions {
  readonly room: DeskRoom;
  readonly feeds: Feeds;
  readonly store: Pick<Store, "find" | "events">;
  readonly windows: DeskWindows;
  readonly clock: Clock;
}

/** Does one request of an agent; resolves to what goes into the ack beside `ok`. */
export type DeskRequest<Answer extends object = object> = (
  socket: DeskSocket,
  payload: unknown,
) => Promise<Answer>;

/** What the ack of a request that was done holds beside `ok`. */
type Answers = {
  readonly [Name in DeskRequestName]: Omit<Extract<DeskAcks[Name], { readonly ok: true }>, "ok">;
};

/** More than anybody has open side by side: each is kept up to date. */
const MOST_OPEN = 30;

/** Everything a client of `/desk` may ask for, by event name. Each checks its payload. */
export function deskRequestsOf(options: DeskRequestOptions): ReadonlyMap<string, DeskRequest> {
  const { room, feeds, store, windows, clock } = options;
  const { desk, board, presence, dispatcher, deskStore } = room;

  const checked =
    <Schema extends z.ZodType, Answer extends object>(
      schema: Schema,
      act: (socket: DeskSocket, request: z.infer<Schema>, agent: Agent) => Promise<Answer>,
    ): DeskRequest<Answer> =>
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

  /** The same, for an agent who may see it. */
  const visibleRow = async (agent: Agent, id: ConversationId): Promise<DeskRow> => {
    const row = await rowOf(id);
    checkSeen(agent, row);
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
    async (_: DeskSocket, request: Request, agent: Agent) => {
      await act(agent, conversationId(request.id), request);
      return {};
    };

  const requests: { readonly [Name in DeskRequestName]: DeskRequest<Answers[Name]> } = {
    inbox: checked(deskRequests.inbox, async (socket, { view, queue, limit }, agent) => {
      if (view === "all" && agent.role === "agent")
        throw new AppError("FORBIDDEN", "Only supervisors see every conversation.");
      return windows.openList(socket, { view, queue, limit });
    }),
    watch: checked(deskRequests.watch, async (socket, { id: asked, after }, agent) => {
      const id = conversationId(asked);
      const row = await visibleRow(agent, id);
      close(socket, id);
      if (socket.data.open.size >= MOST_OPEN) {
        throw new AppError(
          "TOO_MANY_REQUESTS",
          `${MOST_OPEN} conversations are open already. Close one first.`,
        );
      }
      socket.data.open.set(id, feeds.follow(id, after, new DeskViewer(socket, id)));
      windows.looked(id);
      return { row: windows.shown(row), customerRead: row.customerRead };
    }),
    unwatch: checked(deskRequests.unwatch, async (socket, request) => {
      const id = conversationId(request.id);
      close(socket, id);
      windows.looked(id);
      return {};
    }),
    fetch: checked(deskRequests.fetch, async (_, { id: asked, after, before, limit }, agent) => {
      const id = conversationId(asked);
      const row = await visibleRow(agent, id);
      const range = { limit, ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
      return { events: (await store.events(id, range)).map(deskEvent), last: row.last };
    }),
    claim: checked(deskRequests.claim, async (_, { id, takesOver }, agent) => {
      await desk.claim(agent, conversationId(id), takesOver);
      return { row: windows.shown(await rowOf(conversationId(id))) };
    }),
    pull: checked(deskRequests.pull, async (_, _request, agent) => {
      const next = dispatcher.nextFor(agent);
      if (next === undefined) return {};
      await desk.claim(agent, next, false);
      return { row: windows.shown(await rowOf(next)) };
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
      done((agent, id, { tags }) => desk.tag(agent, id, tags)),
    ),
    unmask: checked(deskRequests.unmask, async (_, { id, seq }, agent) => ({
      event: await unmask({ store, agents: deskStore.agents, clock }, agent, conversationId(id), seq),
    })),
    block: checked(
      deskRequests.block,
      done((agent, id, { until, why }) =>
        desk.block(agent, id, {
          ...(until !== undefined && { until: Date.parse(until) }),
          ...(why && { why }),
        }),
      ),
    ),
    message: checked(deskRequests.message, async (_, request, agent) => {
      const [id, cid] = [conversationId(request.id), clientMessageId(request.cid)];
      const isImage = "image" in request;
      return stored(
        await (isImage ? desk.show(agent, id, cid, request.image) : desk.say(agent, id, cid, request.text)),
      );
    }),
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
      // What is not on the board is the bot's, and everybody's to see.
      if (row !== undefined) checkSeen(agent, row);
      if (on) socket.data.typingIn = id;
      else delete socket.data.typingIn;
      // What a colleague types is none of the customer's business.
      const isTheirs = row?.ownership.phase === "assigned" && row.ownership.agent.id === agent.id;
      if (isTheirs) feeds.typing(id, "agent", on);
      windows.looked(id);
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
