import type { FastifyInstance } from "fastify";
import type { Clock } from "../../../kernel/time.ts";
import { accountRoutes } from "./account-routes.ts";
import { demoRoutes } from "./demo-routes.ts";
import { type Faults, goWrong } from "./faults.ts";
import { Refusal, replyWithRefusals } from "./refusal.ts";
import { openSandboxStore } from "./sandbox-store.ts";
import { checkSignature, type SigningKey } from "./signature.ts";

export interface SandboxOptions {
  /** Where it keeps what customers change; left out, in memory. */
  readonly file?: string;
  readonly clock: Clock;
  /** With which requests have to be signed; without it everybody may ask. */
  readonly key?: SigningKey;
  /** What goes wrong from the start. */
  readonly faults?: Faults;
  /** Whether `POST /sandbox/faults` sets what goes wrong. */
  readonly allowFaults?: boolean;
  /** Whether `POST /sandbox/reset` forgets what customers changed. */
  readonly allowReset?: boolean;
}

const BODY_LIMIT_BYTES = 16 * 1024;

/**
 * A shop's instalment accounts for trying Fenqi out: a fastify plugin with every path of `docs/installments.openapi.yaml`
 * under `/v1`, and under `/sandbox` what a demo needs. Its customers are made up, and their bills are always near today.
 */
export async function sandbox(app: FastifyInstance, options: SandboxOptions): Promise<void> {
  const store = openSandboxStore(options.file);
  app.addHook("onClose", async () => store.close());
  let faults = options.faults ?? {};

  // The bytes as they came, for these are what was signed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer", bodyLimit: BODY_LIMIT_BYTES },
    (_, body, done) => done(null, body),
  );
  replyWithRefusals(app);

  await app.register(
    async (accounts) => {
      const { key, clock } = options;
      goWrong(accounts, () => faults);
      accounts.addHook("preHandler", async (request) => {
        if (key !== undefined) checkSignature(request, key, clock, store.useNonce);
      });
      accountRoutes(accounts, store, clock);
      accounts.all("/*", (request) => {
        throw new Refusal("invalid", `There is no ${request.method} at this path.`, 404);
      });
    },
    { prefix: "/v1" },
  );
  await app.register(
    async (demo) =>
      demoRoutes(demo, {
        ...(options.allowReset ? { reset: store.reset } : {}),
        ...(options.allowFaults ? { setFaults: (wanted) => (faults = wanted) } : {}),
      }),
    { prefix: "/sandbox" },
  );
}
