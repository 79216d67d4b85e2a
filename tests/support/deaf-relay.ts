import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A way to a server on which answers can get lost while questions arrive. */
export interface DeafRelay {
  readonly port: number;
  /** Whatever the server says from now on is lost. */
  deafen(): void;
  /** Ends the connections that lost something; new ones hear everything again. */
  mend(): void;
}

/** Starts a relay to a port of this machine, until the running test is over. */
export async function deafRelay(upstream: number): Promise<DeafRelay> {
  const sockets = new Set<Socket>();
  let isDeaf = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = keep(connect({ port: upstream, host: "127.0.0.1" }));
    keep(near).pipe(far);
    far.on("data", (answer) => {
      if (!isDeaf) near.write(answer);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("close", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    server.close();
    endAll();
  });
  return {
    port: (server.address() as AddressInfo).port,
    deafen: () => void (isDeaf = true),
    mend() {
      isDeaf = false;
      endAll();
    },
  };
}
