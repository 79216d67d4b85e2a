import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type ConversationId, clientMessageId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import {
  type ClientToServer,
  contextRequest,
  fetchRequest,
  humanRequest,
  type MessageRequest,
  messageRequest,
  pingRequest,
  rateRequest,
  readRequest,
  suggestRequest,
  typingRequest,
} from "../../protocol/chat.ts";
import type { Content } from "../../runtime/content.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import { hostContext } from "../../runtime/host-context.ts";
import { Inbox } from "../../runtime/inbox.ts";
import type { LoggedEvent, Store } from "../../runtime/ports.ts";
import type { Reception } from "../../runtime/reception.ts";
import { suggest } from "../../runtime/suggest.ts";
import type { AddressLimits } from "./address-limits.ts";
import { chatEvent } from "./chat-event.ts";
import type { Admission } from "./chat-socket.ts";
import { stored } from "./socket-reply.ts";

export interface ChatRequestOptions {
  readonly reception: Reception;
  readonly store: Store;
  readonly content: Content;
  readonly feeds: Feeds;
  readonly clock: Clock;
  /** Whether a person has the conversation, or is to have it. */
  readonly isAtDesk: (id: ConversationId) => boolean;
}

/** Who asks. */
type Asker = Pick<Admission, "conversationId" | "address" | "language">;

/** Does one request of a conversation's customer; resolves to what goes into the ack beside `ok`. */
export type ChatRequest = (asker: Asker, payload: unknown) => Promise<object>;

/** Nobody types faster; an outbox that was offline for long sends its backlog at this pace. */
const WRITING_LIMIT = { burst: 20, perSecond: 5 };

/** Suggestions are asked for at every key, pages of the log in a row. */
const READING_LIMIT = { burst: 60, perSecond: 20 };

/** Nobody goes from page to page faster; whatever is computed of an answer by then is computed anew. */
const LOOKING_LIMIT = { burst: 20, perSecond: 1 };

/** Everything a client of `/chat` may ask for, by event name. Each checks its payload and how often it comes. */
export function chatRequests(
  { reception, store, feeds, content, clock, isAtDesk }: ChatRequestOptions,
  limits: AddressLimits,
): ReadonlyMap<string, ChatRequest> {
  const writers = new FloodGate<ConversationId>(WRITING_LIMIT);
  const readers = new FloodGate<ConversationId>(READING_LIMIT);
  const lookers = new FloodGate<ConversationId>(LOOKING_LIMIT);
  const mayWrite = ({ conversationId, address }: Asker) =>
    writers.admits(conversationId, clock.now()) && limits.admitsWriting(address);
  const mayRead = ({ conversationId, address }: Asker) =>
    readers.admits(conversationId, clock.now()) && limits.admitsReading(address);
  const mayLook = (asker: Asker) => lookers.admits(asker.conversationId, clock.now()) && mayRead(asker);
  // A page may be long: of those that one conversation asks for at once, only one is in memory.
  const pages = new Inbox<ConversationId>();

  /** Synchronous up to `act`, so that requests keep the order they came in. */
  const limited =
    <Schema extends z.ZodType>(
      may: (asker: Asker) => boolean,
      schema: Schema,
      act: (id: ConversationId, request: z.infer<Schema>, asker: Asker) => Promise<object>,
    ): ChatRequest =>
    async (asker, payload) => {
      if (!may(asker)) {
        throw new AppError("TOO_MANY_REQUESTS", "Too many requests at once. Send it again in a moment.");
      }
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw new AppError("MESSAGE_INVALID", z.prettifyError(parsed.error));
      return await act(asker.conversationId, parsed.data, asker);
    };

  const requests: Readonly<Record<keyof ClientToServer, ChatRequest>> = {
    message: limited(mayWrite, messageRequest, async (id, request) =>
      stored(await receive(reception, id, request)),
    ),
    human: limited(mayWrite, humanRequest, async (id, { cid }) =>
      stored(await reception.askForHuman(id, cid === undefined ? undefined : clientMessageId(cid))),
    ),
    rate: limited(mayWrite, rateRequest, async (id, { cid, ...rating }) =>
      stored(await reception.rate(id, rating, cid === undefined ? undefined : clientMessageId(cid))),
    ),
    fetch: limited(mayRead, fetchRequest, async (id, { after, before, limit }) => {
      const range = {
        ...(after === undefined ? {} : { after }),
        ...(before === undefined ? {} : { before }),
        limit,
      };
      return await pages.run(id, async () => {
        const events = await store.events(id, range);
        const last = (await store.find(id))?.last ?? 0;
        return { events: events.flatMap((event) => chatEvent(event) ?? []), last };
      });
    }),
    read: limited(mayRead, readRequest, async (id, { seq }) => {
      await store.markRead(id, seq);
      feeds.read(id, seq);
      return {};
    }),
    suggest: limited(mayRead, suggestRequest, async (_, { text }, { language }) => ({
      suggestions: suggest(content.current, language, text),
    })),
    typing: limited(mayRead, typingRequest, async (id, { on }) => {
      if (isAtDesk(id)) feeds.typing(id, "customer", on);
      return {};
    }),
    context: limited(mayLook, contextRequest, async (id, context) => {
      await reception.look(id, hostContext(context) ?? {});
      return {};
    }),
    ping: limited(mayRead, pingRequest, async () => ({})),
  };
  return new Map(Object.entries(requests));
}

function receive(reception: Reception, id: ConversationId, request: MessageRequest): Promise<LoggedEvent> {
  const cid = clientMessageId(request.cid);
  if ("text" in request) return reception.say(id, cid, request.text);
  if ("choice" in request) return reception.choose(id, cid, request.choice);
  if ("image" in request) return reception.show(id, cid, request.image);
  return reception.askFor(id, cid, request.intent);
}
