import type { Authentication } from "./adapters/installments/client/installments-settings.ts";
import { noIntegrations } from "./adapters/integrations/no-integrations.ts";
import type { Config } from "./config.ts";
import type { InstallmentsFoundations, InstallmentsSide } from "./installments-side.ts";
import type { Integrations } from "./runtime/integration-ports.ts";

/**
 * Puts the instalment side together: the shop's systems, the sandbox that stands in for them, or nothing. What is not used
 * is not loaded.
 *
 * @param given what is asked instead, whatever the settings say
 */
export async function openInstallmentsSide(
  config: Config,
  foundations: InstallmentsFoundations,
  given?: Integrations,
): Promise<InstallmentsSide> {
  const { INSTALLMENTS_URL: url } = config;
  if (given !== undefined || url === "none") return asking(given ?? noIntegrations);
  if (url === "sandbox") {
    const { openSandbox } = await import("./sandbox.ts");
    return openSandbox(foundations);
  }
  const { connectAccounts } = await import("./adapters/installments/connect-accounts.ts");
  return asking(connectAccounts(url, { ...foundations, authentication: authenticationOf(config) }));
}

function asking(integrations: Integrations): InstallmentsSide {
  return { integrations, identityKeys: {}, close: async () => {} };
}

function authenticationOf(config: Config): Authentication {
  const { INSTALLMENTS_KEY_ID: keyId, INSTALLMENTS_SECRET: secret } = config;
  const { INSTALLMENTS_TOKEN_URL: tokenUrl, INSTALLMENTS_CLIENT_ID: clientId } = config;
  const { INSTALLMENTS_CLIENT_SECRET: clientSecret } = config;
  if (keyId !== undefined && secret !== undefined) return { type: "hmac", keyId, secret };
  if (tokenUrl !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { type: "oauth", tokenUrl, clientId, clientSecret };
  return { type: "none" };
}
