import { createHmac, randomBytes } from "node:crypto";
import path from "node:path";
import { fastify } from "fastify";
import { signDemoIdentity } from "./adapters/auth/demo-identity.ts";
import { connectAccounts } from "./adapters/installments/connect-accounts.ts";
import { customers } from "./adapters/installments/sandbox/customers.ts";
import { sandbox } from "./adapters/installments/sandbox/sandbox.ts";
import type { InstallmentsFoundations, InstallmentsSide } from "./installments-side.ts";

const DEMO_KEY_ID = "fenqi-demo";

/** Starts the sandbox on this machine, and connects to it as to any shop. */
export async function openSandbox(foundations: InstallmentsFoundations): Promise<InstallmentsSide> {
  const { dataDir, secretKey, clock } = foundations;
  // Only this process knows the key.
  const key = { id: "fenqi", secret: randomBytes(32).toString("base64url") };
  const server = fastify();
  await server.register(sandbox, { file: path.join(dataDir, "sandbox.sqlite"), clock, key });
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  const identityKey = createHmac("sha256", secretKey).update("identity of the demo").digest("base64url");
  const authentication = { type: "hmac", keyId: key.id, secret: key.secret } as const;
  return {
    integrations: connectAccounts(address, { ...foundations, authentication }),
    identityKeys: { [DEMO_KEY_ID]: identityKey },
    demo: {
      customers: customers.map(({ id, title, story }) => ({ id, title, story })),
      sign: (customer) => signDemoIdentity(customer, { id: DEMO_KEY_ID, secret: identityKey }, clock.now()),
    },
    close: () => server.close(),
  };
}
