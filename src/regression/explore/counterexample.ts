import { type Bot, inLanguage } from "../../content/bot.ts";
import { newConversation } from "../../conversation/state.ts";
import { transition } from "../../conversation/transition.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { Spoken } from "../expect.ts";
import { spokenOf } from "../expect.ts";
import { tapped } from "../tap.ts";
import { withHours } from "../with-hours.ts";
import { flowText, scalarText } from "../yaml-text.ts";
import type { FoundBreach } from "./explore.ts";
import { BEGINNING, type Happening, happeningsOf } from "./path.ts";
import { vocabularyOf } from "./vocabulary.ts";

/**
 * A breach as a dialog test that fails until it is mended, as the item of a list that begins in column 1.
 *
 * @returns `undefined` for what no conversation shows
 */
export function counterexample(bot: Bot, breach: FoundBreach): string | undefined {
  const { law, step, message, surroundings, path, expected } = breach;
  if (path === undefined || expected === undefined) return undefined;
  const { identified, open, language, context } = surroundings;
  const happened = happeningsOf(path);
  const stubs = stubsOf(bot, breach, happened);
  const settings = [
    ...(language === "zh" ? [] : [`  language: ${language}`]),
    ...(identified ? ["  customer: { identified: true }"] : []),
    ...(context.page === "" && context.order === "" ? [] : [`  context: ${flowText(context)}`]),
    ...colleaguesOf(bot, open),
    ...(Object.keys(stubs).length === 0 ? [] : [`  stubs: ${flowText(stubs)}`]),
  ];
  return [
    `# ${message.replaceAll("\n", " ")}`,
    `- name: ${scalarText(`${law}: ${step}`)}`,
    ...settings,
    "  talk:",
    ...talkOf(bot, breach, happened).map((turn) => `    - ${flowText(turn).slice(2, -2)}`),
    `    - ${flowText(expected).slice(2, -2)}`,
    "",
  ].join("\n");
}

/** Without hours, colleagues are in. */
function colleaguesOf({ queues }: Bot, open: boolean): readonly string[] {
  if (!open) return ["  colleagues: out"];
  return [...queues.values()].some(({ hours }) => hours !== undefined) ? ["  colleagues: in"] : [];
}

/** What happened, as a test says it. What calls came to is said by its stubs. */
function talkOf(
  bot: Bot,
  { surroundings }: FoundBreach,
  happened: readonly Happening[],
): readonly Readonly<Record<string, unknown>>[] {
  const { language, open } = surroundings;
  const shown = withHours(bot, open);
  const talk: Readonly<Record<string, unknown>>[] = [];
  const said: Spoken[] = [];
  let state = newConversation(language);
  let now: Timestamp = BEGINNING;
  for (const { event } of happened) {
    if (event.at > now) talk.push({ clock: durationText(event.at - now) });
    now = Math.max(now, event.at);
    if (event.type === "said") talk.push({ me: event.text });
    if (event.type === "chose") talk.push({ me: { tap: nameOfTap(bot, said, event) } });
    if (event.type === "showed") talk.push({ me: { image: true } });
    if (event.type === "askedForHuman") talk.push({ me: vocabularyOf(bot, language).human });
    const after = transition(shown, state, event, surroundings);
    said.push(...after.effects.flatMap(spokenOf));
    state = after.state;
  }
  return talk;
}

/** What a test calls a button: its label, or its id where another button is labelled alike. */
function nameOfTap(
  bot: Bot,
  said: readonly Spoken[],
  { option, origin }: Extract<Happening["event"], { type: "chose" }>,
): string {
  if (option === "bot") return inLanguage(bot.labels.bot, "zh");
  const shown = said.findLast(
    (spoken) =>
      spoken.origin.dialog === origin?.dialog &&
      spoken.origin.step === origin.step &&
      spoken.buttons.some(({ id }) => id === option),
  );
  const label = shown?.buttons.find(({ id }) => id === option)?.label;
  return label !== undefined && tapped(said, label)?.id === option ? label : option;
}

/** By action, what it comes to, one call after the other. */
function stubsOf(
  bot: Bot,
  { surroundings }: FoundBreach,
  happened: readonly Happening[],
): Readonly<Record<string, unknown>> {
  const { language, open } = surroundings;
  const shown = withHours(bot, open);
  const stubs = new Map<string, unknown[]>();
  let state = newConversation(language);
  let action: string | undefined;
  for (const { event } of happened) {
    if (event.type === "called" && action !== undefined) {
      const { outcome, fields } = event;
      const stub = Object.keys(fields).length === 0 ? outcome : { [outcome]: fields };
      stubs.set(action, [...(stubs.get(action) ?? []), stub]);
    }
    const after = transition(shown, state, event, surroundings);
    action = after.call?.action;
    state = after.state;
  }
  return Object.fromEntries(
    [...stubs].map(([name, all]) => [name, all.length === 1 ? all[0] : shortened(all)]),
  );
}

/** The last outcome of a stub stays: what repeats at the end need not be said again. */
function shortened(all: readonly unknown[]): unknown {
  const texts = all.map((stub) => JSON.stringify(stub));
  const last = texts.findLastIndex((text) => text !== texts.at(-1)) + 1;
  return last === 0 ? all[0] : all.slice(0, last + 1);
}

function durationText(ms: Milliseconds): string {
  for (const [unit, length] of [
    ["h", 3_600_000],
    ["m", 60_000],
    ["s", 1000],
  ] as const) {
    if (ms % length === 0) return `+${ms / length}${unit}`;
  }
  return `+${ms}ms`;
}
