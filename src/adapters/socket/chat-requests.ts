import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type ConversationId, clientMessageId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import {
  type ClientToServer,
  fetchRequest,
  humanRequest,
  type MessageRequest,
  messageRequest,
  rateRequest,
  readRequest,
  suggestRequest,
  typingRequest,
} from "../../protocol/chat.ts";
import type { Content } from "../../runtime/content.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import type { LoggedEvent, Store } from "../../runtime/ports.ts";
import type { Reception } from "../../runtime/reception.ts";
import { suggest } from "../../runtime/suggest.ts";
import { chatEvent } from "./chat-event.ts";

export interface ChatRequestOptions {
  readonly reception: Reception;
  readonly store: Store;
  readonly content: Content;
  readonly clock: Clock;
}

/** Does one request of a conversation's customer; resolves to what goes into the ack beside `ok`. */
export type ChatRequest = (id: ConversationId, payload: unknown) => Promise<object>;

/** Nobody types faster; an outbox that was offline for long sends its backlog at this pace. */
const WRITING_LIMIT = { burst: 20, perSecond: 5 };

/** Suggestions are asked for at every key, pages of the log in a row. */
const READING_LIMIT = { burst: 60, perSecond: 20 };

/** Everything a client of `/chat` may ask for, by event name. Each checks its payload and how often it comes. */
export function chatRequests(options: ChatRequestOptions): ReadonlyMap<string, ChatRequest> {
  const { reception, store, content, clock } = options;
  const writing = new FloodGate<ConversationId>(WRITING_LIMIT);
  const reading = new FloodGate<ConversationId>(READING_LIMIT);

  /** Synchronous up to `act`, so that requests keep the order they came in. */
  const limited =
    <Schema extends z.ZodType>(
      gate: FloodGate<ConversationId>,
      schema: Schema,
      act: (id: ConversationId, request: z.infer<Schema>) => Promise<object>,
    ): ChatRequest =>
    async (id, payload) => {
      if (!gate.admits(id, clock.now())) {
        throw new AppError("TOO_MANY_REQUESTS", "Too many requests at once. Send it again in a moment.");
      }
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw new AppError("MESSAGE_INVALID", z.prettifyError(parsed.error));
      return await act(id, parsed.data);
    };

  const requests: Readonly<Record<keyof ClientToServer, ChatRequest>> = {
    message: limited(writing, messageRequest, async (id, request) =>
      stored(await receive(reception, id, request)),
    ),
    human: limited(writing, humanRequest, async (id, { cid }) =>
      stored(await reception.askForHuman(id, cid === undefined ? undefined : clientMessageId(cid))),
    ),
    rate: limited(writing, rateRequest, async (id, { cid, ...rating }) =>
      stored(await reception.rate(id, rating, cid === undefined ? undefined : clientMessageId(cid))),
    ),
    fetch: limited(reading, fetchRequest, async (id, { after, before, limit }) => {
      const range = {
        ...(after === undefined ? {} : { after }),
        ...(before === undefined ? {} : { before }),
        limit,
      };
      const events = await store.events(id, range);
      const last = (await store.find(id))?.last ?? 0;
      return { events: events.map(chatEvent), last };
    }),
    read: limited(reading, readRequest, async (id, { seq }) => {
      await store.markRead(id, seq);
      return {};
    }),
    suggest: limited(reading, suggestRequest, async (_, { text }) => ({
      suggestions: suggest(content.current.bot, text),
    })),
    // Nobody watches a customer type yet; the payload is checked all the same.
    typing: limited(reading, typingRequest, async () => ({})),
  };
  return new Map(Object.entries(requests));
}

function receive(reception: Reception, id: ConversationId, request: MessageRequest): Promise<LoggedEvent> {
  const cid = clientMessageId(request.cid);
  if ("text" in request) return reception.say(id, cid, request.text);
  if ("choice" in request) return reception.choose(id, cid, request.choice);
  throw new AppError("IMAGE_UNSUPPORTED", "Images cannot be sent here yet.");
}

function stored({ seq, at }: LoggedEvent): { readonly seq: number; readonly at: string } {
  return { seq, at: new Date(at).toISOString() };
}
