import { expect, test } from "vitest";
import { newCid } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
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

test("what a button of the page asks for is logged by its title, in the language of the conversation, and answered", async () => {
  const { open, say, reception, logOf, transcript, quiet } = await smallRuntime();
  const [chinese, english] = [await open(), await open()];
  await say(english, "it does not work, how do I fix it");
  for (const id of [chinese, english]) {
    const cid = newCid();
    const first = await reception.askFor(id, cid, "mend");
    expect(await reception.askFor(id, cid, "mend")).toEqual(first);
    await quiet(id);
    expect(first).toMatchObject({ kind: "message", from: "customer", inside: { asksFor: "mend" } });
  }
  expect(await transcript(chinese)).toEqual(["customer: 怎么修", "bot: 插上插头", "bot: 解决了吗"]);
  expect(await transcript(english)).toContain("customer: How to mend");
  expect((await logOf(english)).filter(({ from }) => from === "customer")).toHaveLength(2);
});

test("a button of the page that asks for what leads nowhere is refused and leaves no trace", async () => {
  const { open, reception, logOf } = await smallRuntime();
  const id = await open();
  for (const intent of ["none", "mnd", "__proto__"]) {
    await expect(reception.askFor(id, newCid(), intent)).rejects.toMatchObject({ code: "CHOICE_UNKNOWN" });
  }
  expect(await logOf(id)).toEqual([]);
});

test("a button of the page stands apart from the texts around it, and each gets its answer", async () => {
  const { open, reception, transcript, pass } = await smallRuntime({ coalesceMs: 800 });
  const id = await open();
  await reception.say(id, newCid(), "转人工");
  await reception.askFor(id, newCid(), "mend");
  await pass(1000);
  expect(await transcript(id)).toContain("system: requested");
  expect((await transcript(id)).filter((line) => line.startsWith("customer"))).toEqual([
    "customer: 转人工",
    "customer: 怎么修",
  ]);
});

test("what the customer looks at counts for everything that they send from then on", async () => {
  const looking = mendingContent.map((file) =>
    file.path === "dialogs/mend.yaml"
      ? {
          ...file,
          text: file.text.replace("zh: 插上插头", 'zh: "在{{ context.page }}修{{ context.order }}"'),
        }
      : file,
  );
  const { open, reception, transcript, quiet } = await smallRuntime({
    published: await publishFiles(looking),
  });
  const id = await open();
  const sent = [
    reception.askFor(id, newCid(), "mend"),
    reception.look(id, { page: "/lamps", order: "7" }),
    reception.askFor(id, newCid(), "mend"),
    reception.look(id, {}),
    reception.askFor(id, newCid(), "mend"),
  ];
  await Promise.all(sent);
  await quiet(id);
  const said = (await transcript(id)).filter((line) => line.includes("修") && line.startsWith("bot"));
  expect(said.at(-1)).toBe("bot: 在修");
  const other = await open();
  await reception.look(other, { page: "/lamps", order: "7" });
  await reception.askFor(other, newCid(), "mend");
  await quiet(other);
  expect(await transcript(other)).toContain("bot: 在/lamps修7");
});

test("a conversation that does not exist takes no message", async () => {
  const { reception, open } = await smallRuntime();
  const id = await open();
  const other = `${id}-not` as typeof id;
  await expect(reception.say(other, newCid(), "在吗")).rejects.toMatchObject({ code: "NOT_FOUND" });
});
