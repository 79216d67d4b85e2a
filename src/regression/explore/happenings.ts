import type { Bot, Step } from "../../content/bot.ts";
import { patternId } from "../../content/bot.ts";
import type { ConversationEvent } from "../../conversation/event.ts";
import { listening } from "../../conversation/listening.ts";
import type { ConversationState } from "../../conversation/state.ts";
import { questionOf } from "../../dialog/answering.ts";
import { choicesOf } from "../../dialog/choices.ts";
import { BOT_BUTTON } from "../../dialog/speak.ts";
import { topOf } from "../../dialog/stack.ts";
import { draftOf } from "../../dialog/turn.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { Understanding } from "../../kernel/understanding.ts";
import { answersWithValues, corrections } from "./answers.ts";
import type { Node } from "./graph.ts";
import { outcomesOfCall } from "./outcomes.ts";
import { type Happening, timeOf } from "./path.ts";
import type { Surroundings } from "./surroundings.ts";
import { meaning, said, sure, unknown } from "./synthetic.ts";
import type { MeantIntent } from "./vocabulary.ts";
import type { World } from "./world.ts";

/** Long enough away that an old question is asked about first. */
const AWAY_MS = 31 * 60_000;

/** Everything that can happen next in a state, one event for each kind of thing, in an order that never changes. */
export function happenings(world: World, node: Node): readonly Happening[] {
  const { bot } = world;
  const { state, call } = node;
  const at = timeOf(node.path);
  if (call !== undefined) return outcomesOfCall(bot, world.samples, state, call, at);
  if (state.phase !== "bot") {
    return [{ kind: "return", event: { type: "chose", option: BOT_BUTTON, at } }];
  }
  if (isOnceMore(bot, state)) {
    return [...answers(world, state, at), ...alarms(state), ...alwaysSaid(world, at)];
  }
  return [
    ...answers(world, state, at),
    ...alarms(state),
    ...alwaysSaid(world, at),
    ...everywhere(world, state, at),
    ...node.buttons.map((press): Happening => ({ kind: "button", event: { type: "chose", ...press, at } })),
    ...intents(world, state, at),
  ];
}

function answers(world: World, state: ConversationState, at: Timestamp): readonly Happening[] {
  const { bot, surroundings, vocabulary } = world;
  const draft = draftOf(state.dialog);
  const setting = {
    ...surroundings,
    bot,
    vip: false,
    isOpen: () => surroundings.open,
    isStaffed: () => true,
    at,
  };
  const question = questionOf(bot, draft);
  const frame = topOf(draft);
  const yesno = (["yes", "no"] as const).map((kind): Happening => {
    const understanding: Understanding = { ...unknown(surroundings.language), yesno: kind };
    const isAnswer = question?.yesno !== undefined;
    return { kind: isAnswer ? kind : "unclear", event: said(vocabulary[kind], understanding, at) };
  });
  if (question === undefined || frame === undefined) return yesno;
  const origin = { dialog: frame.dialog, step: frame.step };
  const options = choicesOf(setting, draft, question).map(
    ({ id, value }): Happening => ({
      kind: "option",
      event: { type: "chose", option: id, origin, at },
      ...(value === undefined ? {} : { value }),
    }),
  );
  const offered = question.fromIntents ? frame.candidates.slice(0, 1) : [];
  return [
    ...options,
    ...offered.map(
      (intent): Happening => ({
        kind: "option",
        event: { type: "chose", option: `intent:${intent}`, origin, at },
      }),
    ),
    ...yesno,
    ...answersWithValues(world, state, question, at),
    ...corrections(world, state, at),
  ];
}

function alarms(state: ConversationState): readonly Happening[] {
  if (state.phase !== "bot" || state.alarm === undefined) return [];
  const { kind, due } = state.alarm;
  return [{ kind, event: { type: "alarm", at: due } }];
}

/** What is tried in every state: a text nobody understands, and the wish for a person. */
function alwaysSaid({ surroundings: { language }, vocabulary }: World, at: Timestamp): readonly Happening[] {
  return [
    { kind: "unclear", event: said(vocabulary.unclear, unknown(language), at) },
    { kind: "human", event: said(vocabulary.human, unknown(language), at) },
    { kind: "human-button", event: { type: "askedForHuman", at } },
  ];
}

/** What means the same everywhere, and what the bot is unsure about. */
function everywhere(world: World, state: ConversationState, at: Timestamp): readonly Happening[] {
  const { bot, surroundings, vocabulary } = world;
  const { language } = surroundings;
  const isSkippable = canSkip(questionOf(bot, state.dialog));
  const served = vocabulary.intents.filter(({ isDialog }) => isDialog);
  const close = served.slice(0, 2).map(({ name }) => name);
  const unsure = [
    ...(close.length < 2 ? [] : [meaning(language, "ambiguous", close)]),
    ...(close.length < 1 ? [] : [meaning(language, "unknown", close)]),
  ];
  return [
    ...vocabulary.words.map(
      ({ start, text }): Happening => ({
        kind: start === patternId("skip") && isSkippable ? "skip" : "word",
        event: said(text, unknown(language), at),
      }),
    ),
    ...unsure.map(
      (understanding): Happening => ({
        kind: "ambiguous",
        event: said(vocabulary.unclear, understanding, at),
      }),
    ),
    { kind: "stale", event: { type: "chose", option: "gone", at } },
    { kind: "image", event: { type: "showed", at } },
  ];
}

/**
 * What customers may begin in between. An interruption is walked once for each place it can happen at: it leads to the
 * same from a question that was misunderstood, or that something true everywhere has come up at.
 */
function intents(world: World, state: ConversationState, at: Timestamp): readonly Happening[] {
  const { bot, surroundings, vocabulary } = world;
  const { language } = surroundings;
  const { contexts, expecting } = listening(bot, state);
  const heard = vocabulary.intents.filter((intent) =>
    intent.contexts.some((name) => contexts.includes(name)),
  );
  const mean = (intent: MeantIntent): Happening => ({
    kind: expecting.intents.includes(intent.name) ? "option" : "intent",
    event: said(intent.text, sure(language, intent.name), at),
  });
  const one = heard.find(({ isDialog }) => isDialog);
  if (!isPlainPlace(bot, state)) {
    return heard.filter((intent) => intent === one || expecting.intents.includes(intent.name)).map(mean);
  }
  return [
    ...heard.map(mean),
    ...heard.flatMap((intent) => withSlots(intent, language, at)),
    ...articles(vocabulary, language, at),
    ...vocabulary.care.map((text): Happening => ({ kind: "care", event: said(text, unknown(language), at) })),
    ...twoAtOnce(heard, language, at),
    ...later(heard, language, state, at),
  ];
}

/** A dialog's question that was put once, with nothing in between; or nothing at all. */
function isPlainPlace(bot: Bot, state: ConversationState): boolean {
  const frame = topOf(state.dialog);
  if (frame === undefined) return state.dialog.misses === 0;
  return bot.dialogs.get(frame.dialog)?.kind === "dialog" && !isOnceMore(bot, state);
}

/**
 * A dialog's question that was put before. Whatever is no answer to it, and is understood, leads to the same as the first
 * time.
 */
function isOnceMore(bot: Bot, { dialog }: ConversationState): boolean {
  const frame = topOf(dialog);
  if (frame === undefined || bot.dialogs.get(frame.dialog)?.kind !== "dialog") return false;
  return dialog.misses > 0 || frame.attempts > 0 || (frame.asked[frame.step] ?? 0) > 1;
}

/** The intent with all of its slots filled, each in its turn with another value; then with one slot alone. */
function withSlots(
  intent: MeantIntent,
  language: Surroundings["language"],
  at: Timestamp,
): readonly Happening[] {
  const slots = Object.entries(intent.slots);
  const most = Math.max(0, ...slots.map(([, samples]) => samples.length));
  const pick =
    (index: number) =>
    ([slot, samples]: (typeof slots)[number], place: number) => {
      const sample = samples[(index + place) % samples.length];
      return sample === undefined ? [] : [[slot, String(sample.value)] as const];
    };
  const all = Array.from({ length: most }, (_, index) => slots.flatMap(pick(index)));
  const alone = slots.length < 2 ? [] : slots.map((slot) => pick(0)(slot, 0));
  return [...all, ...alone].map((filled): Happening => {
    const understanding = { ...sure(language, intent.name), slots: Object.fromEntries(filled) };
    return { kind: "intent", event: said(intent.text, understanding, at) };
  });
}

/** One article stands for all: they differ in what is read alone. */
function articles(
  { article }: World["vocabulary"],
  language: Surroundings["language"],
  at: Timestamp,
): readonly Happening[] {
  if (article === undefined) return [];
  const { name, text } = article;
  const understanding = { ...unknown(language), article: { name, score: 1 } };
  return [{ kind: "article", event: said(text, understanding, at) }];
}

function twoAtOnce(
  heard: readonly MeantIntent[],
  language: Surroundings["language"],
  at: Timestamp,
): readonly Happening[] {
  const two = heard.filter(({ isDialog }) => isDialog).slice(0, 2);
  if (two.length < 2) return [];
  const parts = two.map(({ name, text }) => ({ text, understanding: sure(language, name) }));
  const text = two.map((intent) => intent.text).join("。");
  const event: ConversationEvent = { type: "said", text, understanding: unknown(language), parts, at };
  return [{ kind: "two", event }];
}

/** A word of courtesy from someone who was away for long. */
function later(
  heard: readonly MeantIntent[],
  language: Surroundings["language"],
  { dialog }: ConversationState,
  at: Timestamp,
): readonly Happening[] {
  const small = heard.find(({ isDialog, start }) => !isDialog && start !== patternId("human"));
  if (small === undefined || dialog.stack.length === 0) return [];
  return [{ kind: "later", event: said(small.text, sure(language, small.name), at + AWAY_MS) }];
}

function canSkip(question: Extract<Step, { verb: "ask" }> | undefined): boolean {
  return question?.skip !== undefined || question?.slot !== undefined;
}
