import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * A load balancer that knows its customers by the port they come to: one for each, all led to the same servers in turn.
 *
 * @typedef {{
 *   ports: readonly number[],
 *   lead: (ports: readonly number[]) => void,
 *   serverOf: (customer: number) => number | undefined,
 *   close: () => void,
 * }} Balancer
 */

/** @param {number} customers @returns {Promise<Balancer>} */
export async function startBalancer(customers) {
  /** @type {readonly number[]} */
  let servers = [];
  let turn = 0;
  /** @type {Map<number, number>} */
  const serverOf = new Map();
  const listeners = await Promise.all(
    Array.from({ length: customers }, async (_, customer) => {
      const listener = createServer((near) => {
        near.on("error", () => near.destroy());
        turn += 1;
        const first = turn % Math.max(servers.length, 1);
        lead(near, customer, [...servers.slice(first), ...servers.slice(0, first)]);
      });
      listener.listen(0, "127.0.0.1");
      await once(listener, "listening");
      return listener;
    }),
  );

  /** @param {import("node:net").Socket} near @param {number} customer @param {readonly number[]} ports */
  function lead(near, customer, [port, ...others]) {
    if (port === undefined) return near.resetAndDestroy();
    const far = connect(port, "127.0.0.1");
    let isThere = false;
    far.once("connect", () => {
      isThere = true;
      serverOf.set(customer, port);
      near.pipe(far);
      far.pipe(near);
    });
    far.on("error", () => (isThere ? near.destroy() : lead(near, customer, others)));
    far.on("close", () => isThere && near.destroy());
    near.on("close", () => far.destroy());
    return undefined;
  }

  return {
    ports: listeners.map((listener) => {
      const address = listener.address();
      return typeof address === "object" && address !== null ? address.port : 0;
    }),
    lead(ports) {
      servers = ports;
    },
    serverOf: (customer) => serverOf.get(customer),
    close() {
      for (const listener of listeners) listener.close();
    },
  };
}
