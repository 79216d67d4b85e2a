import * as z from "zod";

/** Body of `POST /api/chat/sessions`. A stored token goes into the `Authorization: Bearer` header to resume. */
export const sessionRequest = z.strictObject({
  /** A JWT signed by the host app: who the customer is. At most ten minutes long, with a `kid`. */
  identity: z.string().max(4096).optional(),
  /** BCP 47. */
  locale: z.string().max(35).optional(),
  /** Where in the host app or shop the widget was opened. */
  page: z.string().max(2048).optional(),
  /** The number of the order that the customer looks at. */
  order: z.string().max(64).optional(),
});

/** Who answers the customer now. */
export const owner = z.enum(["bot", "waiting", "assigned", "offline", "closed"]);

export const sessionReply = z.strictObject({
  token: z.string(),
  conversationId: z.string(),
  /** The last seq of the log; 0 when nothing has been said. */
  last: z.number().int().nonnegative(),
  state: z.strictObject({ owner, language: z.enum(["zh", "en"]) }),
  bot: z.strictObject({
    name: z.string(),
    greeting: z.string(),
    /** The shop's colour, as `#rrggbb`. */
    color: z.string().optional(),
    /** Questions offered on an empty conversation; each is sent as the customer's own words. */
    suggestions: z.array(z.string()),
  }),
});

export type SessionRequest = z.infer<typeof sessionRequest>;
export type SessionReply = z.infer<typeof sessionReply>;
export type Owner = z.infer<typeof owner>;
