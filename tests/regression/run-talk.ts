import type { Listening } from "../../src/conversation/listening.ts";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { type CaseResult, runCase } from "../../src/regression/run-case.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { smallBot, unindent } from "../support/small-bot.ts";
import { inLanguage, no, understood, unknownText, yes } from "../support/understandings.ts";

/** A bot with a question to answer, branches to take and a person to call. */
export const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { method: { type: text } }
      steps:
        - id: sign-in
          ask:
            text: { zh: 登录了吗？, en: "Signed in?" }
            steps: { zh: [登录, 付款], en: [sign in, pay] }
          yesno: { yes: pay, no: person }
        - id: pay
          when: [{ if: customer.identified, go: known }, { else: stranger }]
        - { id: known, say: 您好老客户, go: paid }
        - { id: stranger, say: 请付款, go: paid }
        - id: paid
          end: { outcome: solved }
        - id: person
          human: { reason: 登录不了, queue: login, brief: [method] }
    `,
    card: 'start: { intents: [card] }\nslots: { card: { type: text } }\nsteps: [{ ask: "换{{ slots.card }}卡吗？", yesno: { yes: end, no: end } }]\n',
    branch: `
      start: { intents: [branch] }
      slots: { period: { type: number } }
      steps:
        - when: [{ if: slots.period == 12, go: twelve }, { else: other }]
        - { id: twelve, say: 十二期, go: end }
        - { id: other, say: 别的 }
    `,
  },
});

/** Understands the few words that these tests use. */
export function understand(text: string, { language }: Listening): Understanding {
  const known: Readonly<Record<string, Understanding>> = {
    还款: understood("repay", 0.8),
    登录了: yes(),
    没有: no(),
    发图: { ...unknownText(), article: { name: "photo", score: 1 } },
    repay: inLanguage("en", understood("repay")),
  };
  return known[text] ?? inLanguage(language, unknownText());
}

/** How a case goes whose talk, from line 4 on, is given line by line. */
export function run(talk: string, more = ""): CaseResult {
  const head = `suite: s\ncases:\n  - name: one\n${more.replace(/^(?=.)/gmu, "    ")}    talk:\n`;
  const lines = unindent(talk)
    .trimEnd()
    .replace(/^(?=.)/gmu, "      ");
  const parsed = parseSuite({ path: "tests/dialogs/s.test.yaml", text: `${head}${lines}\n` });
  const [first] = "cases" in parsed ? parsed.cases : [];
  if (first === undefined) throw new Error(JSON.stringify(parsed));
  return runCase(bot, understand, first);
}
