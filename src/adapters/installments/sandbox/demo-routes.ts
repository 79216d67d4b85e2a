import type { FastifyInstance } from "fastify";
import { customers } from "./customers.ts";
import { type Faults, faults } from "./faults.ts";
import { readBody } from "./read-body.ts";

/** What a demo may do beside reading; what is left out it may not. */
interface DemoControls {
  readonly reset?: () => void;
  readonly setFaults?: (wanted: Faults) => void;
}

/** What a demo page needs: who there is, a fresh start, and things that go wrong. */
export function demoRoutes(app: FastifyInstance, { reset, setFaults }: DemoControls): void {
  app.get("/customers", async () => ({
    customers: customers.map(({ id, title, story }) => ({ id, title, story })),
  }));
  if (reset !== undefined) {
    app.post("/reset", async (_, reply) => {
      reset();
      return reply.code(204).send();
    });
  }
  if (setFaults !== undefined) {
    app.post("/faults", (request, reply) => {
      const wanted = readBody(faults, request.body);
      setFaults(wanted);
      return reply.send(wanted);
    });
  }
}
