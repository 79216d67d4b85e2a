import fc from "fast-check";
import { outcomesOf } from "../../src/content/action.ts";
import type { Bot } from "../../src/content/bot.ts";
import type { Fields, FieldType } from "../../src/content/values.ts";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import { type Transition, transition } from "../../src/conversation/transition.ts";
import type { Heard } from "../../src/dialog/heard.ts";
import type { Origin } from "../../src/dialog/state.ts";
import type { Language } from "../../src/kernel/language.ts";
import type { Entity, Understanding } from "../../src/kernel/understanding.ts";

/** Something a customer may do. Which buttons there are to tap is known only in the conversation. */
export type Move =
  | {
      readonly type: "text";
      readonly text: string;
      readonly understanding: Understanding;
      readonly parts: Heard["parts"];
    }
  /** Taps a button offered so far; 0 is the newest message's first. */
  | { readonly type: "tap"; readonly nth: number }
  | { readonly type: "press"; readonly option: string; readonly origin?: Origin }
  | { readonly type: "human" }
  /** Says nothing until the bot speaks up by itself; where it never would, nothing happens. */
  | { readonly type: "silence" }
  /** Is away. */
  | { readonly type: "pause"; readonly ms: number };

/** Everything a customer may do with a bot: every understanding, and every word the content knows. */
export function moves(bot: Bot): fc.Arbitrary<Move> {
  const text = fc.record({
    type: fc.constant("text" as const),
    text: texts(bot),
    understanding: understandings(bot),
    parts: fc.array(fc.record({ text: texts(bot), understanding: understandings(bot) }), { maxLength: 3 }),
  });
  return fc.oneof(
    { weight: 8, arbitrary: text },
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant("tap" as const), nth: fc.oneof(fc.nat(3), fc.nat(80)) }),
    },
    { weight: 1, arbitrary: presses(bot) },
    { weight: 1, arbitrary: fc.constant({ type: "human" as const }) },
    { weight: 1, arbitrary: fc.constant({ type: "press" as const, option: "bot" }) },
    { weight: 1, arbitrary: fc.constant({ type: "silence" as const }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("pause" as const), ms: fc.nat(200_000_000) }) },
  );
}

/** One event of a conversation, and what it led to. */
export interface Happened {
  readonly before: ConversationState;
  readonly event: ConversationEvent;
  readonly after: Transition;
}

/** Has the conversation that the moves come to. */
export function happen(
  bot: Bot,
  language: Language,
  identified: boolean,
  made: readonly Move[],
): readonly Happened[] {
  const happened: Happened[] = [];
  const buttons: { readonly option: string; readonly origin: Origin }[] = [];
  let state = newConversation(language);
  let now = 0;
  for (const move of made) {
    now += move.type === "pause" ? move.ms : 1000;
    const event = move.type === "silence" ? alarmIn(state) : eventOf(move, buttons, now);
    if (event === undefined) continue;
    now = Math.max(now, event.at);
    const after = answered(bot, state, event, identified);
    happened.push({ before: state, event, after });
    state = after.state;
    for (const effect of after.effects) {
      if (effect.type !== "say" || effect.body.type === "text") continue;
      buttons.unshift(
        ...(effect.body.options ?? []).map(({ id }) => ({ option: id, origin: effect.origin })),
      );
    }
  }
  return happened;
}

function alarmIn(state: ConversationState): ConversationEvent | undefined {
  if (state.phase !== "bot" || state.alarm === undefined) return undefined;
  return { type: "alarm", at: state.alarm.due };
}

/** The whole turn, with whatever calls it makes: each comes to another of its outcomes, with fields of all kinds. */
export function answered(
  bot: Bot,
  before: ConversationState,
  event: ConversationEvent,
  identified: boolean,
): Transition {
  let after = transition(bot, before, event, { identified });
  while (after.call !== undefined) {
    const { call, effects, trace } = after;
    const action = bot.actions.get(call.action);
    const outcomes = action === undefined ? [] : outcomesOf(action);
    const outcome = outcomes[((event.at / 1000 + call.number) % Math.max(outcomes.length, 1)) | 0] ?? "error";
    const fields = sampleFields(action?.outcomes[outcome] ?? {});
    const next = transition(
      bot,
      after.state,
      { type: "called", outcome, fields, at: event.at },
      { identified },
    );
    after = { ...next, effects: [...effects, ...next.effects], trace: [...trace, ...next.trace] };
  }
  return after;
}

const samples = { text: "某物", number: 12.5, boolean: true } as const;

function sampleFields(types: Readonly<Record<string, FieldType>>): Fields {
  const fields = Object.entries(types).map(([name, type]) => {
    if (typeof type === "string") return [name, samples[type]] as const;
    const record = Object.fromEntries(Object.entries(type.list).map(([key, own]) => [key, samples[own]]));
    return [name, [record]] as const;
  });
  return Object.fromEntries(fields);
}

function eventOf(
  move: Exclude<Move, { type: "silence" }>,
  buttons: readonly { readonly option: string; readonly origin: Origin }[],
  at: number,
): ConversationEvent | undefined {
  switch (move.type) {
    case "text":
      return { ...move, type: "said", at };
    case "tap": {
      const button = buttons[move.nth % Math.max(buttons.length, 1)];
      return button === undefined ? undefined : { type: "chose", ...button, at };
    }
    case "press":
      return { ...move, type: "chose", at };
    case "human":
      return { type: "askedForHuman", at };
    case "pause":
      return undefined;
  }
}

function understandings(bot: Bot): fc.Arbitrary<Understanding> {
  const name = fc.constantFrom(...bot.intents.map((intent) => intent.name));
  const intents = fc
    .uniqueArray(name, { maxLength: 5 })
    .map((names) => names.map((known, place) => ({ name: known, confidence: 0.9 / 2 ** place })));
  return fc.record(
    {
      language: fc.constantFrom<Language>("zh", "en"),
      normalized: fc.constant(""),
      intents,
      entities: fc.array(entityIn(bot), { maxLength: 2 }),
      slots: fc.constant({}),
      verdict: fc.constantFrom("sure", "sure", "ambiguous", "unknown"),
      decidedBy: fc.constant("clear"),
      yesno: fc.constantFrom("yes", "no"),
      // Most of what is not understood has no article, and content may have lost one meanwhile.
      article: fc
        .constantFrom("gone", "gone", "gone", ...bot.articles.keys())
        .map((known) => ({ name: known, score: 1 })),
    },
    { requiredKeys: ["language", "normalized", "intents", "entities", "slots", "verdict", "decidedBy"] },
  );
}

/** One of the entities that some slot asks for, with a value that may be good or not. */
function entityIn(bot: Bot): fc.Arbitrary<Entity> {
  const asked = [...bot.dialogs.values()].flatMap((dialog) =>
    Object.values(dialog.slots).flatMap(({ entity }) => entity ?? []),
  );
  return fc.record({
    name: fc.constantFrom("number", ...asked),
    value: fc.oneof(fc.constantFrom("3", "12", "0", "-1", "x"), fc.string({ maxLength: 5 })),
    start: fc.constant(0),
    end: fc.constant(2),
  });
}

function texts(bot: Bot): fc.Arbitrary<string> {
  const steps = [...bot.dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const options = steps.flatMap((step) =>
    step.verb === "ask" ? step.options.flatMap((option) => option.phrases) : [],
  );
  const starts = [...bot.dialogs.values()].flatMap((dialog) => dialog.phrases);
  const titles = bot.intents.flatMap((intent) => [intent.title.zh, intent.title.en]);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("帮我看看这个", "could you look at this", "？？？", "😊", "") },
    { weight: 1, arbitrary: fc.constantFrom(...options) },
    { weight: 1, arbitrary: fc.constantFrom(...starts) },
    { weight: 1, arbitrary: fc.constantFrom(...titles, bot.labels.bot.zh, bot.labels.bot.en) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  );
}

function presses(bot: Bot): fc.Arbitrary<Move> {
  const origins = [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.keys()].map((step): Origin => ({ dialog: dialog.id, step })),
  );
  const intents = bot.intents.map((intent) => `intent:${intent.name}`);
  return fc.record(
    {
      type: fc.constant("press" as const),
      option: fc.oneof(
        fc.constantFrom(
          "yes",
          "no",
          "solved",
          "unsolved",
          "other",
          "o1",
          "b1",
          "human",
          "intent:",
          "constructor",
        ),
        fc.constantFrom(...intents),
        fc.string({ maxLength: 8 }),
      ),
      origin: fc.oneof(fc.constantFrom(...origins), fc.constant({ dialog: "nowhere", step: "s1" })),
    },
    { requiredKeys: ["type", "option"] },
  );
}
