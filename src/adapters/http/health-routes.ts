import type { FastifyInstance } from "fastify";

export interface HealthRouteOptions {
  /** Throws while the server should get no new customers. */
  readonly checkReady: () => Promise<void>;
}

/** `/healthz`: the process is up. `/readyz`: it can serve customers. Load balancers and probes ask them. */
export async function healthRoutes(app: FastifyInstance, { checkReady }: HealthRouteOptions): Promise<void> {
  app.get("/healthz", async () => ({ status: "up" }));
  app.get("/readyz", async (_, reply) => {
    reply.header("cache-control", "no-store");
    await checkReady();
    return { status: "ready" };
  });
}
