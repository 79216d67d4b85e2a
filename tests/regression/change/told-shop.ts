import { summarizeChange } from "../../../src/regression/change/summarize-change.ts";
import { type SmallBot, smallBot } from "../../support/small-bot.ts";

export const REPAY = `
dialog: repay
title: { zh: 怎么还款, en: How to repay }
start: { intents: [repay.how] }
steps:
  - id: sign-in
    say: { zh: 请先登录账号。, en: Please sign in first. }
  - id: choose
    ask: { zh: 用什么付？, en: How do you pay? }
    options:
      - { id: card, label: { zh: 银行卡, en: Card }, go: pay }
      - { id: wallet, label: { zh: 钱包, en: Wallet }, go: pay }
      - { id: agent, label: { zh: 找人, en: A person }, go: person }
  - id: pay
    say: { zh: 点「立即还款」。, en: Press Repay now. }
  - end: { outcome: solved }
  - id: person
    human: { reason: { zh: 不会付, en: cannot pay } }
`;
export const CARD = `
dialog: card
title: { zh: 换卡, en: Another card }
start: { intents: [card.change] }
steps:
  - say: { zh: 在「银行卡」里换。, en: Change it under Cards. }
`;
export const INTENTS = {
  "repay.how": `
    intent: repay.how
    title: { zh: 怎么还款, en: How to repay }
    utterances: { zh: [怎么还款, 在哪里还钱, 换张卡还], en: [how do I repay] }
  `,
  "card.change": `
    intent: card.change
    title: { zh: 换卡, en: Change the card }
    utterances: { zh: [换卡], en: [change card] }
  `,
};
export const SHOP = { dialogs: { repay: REPAY, card: CARD }, intents: INTENTS } satisfies SmallBot;
export const bot = smallBot(SHOP);

/** What is told when that shop becomes this one, each sentence with its group. */
export const told = (
  shop: SmallBot,
  language: "zh" | "en" = "zh",
  touched: ReadonlyMap<string, number> = new Map(),
  today = "2026-06-01",
) =>
  summarizeChange(bot, smallBot(shop), { language, touched, today }).map(
    ({ group, text }) => `${group}: ${text}`,
  );
