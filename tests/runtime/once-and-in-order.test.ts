import fc from "fast-check";
import { expect, test } from "vitest";
import type { LoggedEvent } from "../../src/runtime/ports.ts";
import { newCid } from "../support/log-events.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const texts = ["坏了怎么办", "没解决", "还没解决", "转人工", "回到机器人", "讲个笑话"];

/** What a widget does: sends, resends because an ack was lost, loses its connection, comes back with what it has. */
const act = fc.oneof(
  fc.record({ do: fc.constant("send" as const), message: fc.nat(texts.length - 1) }),
  fc.record({ do: fc.constant("resend" as const), message: fc.nat(texts.length - 1) }),
  fc.record({ do: fc.constantFrom("reconnect" as const, "pause" as const) }),
);

test("however a widget resends and reconnects, it sees each message once, in the order of the log", async () => {
  const { open, reception, feeds, logOf, quiet } = await smallRuntime();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 15 }), async (acts) => {
      const id = await open();
      const cids = texts.map(newCid);
      const sent = new Set<number>();
      const seen: LoggedEvent[] = [];
      const follow = () =>
        feeds.follow(id, seen.at(-1)?.seq ?? 0, {
          event: (event) => void seen.push(event),
          typing() {},
          failed() {},
        });
      let unfollow = follow();
      const send = (message: number) => {
        sent.add(message);
        return reception.say(id, cids[message] ?? newCid(), texts[message] ?? "");
      };
      const sending: Promise<LoggedEvent>[] = [];
      for (const one of acts) {
        if (one.do === "send" || (one.do === "resend" && sent.has(one.message)))
          sending.push(send(one.message));
        if (one.do === "pause") await quiet(id);
        if (one.do === "reconnect") {
          unfollow();
          unfollow = follow();
        }
      }
      const acks = await Promise.all(sending);
      await quiet(id);
      unfollow();
      unfollow = follow();
      await new Promise((resolve) => setTimeout(resolve, 5));
      unfollow();

      const log = await logOf(id);
      expect(seen).toEqual(log);
      expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
      const fromCustomer = log.filter((event) => event.from === "customer");
      expect(new Set(fromCustomer.map((event) => event.cid)).size).toBe(fromCustomer.length);
      expect(fromCustomer).toHaveLength(sent.size);
      for (const ack of acks) expect(log[ack.seq - 1]).toEqual(ack);
    }),
    { numRuns: 60 },
  );
}, 60_000);
