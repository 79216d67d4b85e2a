import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import * as z from "zod";
import { AppError, type ErrorCode } from "../../kernel/errors.ts";
import { conversationId, customerId } from "../../kernel/ids.ts";
import type { Clock, Timestamp } from "../../kernel/time.ts";
import type { Credentials, Identity } from "../../runtime/credential-ports.ts";
import { tokenMint } from "./session-token.ts";

interface CredentialOptions {
  /** Signs session tokens. */
  readonly secretKey: string;
  /** The host app's secrets by key id, so that a new one can be brought in before the old one goes. */
  readonly identityKeys: Readonly<Record<string, string>>;
  readonly clock: Clock;
}

const ALGORITHM = "HS256";

/** Keeps a session token from passing for any other token signed with the same secret. */
const AUDIENCE = "fenqi-session";

/** A customer who comes back after half a year starts afresh. */
const SESSION_DAYS = 180;

/** Long enough for a slow page load; short enough that a leaked identity token is soon worthless. */
const LONGEST_IDENTITY_S = 600;

/** Two machines' clocks are never quite the same. */
const CLOCK_TOLERANCE_S = 30;

/** What every database can tell from another: no NUL, no half of a character. */
const storable = z
  .string()
  .max(200)
  .regex(/^[^\0\p{Cs}]+$/u);

const sessionClaims = z.object({
  aud: z.literal(AUDIENCE),
  exp: z.number(),
  sub: z.string().min(1),
  conversation: z.string().min(1),
});
const identityClaims = z.object({
  sub: storable,
  iat: z.number(),
  exp: z.number(),
  /** The shop holds this customer dear. */
  vip: z.boolean().optional(),
});

/** Session tokens and identity tokens as JWTs signed with HMAC-SHA-256. */
export function createCredentials({ secretKey, identityKeys, clock }: CredentialOptions): Credentials {
  const mint = tokenMint(secretKey);
  const nowSeconds = () => Math.floor(clock.now() / 1000);

  return {
    async issue({ customerId: customer, conversationId: conversation }) {
      const iat = nowSeconds();
      const exp = iat + SESSION_DAYS * 24 * 3600;
      return mint.sign({ conversation, sub: customer, aud: AUDIENCE, iat, exp });
    },

    async readSession(token) {
      return await refusing("SESSION_INVALID", "The session token is not valid", async () => {
        const claims = mint.read(token);
        if (claims === undefined)
          throw new AppError("SESSION_INVALID", "The session token was not signed here, or was changed.");
        const { sub, conversation, exp } = sessionClaims.parse(claims);
        if (exp <= nowSeconds() - CLOCK_TOLERANCE_S)
          throw new AppError("SESSION_INVALID", "The session token has expired.");
        return { customerId: customerId(sub), conversationId: conversationId(conversation) };
      });
    },

    async readIdentity(token) {
      return await refusing("IDENTITY_INVALID", "The identity token is not valid", async () => {
        const { kid } = decodeProtectedHeader(token);
        const key = kid === undefined || !Object.hasOwn(identityKeys, kid) ? undefined : identityKeys[kid];
        if (key === undefined)
          throw new AppError("IDENTITY_INVALID", `No identity key has the id "${kid ?? ""}".`);
        const { payload } = await jwtVerify(token, new TextEncoder().encode(key), {
          algorithms: [ALGORITHM],
          currentDate: new Date(clock.now()),
          clockTolerance: CLOCK_TOLERANCE_S,
        });
        return identified(payload, clock.now());
      });
    },
  };
}

function identified(payload: unknown, now: Timestamp): Identity {
  const { sub, iat, exp, vip } = identityClaims.parse(payload);
  if (exp - iat > LONGEST_IDENTITY_S) {
    throw new AppError(
      "IDENTITY_INVALID",
      `The identity token lives longer than ${LONGEST_IDENTITY_S} seconds.`,
    );
  }
  // A host app's clock that is ahead must not make a proof count for longer.
  const provenAt = Math.min(Math.floor(iat * 1000), now);
  return { customerId: customerId(`sub:${sub}`), provenAt, ...(vip && { vip }) };
}

async function refusing<Result>(code: ErrorCode, what: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new AppError(code, `${what}: ${error.message}.`, {}, error);
    if (error instanceof z.ZodError)
      throw new AppError(code, `${what}: ${z.prettifyError(error)}.`, {}, error);
    // What jose throws for a token that is no token at all.
    if (error instanceof TypeError) throw new AppError(code, `${what}: ${error.message}.`, {}, error);
    throw error;
  }
}
