import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "../support/chance.ts";

/** One call as it reached the shop. */
export interface ReceivedCall {
  readonly key: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The shop's systems, outside of the servers that are killed: they remember every call that ever reached them. */
export interface Shop {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  close(): Promise<void>;
}

const LONGEST_ANSWER_MS = 60;

export async function openShop(chance: Chance): Promise<Shop> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => void (text += chunk));
    request.on("end", () => {
      calls.push(JSON.parse(text) as ReceivedCall);
      void pause(chance.whole(0, LONGEST_ANSWER_MS)).then(() => response.end());
    });
    request.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
