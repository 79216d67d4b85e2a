import { SignJWT } from "jose";
import { type Heard, httpShop } from "../adapters/installments/client/http-shop.ts";
import { card } from "../adapters/installments/client/shop-accounts.ts";
import { contentDir } from "./content-dir.ts";
import { smallApp } from "./small-app.ts";
import { smallBotFiles } from "./small-bot.ts";

const KEY = { id: "2026-11", secret: "the secret of the host app that is long enough" };

/** A bot that switches automatic repayment on, asks once more when the customer's proof is too old, and then gives up. */
export const stepUpContent = smallBotFiles({
  actions: `
    autorepay.set:
      about: switches automatic repayment
      with: { on: boolean }
      outcomes: { done: { method: text }, unavailable: {}, none: {}, identity_stale: {} }
  `,
  dialogs: {
    auto: `
      start: { phrases: [打开自动还款] }
      steps:
        - id: first
          call: autorepay.set
          with: { on: "true" }
          outcomes: { done: done, unavailable: failed, none: failed, identity_stale: again, error: failed, timeout: failed }
        - id: again
          ask: 请再确认一次
          options: [{ id: sure, label: 确认, go: second }]
        - id: second
          call: autorepay.set
          with: { on: "true" }
          outcomes: { done: done, unavailable: failed, none: failed, identity_stale: person, error: failed, timeout: failed }
        - { id: done, say: "从{{ set.method }}扣款", go: end }
        - { id: failed, say: 没成, go: end }
        - id: person
          human: { reason: 没能确认身份 }
    `,
  },
});

/** A server that changes something for customers who were proven within the last minute, and the shop that it asks. */
export async function stepUpShop() {
  const shop = await httpShop(({ method, path }) => ({ body: answered(method, path) }));
  const { url } = await smallApp({
    CONTENT_DIR: await contentDir(stepUpContent),
    INSTALLMENTS_URL: shop.url,
    IDENTITY_KEYS: `${KEY.id}:${KEY.secret}`,
    PROOF_MINUTES: "1",
  });
  return {
    url,
    /** Everything the shop was asked. */
    heard: shop.heard,
    /** The keys of the changes that it was asked for, in order. */
    changes: () => shop.heard.filter(isChange).map(({ headers }) => headers["idempotency-key"]),
  };
}

/** What the host app signs for its customer, this long ago. */
export function proofOf(secondsAgo: number): Promise<string> {
  const iat = Math.floor(Date.now() / 1000) - secondsAgo;
  return new SignJWT({ sub: "c-1", iat, exp: iat + 600 })
    .setProtectedHeader({ alg: "HS256", kid: KEY.id })
    .sign(new TextEncoder().encode(KEY.secret));
}

function isChange({ method }: Heard): boolean {
  return method === "PUT";
}

function answered(method: string, path: string): object {
  if (path.endsWith("payment-methods")) return { methods: [card()] };
  return method === "PUT" ? { offered: true, on: true, method: card() } : { offered: true, on: false };
}
