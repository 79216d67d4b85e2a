import { createInterface } from "node:readline/promises";
import { type Command, Option } from "commander";
import { inLanguage } from "../content/bot.ts";
import type { Effect } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import { listen } from "../conversation/listening.ts";
import { type ConversationState, newConversation } from "../conversation/state.ts";
import { transition } from "../conversation/transition.ts";
import type { Origin } from "../dialog/state.ts";
import { type Language, languages } from "../kernel/language.ts";
import { understand, withArticle } from "../nlu/index.ts";
import type { Publication } from "../runtime/publisher.ts";
import { describeUnderstanding } from "./parse.ts";
import { print } from "./print.ts";
import { publication } from "./workspace.ts";

interface ChatOptions {
  readonly lang: Language;
  readonly why?: true;
  readonly identified?: true;
}

interface Button {
  readonly id: string;
  readonly label: string;
  readonly origin: Origin;
}

/** `fenqi chat`: a conversation with the bot in the terminal; buttons are pressed by their number. */
export function registerChat(program: Command): void {
  program
    .command("chat")
    .description("talk to the bot in the terminal; a number presses a button, an empty line or Ctrl-D ends")
    .addOption(
      new Option("--lang <language>", "the language to begin in").choices([...languages]).default("zh"),
    )
    .option("--why", "show how each text was understood, and which step answered")
    .option("--identified", "chat as a customer the host app has proven")
    .action(async (options: ChatOptions) => {
      const published = await publication();
      print(inLanguage(published.bot.greeting, options.lang));
      const terminal = createInterface({ input: process.stdin, terminal: false });
      let state = newConversation(options.lang);
      let buttons: readonly Button[] = [];
      prompt();
      for await (const line of terminal) {
        const text = line.trim();
        if (text === "") break;
        const event = readLine(published, state, text, buttons, options);
        const result = transition(published.bot, state, event, { identified: options.identified === true });
        state = result.state;
        buttons = result.effects.flatMap(buttonsOf);
        for (const effect of result.effects) printEffect(effect, buttons, options);
        prompt();
      }
      terminal.close();
    });
}

function prompt(): void {
  if (process.stdin.isTTY) process.stdout.write("> ");
}

function readLine(
  { bot, model, findArticle }: Publication,
  state: ConversationState,
  text: string,
  buttons: readonly Button[],
  { why }: ChatOptions,
): ConversationEvent {
  const at = Date.now();
  const pressed = /^\d{1,2}$/u.test(text) ? buttons[Number(text) - 1] : undefined;
  if (pressed !== undefined) return { type: "chose", option: pressed.id, origin: pressed.origin, at };
  const heard = listen(
    bot,
    state,
    text,
    (words, place) =>
      withArticle(findArticle, understand(model, words, { ...place, evidence: why === true })),
    at,
  );
  if (why)
    print(
      describeUnderstanding(heard.understanding)
        .map((line) => `  | ${line}`)
        .join("\n"),
    );
  return heard;
}

function printEffect(effect: Effect, buttons: readonly Button[], { why }: ChatOptions): void {
  if (effect.type === "requestHandoff")
    return print(`— handoff to "${effect.handoff.queue}": ${effect.handoff.reason}`);
  if (effect.type === "rate") return print(`— rated ${effect.score} of 5`);
  if (effect.type === "returnToBot") return print("— back to the bot");
  if (effect.type === "queue") return print("— in line");
  const { body, origin } = effect;
  print(why ? `${body.text}  (${origin.dialog}#${origin.step})` : body.text);
  if (body.type === "steps") {
    body.items.forEach((item, index) =>
      print(`  ${index + 1 === body.current ? "▸" : " "} ${index + 1}. ${item}`),
    );
  }
  for (const button of buttonsOf(effect)) {
    const number = buttons.findIndex((known) => known.id === button.id && known.origin === button.origin) + 1;
    print(`  [${number}] ${button.label}`);
  }
}

function buttonsOf(effect: Effect): readonly Button[] {
  if (effect.type !== "say" || effect.body.type === "text") return [];
  return (effect.body.options ?? []).map(({ id, label }) => ({ id, label, origin: effect.origin }));
}
