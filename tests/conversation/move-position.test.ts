import { describe, expect, test } from "vitest";
import { movePosition } from "../../src/conversation/move-position.ts";
import type { DialogState } from "../../src/dialog/state.ts";
import { Chat } from "../support/chat.ts";
import { type SmallBot, smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const mend = `
  start: { intents: [mend] }
  slots: { kind: { type: text } }
  steps:
    - say: 我们来看看
    - id: what
      ask: 是什么？
      options:
        - { id: phone, label: 手机, go: plug }
        - { id: other, label: 别的, go: plug }
    - id: plug
      check: { title: 插头, say: 插上插头 }
    - ask: 要不要换？
      yesno: { yes: end, no: end }
`;
const other =
  "start: { intents: [other] }\nsteps: [{ id: why, ask: 为什么？, yesno: { yes: end, no: end } }]\n";

const botOf = (dialogs: Readonly<Record<string, string>>, more: SmallBot = {}) =>
  smallBot({ ...more, dialogs: { mend, other, ...dialogs } });
const bot = botOf({});

/** Where a customer stands who is at the first question of the dialog and has pressed these buttons. */
const standing = (...taps: readonly string[]): DialogState => {
  const chat = new Chat(bot);
  chat.me("坏了", understood("mend"));
  for (const label of taps) chat.tap(label);
  return chat.state;
};

const edited = (from: string, to: string) => botOf({ mend: mend.replace(from, to) });
const placesOf = ({ stack }: DialogState) => stack.map(({ dialog, step }) => `${dialog}#${step}`);

/** What becomes of a state, in one line. */
function fate(state: DialogState, to: typeof bot, from: typeof bot | undefined = bot): string {
  const moved = movePosition(from, to, state);
  if (moved.type === "stays") return `stays at ${moved.place}: ${moved.reason}`;
  return `${placesOf(moved.state).join(" ")} by ${moved.by}`;
}

describe("a conversation moves", () => {
  test("to the same place when the content says it in other words, and nothing of its state is lost", () => {
    const state = standing("手机");
    const moved = movePosition(bot, edited("插上插头", "请插上插头"), state);
    expect(moved).toEqual({ type: "moves", by: "id", state });
  });

  test("to a step and a dialog that have another id by now", () => {
    const step = edited("id: what", "id: device\n      was: [what]");
    expect(fate(standing(), step)).toBe("mend#device by was");
    const renamed = smallBot({
      dialogs: {
        other,
        repair: `dialog: repair\ntitle: 修\nwas: [mend]\n${mend.slice(1).replace(/^ {2}/gmu, "")}`,
      },
    });
    expect(fate(standing("手机"), renamed)).toBe("repair#plug.ask by was");
  });

  test("with every dialog on its stack", () => {
    const chat = new Chat(bot, { state: standing("手机") });
    chat.me("为什么", understood("other"));
    expect(fate(chat.state, edited("插上插头", "请插上插头"))).toBe("mend#plug.ask other#why by id");
  });

  test("with its memory, where the content still has what is remembered", () => {
    const state = standing("手机", "没解决");
    const moved = movePosition(bot, edited("id: what", "id: device\n      was: [what]"), state);
    if (moved.type !== "moves") return expect.unreachable(moved.reason);
    const [frame] = moved.state.stack;
    expect(frame?.path).toEqual(["s1", "device", "plug", "plug.ask"]);
    expect(frame?.tried).toEqual(["mend#plug.ask"]);
    expect(frame?.asked).toEqual({ device: 1, "plug.ask": 1, s4: 1 });
    const forgetful = edited("say: 我们来看看", "say: 别急");
    const [again] = (movePosition(bot, forgetful, state) as { state: DialogState }).state.stack;
    expect(again?.path).toEqual(["what", "plug", "plug.ask"]);
    expect(again?.trail).not.toContain("s1");
  });

  test("from a step that has only a number, when it is the same step", () => {
    const state = standing("手机", "没解决");
    expect(placesOf(state)).toEqual(["mend#s4"]);
    expect(fate(state, edited("say: 我们来看看", "say: 别急"))).toBe("mend#s4 by id");
  });

  test("from a step that had a number and has an id that says so", () => {
    const named = edited(
      "- ask: 要不要换？",
      "- say: 先等等\n    - id: swap\n      was: [s4]\n      ask: 要不要换？",
    );
    expect(fate(standing("手机", "没解决"), named)).toBe("mend#swap by was");
  });

  test("when it is at rest", () => {
    expect(fate(new Chat(bot).state, edited("手机", "电话"))).toBe(" by id");
  });
});

describe("a conversation that is shown an article", () => {
  const photo =
    "---\narticle: photo\ntitle: { zh: 图, en: Photo }\nsource: a\ndate: 2026-01-01\n---\n## 中文\n图\n## English\nPhoto\n";
  const from = botOf({}, { articles: { photo } });
  const chat = new Chat(from);
  chat.me("发图", { ...unknownText(), article: { name: "photo", score: 1 } });

  test("moves where the article is, too", () => {
    const moved = movePosition(from, botOf({}, { articles: { photo } }), chat.state);
    expect(moved).toEqual({ type: "moves", by: "id", state: chat.state });
  });

  test("stays where it is gone", () => {
    expect(fate(chat.state, bot, from)).toBe('stays at _article#s2: There is no article "photo" any more.');
  });
});

describe("a conversation stays, and is told why,", () => {
  const gone = 'There is no dialog "mend" any more.';
  test.each<readonly [string, readonly string[], typeof bot, string]>([
    ["when its dialog is gone", [], smallBot({ dialogs: { other } }), `stays at mend#what: ${gone}`],
    [
      "when its step is gone",
      [],
      botOf({ mend: "start: { intents: [mend] }\nsteps: [{ say: 好 }]\n" }),
      'stays at mend#what: "mend" has no step "what" any more.',
    ],
    [
      "when its step has another verb",
      [],
      edited(
        "id: what\n      ask: 是什么？\n      options:\n        - { id: phone, label: 手机, go: plug }\n        - { id: other, label: 别的, go: plug }",
        "id: what\n      say: 好",
      ),
      'stays at mend#what: The step "what" of "mend" is "say" now, and was "ask".',
    ],
    [
      "when a button is gone",
      [],
      edited("        - { id: other, label: 别的, go: plug }\n", ""),
      'stays at mend#what: The step "what" of "mend" has no option "other" any more.',
    ],
    [
      "when there is a new button",
      [],
      edited("        - { id: other", "        - { id: car, label: 车, go: plug }\n        - { id: other"),
      'stays at mend#what: The step "what" of "mend" has a new option "car".',
    ],
    [
      "when a slot has another type",
      [],
      edited("type: text", "type: number"),
      'stays at mend#what: The slot "kind" of "mend" has another type now.',
    ],
    [
      "when another step has its number by now",
      ["手机", "没解决"],
      edited("- id: what", "- say: 别急\n    - id: what"),
      'stays at mend#s4: "mend" has no step "s4" any more.',
    ],
    [
      "when its number is asked something else by now",
      ["手机", "没解决"],
      edited("要不要换？", "要不要修？"),
      'stays at mend#s4: The step 4 of "mend" has no id, and is another step now.',
    ],
  ])("%s", (_, taps, to, expected) => {
    expect(fate(standing(...taps), to)).toBe(expected);
  });

  test("when options without an id have changed places", () => {
    const asks = (options: string) =>
      smallBot({
        dialogs: {
          shop: `start: { intents: [shop] }\nsteps: [{ id: which, ask: 哪个？, options: [${options}] }]\n`,
        },
      });
    const [yes, no] = ["{ label: 换, go: end }", "{ label: 不换, go: end }"];
    const before = asks(`${yes}, ${no}`);
    const chat = new Chat(before);
    chat.me("换吗", understood("shop"));
    expect(fate(chat.state, asks(`${yes}, ${no}`), before)).toBe("shop#which by id");
    expect(fate(chat.state, asks(`${no}, ${yes}`), before)).toBe(
      'stays at shop#which: The step "which" of "shop" has another option in the place of "o1", which has no id.',
    );
  });

  test("when only a dialog under the one on top has no place", () => {
    const chat = new Chat(bot, { state: standing() });
    chat.me("为什么", understood("other"));
    expect(fate(chat.state, smallBot({ dialogs: { other } }))).toBe(`stays at mend#what: ${gone}`);
  });
});

describe("without the version it is in", () => {
  test("a conversation moves by the ids that authors gave", () => {
    expect(movePosition(undefined, bot, standing("手机"))).toMatchObject({ type: "moves", by: "id" });
  });

  test("a conversation stays at a step that only has a number", () => {
    expect(movePosition(undefined, bot, standing("手机", "没解决"))).toMatchObject({
      type: "stays",
      place: "mend#s4",
    });
  });
});
