import { describe, expect, test } from "vitest";
import { newConversation } from "../../../src/conversation/state.ts";
import { atRest } from "../../../src/dialog/state.ts";
import { conversationId } from "../../../src/kernel/ids.ts";
import type { Understanding } from "../../../src/kernel/understanding.ts";
import { suggestedReplies } from "../../../src/protocol/desk-http.ts";
import { createDeskReads } from "../../../src/runtime/desk/reads.ts";
import { suggestionsFor } from "../../../src/runtime/desk/suggestions.ts";
import type { LoggedEvent } from "../../../src/runtime/ports.ts";
import { customerSays, newCid } from "../../support/log-events.ts";
import { smallBot } from "../../support/small-bot.ts";
import { cid, smallDesk } from "../../support/small-desk.ts";
import { between, inLanguage, understood, unknownText } from "../../support/understandings.ts";

/** An agent with a customer who has asked for a person. */
async function deskWithCustomer() {
  const desk = await smallDesk({ assignment: "manual" });
  const { store, room, content } = desk;
  const { deskStore, presence } = room;
  const li = await desk.hire("Li");
  const id = await desk.open();
  await desk.say(id, "怎么修");
  await desk.say(id, "转人工");
  await room.desk.claim(li, id, false);
  const reads = createDeskReads({ store, deskStore, presence, content });
  const suggestions = async () => suggestedReplies.parse(await reads.suggestions(li, id));
  return { ...desk, li, id, suggestions };
}

describe("an agent is offered", () => {
  test("what the bot would say to what the customer has written since", async () => {
    const { say, id, suggestions, logOf } = await deskWithCustomer();
    await say(id, "东西坏了");
    const { to, replies } = await suggestions();
    expect((await logOf(id)).find(({ seq }) => seq === to)?.body).toMatchObject({ text: "东西坏了" });
    expect(replies[0]).toMatchObject({ intent: "mend", title: "怎么修" });
    expect(replies[0]?.text).toContain("插上插头");
    expect(replies[0]?.confidence).toBeGreaterThan(0.5);
  });

  test("it in the customer's language", async () => {
    const { say, id, suggestions } = await deskWithCustomer();
    await say(id, "how do I fix it");
    const { replies } = await suggestions();
    expect(replies[0]).toMatchObject({ intent: "mend", title: "How to mend" });
    expect(replies[0]?.text).toContain("Plug it in");
  });

  test("nothing before the customer has written on, and nothing once it is answered", async () => {
    const { say, id, li, room, suggestions } = await deskWithCustomer();
    expect(await suggestions()).toEqual({ to: 0, replies: [] });
    await say(id, "东西坏了");
    await room.desk.say(li, id, cid(), "您好，我来看看");
    expect(await suggestions()).toEqual({ to: 0, replies: [] });
  });

  test("something still, when a colleague has only noted something down", async () => {
    const { say, id, li, room, suggestions } = await deskWithCustomer();
    await say(id, "东西坏了");
    await room.desk.note(li, id, cid(), "老客户");
    expect((await suggestions()).replies).toHaveLength(1);
  });

  test("nothing for the press of the button that asks for a person", async () => {
    const { id, reception, settle, suggestions } = await deskWithCustomer();
    await reception.askForHuman(id, newCid());
    await settle();
    expect((await suggestions()).to).toBe(0);
  });
});

describe("of what a text may mean, an agent is offered", () => {
  const say = (text: string) => `start: { intents: [${text}] }\nsteps: [{ say: 回答${text} }]`;
  const bot = smallBot({
    dialogs: {
      a: say("a"),
      b: say("b"),
      c: say("c"),
      d: say("d"),
      person: "start: { intents: [person] }\nsteps: [{ human: { reason: person } }]",
      secret: "start: { intents: [secret] }\nsteps: [{ say: 请拨 13912345678 }]",
    },
  });
  const asked: LoggedEvent = { ...customerSays("问一下"), conversationId: conversationId("c1"), seq: 4 };
  const offered = (understanding: Understanding, text = "问一下") =>
    suggestionsFor(
      { bot, understand: () => understanding },
      { state: { ...newConversation("zh"), dialog: { ...atRest } }, identified: false },
      [{ ...asked, body: { type: "text", text } }],
    ).replies.map(({ intent }) => intent);

  test("the three likeliest that there is an answer to", () => {
    const all = between(["none", 0.3], ["person", 0.2], ["d", 0.15], ["b", 0.12], ["c", 0.1], ["a", 0.08]);
    expect(offered(all)).toEqual(["d", "b", "c"]);
  });

  test("nothing that is hardly ever meant", () => {
    expect(offered(unknownText(["a", 0.2], ["b", 0.04]))).toEqual(["a"]);
  });

  test("nothing that leads to a person, and nothing that the bot does not serve", () => {
    expect(offered(understood("person"))).toEqual([]);
    expect(offered(understood("none"))).toEqual([]);
    expect(offered(understood("gone"))).toEqual([]);
  });

  test("each but once, however many sentences ask for it", () => {
    expect(offered(understood("a"), "问一下。再问一下。")).toEqual(["a"]);
  });

  test("nothing personal in it, and the words of the language that is written", () => {
    const { replies } = suggestionsFor(
      { bot, understand: () => inLanguage("en", understood("secret")) },
      { state: newConversation("zh"), identified: false },
      [{ ...asked, body: { type: "text", text: "what is the secret" } }],
    );
    expect(replies).toMatchObject([{ title: "about secret", text: "请拨 139••••5678" }]);
  });
});
