import type { SourceFile } from "../../src/content/source.ts";
import { smallBotFiles } from "../support/small-bot.ts";

/** What the noting bot says, and what its buttons are called. Nothing else of it counts as an answer. */
export const words = {
  begin: "开始",
  begun: "好，请说",
  noted: "记下了",
  press: "按一下",
  pressed: "按到了",
  remind: "提醒我",
  set: "一会儿叫您",
  rang: "到时间了",
  calledOff: "不等了",
  human: "转人工",
  bot: "回到机器人",
  returned: "回来了",
  /** Said along with an answer. */
  next: "请说下一条",
  waiting: "请稍等",
} as const;

/** How long a reminder takes. */
const REMINDER = "1s";

const notes = (next: string): string => `
  resume: silent
  slots: { code: { type: text } }
  steps:
    - { id: more, ask: ${words.next}, slot: code, otherwise: human }
    - id: note
      call: ${NOTE}
      with: { code: slots.code }
      outcomes: { done: noted, error: noted, timeout: noted }
    - id: noted
      say:
        text: "${words.noted} {{ slots.code }}"
        buttons: [{ label: ${words.press}, go: pressed }, { label: ${words.remind}, go: remind }]
      go: ${next}
`;

export const NOTE = "notes.take";
export const RING = "bell.ring";

/**
 * A bot by whose answers one can tell what they answer: it says back every text, after it has written it down in the
 * shop's systems; its buttons have words of their own; it reminds of things, and asks the shop's systems then.
 */
export const notingContent: readonly SourceFile[] = smallBotFiles({
  actions: `
    ${NOTE}:
      about: write something down
      with: { code: text }
      outcomes: { done: {} }
      timeout: 10s
    ${RING}:
      about: ring a bell
      outcomes: { done: {} }
      timeout: 10s
  `,
  patterns: {
    // Reached by its words alone: a guess of what a text may mean has no place where every text is to be noted.
    human: `
      start: { phrases: [${words.human}] }
      steps: [{ human: { reason: asked for a person } }]
    `,
    waiting: `steps: [{ say: ${words.waiting} }]`,
    unstaffed: `steps: [{ say: ${words.waiting} }]`,
    returned: `steps: [{ say: ${words.returned} }]`,
  },
  dialogs: {
    // Two dialogs in turn: a question that one dialog asks again and again would make the bot think it goes in circles.
    odd: notes("even#more"),
    even: notes("odd#more"),
    begin: `
      start: { phrases: [${words.begin}] }
      steps:
        - { id: begun, say: ${words.begun}, go: odd#more }
    `,
    pressed: `
      resume: never
      steps:
        - { id: pressed, say: ${words.pressed} }
    `,
    remind: `
      resume: silent
      steps:
        - { id: set, say: ${words.set} }
        - { id: rest, wait: { for: ${REMINDER}, message: called-off } }
        - { id: ring, call: ${RING}, outcomes: { done: rang, error: rang, timeout: rang } }
        - { id: rang, say: ${words.rang}, go: end }
        - { id: called-off, say: ${words.calledOff}, go: end }
    `,
  },
});
