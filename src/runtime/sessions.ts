import { newConversation } from "../conversation/state.ts";
import type { Ownership } from "../desk/ownership.ts";
import { AppError } from "../kernel/errors.ts";
import type { CustomerId } from "../kernel/ids.ts";
import { languageOf } from "../kernel/language.ts";
import type { Clock } from "../kernel/time.ts";
import type { Owner, SessionReply, SessionRequest } from "../protocol/session.ts";
import type { Content } from "./content.ts";
import type { ConversationRecord, Credentials, Ids, Store } from "./ports.ts";

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
   * Opens the customer's conversation. Who the host app vouches for gets their own, whatever token came along.
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
  const openFor = (customer: CustomerId, identified: boolean, locale?: string): Promise<ConversationRecord> =>
    store.open(customer, {
      id: ids.conversation(),
      identified,
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

  const find = async ({ identity, locale }: SessionRequest, token?: string): Promise<ConversationRecord> => {
    if (identity !== undefined) return openFor(await credentials.readIdentity(identity), true, locale);
    if (token !== undefined) return resume(token);
    return openFor(ids.customer(), false, locale);
  };

  return {
    resume,
    async open(request, token) {
      const record = await find(request, token);
      const { language } = record.state;
      const { name, greeting, suggestions } = content.current.bot;
      return {
        token: await credentials.issue({ customerId: record.customerId, conversationId: record.id }),
        conversationId: record.id,
        last: record.last,
        state: { owner: shownOwner(record.state), language },
        bot: { name: name[language], greeting: greeting[language], suggestions: [...suggestions[language]] },
      };
    },
  };
}
