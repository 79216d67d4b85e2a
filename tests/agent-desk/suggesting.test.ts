import { expect, test } from "vitest";
import type { Rest } from "../../agent-desk/src/desk/rest.ts";
import { type Suggestion, suggest } from "../../agent-desk/src/desk/suggesting.ts";

const reply = (title: string): Suggestion => ({ intent: title, title, confidence: 0.9, text: `${title}……` });

/** A server whose answers are given out by the test, and a clock that it moves. */
function world() {
  const asked: string[] = [];
  const answers: { resolve(replies: readonly Suggestion[]): void; reject(cause: Error): void }[] = [];
  const waits: (() => void)[] = [];
  const shown: string[][] = [];
  const rest: Pick<Rest, "get"> = {
    async get<Reply>(path: string) {
      asked.push(path);
      const replies = await new Promise<readonly Suggestion[]>((resolve, reject) =>
        answers.push({ resolve, reject }),
      );
      return { to: 1, replies } as Reply;
    },
  };
  const ports = {
    rest,
    wait: () => new Promise<void>((resolve) => waits.push(resolve)),
    show: (replies: readonly Suggestion[]) => void shown.push(replies.map(({ title }) => title)),
  };
  /** Lets everything go on that can. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { asked, answers, waits, shown, ports, settle };
}

test("a customer who writes in three pieces is asked about once", async () => {
  const { asked, waits, ports, settle } = world();
  suggest("c", ports)();
  suggest("c", ports)();
  suggest("c", ports);
  for (const over of waits) over();
  await settle();
  expect(asked).toEqual(["/conversations/c/suggestions"]);
});

test("what was suggested to an earlier message is not shown when it comes late", async () => {
  const { answers, waits, shown, ports, settle } = world();
  const stop = suggest("c", ports);
  waits[0]?.();
  await settle();
  stop();
  suggest("c", ports);
  waits[1]?.();
  await settle();
  answers[1]?.resolve([reply("账单")]);
  await settle();
  answers[0]?.resolve([reply("额度")]);
  await settle();
  expect(shown).toEqual([["账单"]]);
});

test("a server that cannot suggest anything shows nothing", async () => {
  const { answers, waits, shown, ports, settle } = world();
  suggest("c", ports);
  waits[0]?.();
  await settle();
  answers[0]?.reject(new Error("the server is busy"));
  await settle();
  expect(answers).toHaveLength(1);
  expect(shown).toEqual([]);
});
