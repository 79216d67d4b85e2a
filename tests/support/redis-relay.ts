import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Stands before a Redis, and understands which of the commands that pass subscribe to channels. */
export interface RedisRelay {
  readonly port: number;
  /** How many such commands have come. */
  readonly subscribes: number;
  /** On connections made from now on, keeps back whatever comes after the first such command. */
  hold(): void;
  /** Lets through what is kept back, and all that comes. */
  release(): void;
  /** Closes every connection. */
  cut(): void;
}

const SUBSCRIBE = /\*\d+\r\n\$9\r\nsubscribe\r\n/g;

export async function relayTo(url: string): Promise<RedisRelay> {
  const { hostname, port } = new URL(url);
  const connections = new Set<{ readonly near: Socket; count(): number; pass(): void }>();
  let isHolding = false;

  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port || 6379) });
    let [said, passed] = ["", 0];
    let holds = isHolding;
    const starts = () => [...said.matchAll(SUBSCRIBE)].map(({ index }) => index);
    const passOn = () => {
      const upTo = (holds ? starts()[1] : undefined) ?? said.length;
      far.write(said.slice(passed, upTo), "latin1");
      passed = upTo;
    };
    connections.add({
      near,
      count: () => starts().length,
      pass() {
        holds = false;
        passOn();
      },
    });
    near.setEncoding("latin1").on("data", (text: string) => {
      said += text;
      passOn();
    });
    far.pipe(near);
    near.on("error", () => far.destroy()).on("close", () => far.destroy());
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());

  return {
    port: (server.address() as AddressInfo).port,
    get subscribes() {
      return [...connections].reduce((sum, { count }) => sum + count(), 0);
    },
    hold: () => void (isHolding = true),
    release() {
      isHolding = false;
      for (const { pass } of connections) pass();
    },
    cut() {
      for (const { near } of connections) near.destroy();
    },
  };
}
