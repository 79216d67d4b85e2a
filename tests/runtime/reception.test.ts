import { expect, test } from "vitest";
import { newCid } from "../support/log-events.ts";
import { smallRuntime } from "../support/small-runtime.ts";

test("a pressed button is logged with its label and leads on", async () => {
  const { open, say, reception, logOf, transcript, quiet } = await smallRuntime();
  const id = await open();
  await say(id, "坏了怎么办");
  const question = (await logOf(id)).at(-1);
  const options = question !== undefined && "options" in question.body ? (question.body.options ?? []) : [];
  const unsolved = options.find((option) => option.label === "没解决");
  await reception.choose(id, newCid(), { seq: question?.seq ?? 0, option: unsolved?.id ?? "" });
  await quiet(id);
  expect((await transcript(id)).slice(3)).toEqual(["customer: [没解决]", "bot: 换个灯泡", "bot: 解决了吗"]);
  expect((await logOf(id))[3]?.inside).toEqual({ origin: question?.inside?.origin });
});

test("a button that no message carries is refused and leaves no trace", async () => {
  const { open, say, reception, transcript } = await smallRuntime();
  const id = await open();
  await say(id, "坏了怎么办");
  const before = await transcript(id);
  for (const choice of [
    { seq: 3, option: "no-such-button" },
    { seq: 1, option: "human" },
    { seq: 99, option: "human" },
  ]) {
    await expect(reception.choose(id, newCid(), choice)).rejects.toMatchObject({ code: "CHOICE_UNKNOWN" });
  }
  expect(await transcript(id)).toEqual(before);
});

test("a rating is logged and nobody answers it", async () => {
  const { open, reception, logOf, quiet } = await smallRuntime();
  const id = await open();
  await reception.rate(id, { score: 4, comment: "还行" });
  await quiet(id);
  expect(await logOf(id)).toMatchObject([
    { seq: 1, kind: "rating", from: "customer", body: { type: "rating", score: 4, comment: "还行" } },
  ]);
});

test("the button for a person speaks the language of the conversation", async () => {
  const { open, say, reception, transcript, quiet } = await smallRuntime();
  const id = await open();
  await say(id, "it does not work, how do I fix it");
  await reception.askForHuman(id);
  await quiet(id);
  expect((await transcript(id)).slice(-3)).toEqual([
    "customer: Talk to a person",
    "system: requested",
    "bot: A colleague will come",
  ]);
});

test("a wish for a person is logged once, however often it is sent again", async () => {
  const { open, reception, logOf, quiet } = await smallRuntime();
  const id = await open();
  const cid = newCid();
  const first = await reception.askForHuman(id, cid);
  expect(await reception.askForHuman(id, cid)).toEqual(first);
  await quiet(id);
  expect((await logOf(id)).filter((event) => event.from === "customer")).toHaveLength(1);
});

test("a conversation that does not exist takes no message", async () => {
  const { reception, open } = await smallRuntime();
  const id = await open();
  const other = `${id}-not` as typeof id;
  await expect(reception.say(other, newCid(), "在吗")).rejects.toMatchObject({ code: "NOT_FOUND" });
});
