import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { Localized } from "../../kernel/language.ts";

/** A made-up customer whose account the demo shop can be looked at with. */
interface DemoCustomer {
  readonly id: string;
  readonly title: Localized;
  /** What there is to see, in a sentence. */
  readonly story: Localized;
}

/** Whom visitors of the demo shop can be. */
export interface DemoIdentity {
  readonly customers: readonly DemoCustomer[];
  /** An identity token for one of them. */
  sign(customer: string): Promise<string>;
}

const wanted = z.strictObject({ customer: z.string().max(64) });

/** Lets a visitor of the demo shop be one of its made-up customers: what a host app's own server does for real ones. */
export async function demoIdentityRoute(app: FastifyInstance, demo: DemoIdentity): Promise<void> {
  app.get("/demo/customers", async () => ({ customers: demo.customers }));

  app.post("/demo/identity", async ({ body }) => {
    const parsed = wanted.safeParse(body);
    if (!parsed.success) throw new AppError("MESSAGE_INVALID", z.prettifyError(parsed.error));
    const { customer } = parsed.data;
    if (!demo.customers.some(({ id }) => id === customer))
      throw new AppError("NOT_FOUND", `The demo has no customer "${customer}".`);
    return { identity: await demo.sign(customer) };
  });
}
