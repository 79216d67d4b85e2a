const inHeader = (name: string, description: string) => ({ type: "apiKey", in: "header", name, description });

/** How the shop knows that it is Fenqi who asks: four headers together, or a token. */
export const securitySchemes = {
  keyId: inHeader("fenqi-key-id", "Which secret the request is signed with."),
  timestamp: inHeader(
    "fenqi-timestamp",
    "When it was signed, in seconds since 1970. Refuse what is more than five minutes from now.",
  ),
  nonce: inHeader(
    "fenqi-nonce",
    "Different for every attempt. Refuse one that was seen in the last ten minutes.",
  ),
  signature: inHeader(
    "fenqi-signature",
    'The HMAC-SHA256, in lower-case hex, of five lines joined by "\\n": the method; the path with the query, as the request line has it; fenqi-timestamp; fenqi-nonce; and the SHA-256 of the body in lower-case hex, which without a body is that of no bytes. Compare in constant time.',
  ),
  clientCredentials: {
    type: "oauth2",
    description: "Instead of the signature: OAuth 2.0 client credentials (RFC 6749, section 4.4).",
    flows: { clientCredentials: { tokenUrl: "https://accounts.shop.example/oauth/token", scopes: {} } },
  },
} as const;

const id = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });

/** What requests are told apart by. */
export const parameters = {
  customer: {
    name: "customer",
    in: "path",
    required: true,
    description: "The customer's id, as the shop's identity token names it.",
    schema: id(200),
    example: "c-20931",
  },
  order: {
    name: "order",
    in: "path",
    required: true,
    description: "The order's number.",
    schema: id(64),
    example: "816082251904",
  },
  idempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: true,
    description:
      "The same for every attempt at the same change. Give the answer of the first one again, and change nothing more. Remember keys for a day.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: "6b1f0e0c-58a3-4d2a-9f0e-2f6f3a7f1c55",
  },
} as const;

export const responseHeaders = {
  RetryAfter: {
    description: "In how many seconds to try again.",
    schema: { type: "integer", minimum: 0 },
    example: 2,
  },
} as const;
