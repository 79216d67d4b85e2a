import type { SourceFile } from "../../src/content/source.ts";
import { type SmallBot, smallBotFiles } from "./small-bot.ts";

/** A bot that looks at the account, asks twice and waits: what has to do with the shop's systems and with time. */
export function askingContent(more: Partial<SmallBot> = {}): readonly SourceFile[] {
  return smallBotFiles({
    actions: `
      account.limit:
        about: the limit of an account
        with: { order: text }
        outcomes:
          fine: { available: number, currency: text, open: boolean, bills: { list: { due: text } } }
          short: {}
        timeout: 5s
    `,
    ...more,
    dialogs: {
      limit: `
        start: { phrases: [查额度] }
        slots: { order: { type: text } }
        steps:
          - { id: told, say: 我看一下 }
          - id: look
            call: account.limit
            with: { order: '"A-1"' }
            outcomes: { fine: fine, short: short, error: error, timeout: timeout }
          - { id: fine, say: "还有{{ limit.available }}元", go: end }
          - { id: short, say: 额度不够, go: twice }
          - id: twice
            call: account.limit
            with: { order: '"A-2"' }
            outcomes: { fine: fine, short: end, error: error, timeout: timeout }
          - { id: error, say: 查不到, go: end }
          - { id: timeout, say: 太久了, go: end }
      `,
      remind: `
        start: { phrases: [明天提醒我] }
        steps:
          - { id: sure, say: 好 }
          - { id: rest, wait: { for: 1d } }
          - id: again
            ask: 现在试试？
            yesno: { yes: end, no: end }
      `,
      late: `
        start: { phrases: [到时查一下] }
        slots: { order: { type: text } }
        steps:
          - { id: sure, say: 到时查 }
          - { id: rest, wait: { for: 1h } }
          - id: look
            call: account.limit
            with: { order: '"A-3"' }
            outcomes: { fine: fine, short: end, error: error, timeout: error }
          - { id: fine, say: 查到了, go: end }
          - { id: error, say: 没查到, go: end }
      `,
      ...more.dialogs,
    },
  });
}
