import type { Integrations } from "../../runtime/integration-ports.ts";

/** Stands for the shop's systems while none are connected: every call is an error, and dialogs take that way at once. */
export const noIntegrations: Integrations = {
  async call() {
    return { outcome: "error", fields: {} };
  },
};
