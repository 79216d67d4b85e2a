import type { ConversationId, CustomerId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";

/** What the session token says: whose it is, and which conversation it opens. */
export interface Session {
  readonly customerId: CustomerId;
  readonly conversationId: ConversationId;
}

/** Who the host app says a customer is. */
export interface Identity {
  readonly customerId: CustomerId;
  /** When the host app said so; never in the future. */
  readonly provenAt: Timestamp;
  readonly vip?: true;
}

/** Signs and reads what proves who somebody is. */
export interface Credentials {
  issue(session: Session): Promise<string>;
  /** @throws SESSION_INVALID when the token is not ours, was changed, or is too old */
  readSession(token: string): Promise<Session>;
  /** @throws IDENTITY_INVALID when the host app did not sign it, or it lives too long */
  readIdentity(token: string): Promise<Identity>;
}
