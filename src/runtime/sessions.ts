import { questionsOn } from "../content/page-questions.ts";
import { newConversation } from "../conversation/state.ts";
import type { Ownership } from "../desk/ownership.ts";
import { AppError } from "../kernel/errors.ts";
import { languageOf } from "../kernel/language.ts";
import type { Clock } from "../kernel/time.ts";
import type { Owner, SessionReply, SessionRequest } from "../protocol/session.ts";
import type { Content } from "./content.ts";
import type { Credentials, Identity } from "./credential-ports.ts";
import { hostContext } from "./host-context.ts";
import type { ConversationRecord, HostContext, Ids, Store } from "./ports.ts";

/** Who answers, as customers are told: that an agent has put them aside until later is between agents. */
export function shownOwner({ phase }: Pick<Ownership, "phase">): Owner {
  return phase === "snoozed" ? "assigned" : phase;
}

interface SessionSurroundings {
  readonly store: Store;
  readonly content: Content;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Lets customers in: new ones, those who come back with a token, and those the host app vouches for. */
export interface Sessions {
  /**
   * Opens the customer's conversation. Who the host app vouches for gets their own, whatever token came along; whoever has
   * none yet goes on with the one that they have begun without a name.
   *
   * @param token of an earlier session, to come back to its conversation
   * @throws SESSION_INVALID, IDENTITY_INVALID
   */
  open(request: SessionRequest, token?: string): Promise<SessionReply>;
  /**
   * The conversation a token opens.
   *
   * @throws SESSION_INVALID
   */
  resume(token: string): Promise<ConversationRecord>;
}

export function createSessions({ store, content, credentials, clock, ids }: SessionSurroundings): Sessions {
  const openFor = (
    { customerId, provenAt, vip }: Pick<Identity, "customerId"> & Partial<Identity>,
    context: HostContext | undefined,
    locale?: string,
  ): Promise<ConversationRecord> =>
    store.open(customerId, {
      id: ids.conversation(),
      identified: provenAt !== undefined,
      ...(provenAt !== undefined && { provenAt }),
      ...(vip && { vip }),
      ...(context && { context }),
      createdAt: clock.now(),
      state: newConversation(languageOf(locale)),
    });

  const resume = async (token: string): Promise<ConversationRecord> => {
    const session = await credentials.readSession(token);
    const record = await store.find(session.conversationId);
    if (record?.customerId !== session.customerId) {
      throw new AppError("SESSION_INVALID", "The conversation of this session is gone. Open a new session.");
    }
    return record;
  };

  /** What the customer has begun before they signed in; a token that opens nothing any more brings nothing along. */
  const adopt = async (identity: Identity, token: string): Promise<ConversationRecord | undefined> => {
    const session = await credentials.readSession(token).catch(ignoreInvalid);
    if (session === undefined || session.customerId === identity.customerId) return undefined;
    return await store.adopt(session, identity);
  };

  const find = async (
    { identity: proof, locale, ...seen }: SessionRequest,
    token: string | undefined,
  ): Promise<ConversationRecord> => {
    const context = hostContext(seen);
    if (proof !== undefined) {
      const identity = await credentials.readIdentity(proof);
      const own = token === undefined ? undefined : await adopt(identity, token);
      return own ?? (await openFor(identity, context, locale));
    }
    if (token !== undefined) return resume(token);
    return openFor({ customerId: ids.customer() }, context, locale);
  };

  return {
    resume,
    async open(request, token) {
      const record = await find(request, token);
      const { id, customerId, last, state } = record;
      const context = hostContext(request);
      // A client that says nothing of it has not gone anywhere.
      if (context !== undefined && !isSame(context, record.context)) await store.setContext(id, context);
      const { language } = state;
      const { bot } = content.current;
      const questions = questionsOn(bot, (context ?? record.context)?.page);
      return {
        token: await credentials.issue({ customerId, conversationId: id }),
        conversationId: id,
        last,
        state: { owner: shownOwner(state), language },
        bot: {
          name: bot.name[language],
          greeting: bot.greeting[language],
          ...(bot.color !== undefined && { color: bot.color }),
          suggestions: [...questions[language]],
        },
      };
    },
  };
}

function isSame(context: HostContext, known: HostContext = {}): boolean {
  return context.page === known.page && context.order === known.order;
}

function ignoreInvalid(error: unknown): undefined {
  if (error instanceof AppError && error.code === "SESSION_INVALID") return undefined;
  throw error;
}
