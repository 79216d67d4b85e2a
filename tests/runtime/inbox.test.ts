import { expect, test } from "vitest";
import { Inbox } from "../../src/runtime/inbox.ts";
import { deferred } from "../support/deferred.ts";

/** A job that ends when the test says so. */
function job(): { readonly run: () => Promise<void>; end(): void; readonly started: boolean } {
  let started = false;
  const { promise, resolve } = deferred<void>();
  return {
    run() {
      started = true;
      return promise;
    },
    end: resolve,
    get started() {
      return started;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("jobs of one conversation run one at a time, in the order they came", async () => {
  const inbox = new Inbox<string>();
  const [slow, quick] = [job(), job()];
  const both = [inbox.run("a", slow.run), inbox.run("a", quick.run)];
  await settled();
  expect([slow.started, quick.started]).toEqual([true, false]);
  quick.end();
  slow.end();
  await Promise.all(both);
  expect(quick.started).toBe(true);
});

test("a slow conversation does not hold up another one", async () => {
  const inbox = new Inbox<string>();
  const slow = job();
  const waiting = inbox.run("slow", slow.run);
  await inbox.run("other", async () => {});
  slow.end();
  await waiting;
});

test("a job that fails tells its sender and lets the next one run", async () => {
  const inbox = new Inbox<string>();
  const failing = inbox.run("a", async () => {
    throw new Error("no");
  });
  const next = inbox.run("a", async () => "done");
  await expect(failing).rejects.toThrow("no");
  await expect(next).resolves.toBe("done");
});

test("idle conversations are forgotten", async () => {
  const inbox = new Inbox<number>();
  await Promise.all([1, 2, 3].map((key) => inbox.run(key, async () => {})));
  expect(inbox.size).toBe(0);
});

test("whoever piles up requests is told to slow down, and may go on afterwards", async () => {
  const inbox = new Inbox<string>();
  const first = job();
  const accepted = [
    inbox.run("a", first.run),
    ...Array.from({ length: 99 }, () => inbox.run("a", async () => {})),
  ];
  await expect(inbox.run("a", async () => {})).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  await inbox.run("b", async () => {});
  first.end();
  await Promise.all(accepted);
  await expect(inbox.run("a", async () => "again")).resolves.toBe("again");
});

test("it is idle once the last job has ended, also when that one brought another", async () => {
  const inbox = new Inbox<string>();
  const [outer, inner] = [job(), job()];
  let isIdle = false;
  void inbox.run("a", () => outer.run().then(() => void inbox.run("b", inner.run)));
  const idle = inbox.idle().then(() => {
    isIdle = true;
  });
  outer.end();
  await settled();
  expect(isIdle).toBe(false);
  inner.end();
  await idle;
});
