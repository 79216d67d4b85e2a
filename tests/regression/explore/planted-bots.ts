import type { SmallBot } from "../../support/small-bot.ts";

const limit = `
  account.limit:
    about: The limit.
    identified: true
    outcomes:
      enough: { available: number }
`;

const status = `
  shop.status:
    about: Whether the shop is open.
    outcomes:
      open: {}
`;

/** A slot that a yes fills, and where a no leads. */
export const asking = (method: string): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { method: { type: text } }
      steps:
        - id: known
          ask: 您有卡吗？
          yesno: { yes: card, no: ${method} }
        - id: card
          set: { method: 卡 }
        - id: told
          say: "用{{ slots.method }}还。"
        - id: other
          say: 用别的还。
    `,
  },
});

/** A call, and where its failure leads. */
export const retrying = (failure: string): SmallBot => ({
  actions: status,
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: look
          call: shop.status
          outcomes: { open: told, error: ${failure}, timeout: told }
        - id: told
          say: 看过了。
    `,
  },
});

/** A question for an amount, and how often it is asked again. */
export const money = (retries: number): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { amount: { entity: money } }
      steps:
        - id: how-much
          ask: 还多少？
          slot: amount
          retries: ${retries}
          otherwise: human
        - id: told
          say: "还{{ slots.amount | money }}。"
    `,
  },
});

/** Two questions, and where the no of the second leads. */
export const circle = (way: string): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: first
          ask: 还好吗？
          yesno: { yes: second, no: second }
        - id: second
          ask: 真的吗？
          yesno: { yes: first, no: ${way} }
    `,
  },
});

/** A question with an option called so. */
export const named = (label: string): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: which
          ask: 要哪个？
          options:
            - { label: 还款, go: paid }
            - { label: ${label}, go: paid }
        - id: paid
          say: 好了。
    `,
  },
});

/** A pattern `human` of these steps. */
export const toPerson = (steps: string): SmallBot => ({
  dialogs: { repay: "start: { intents: [repay] }\nsteps: [{ say: 还吧 }]" },
  patterns: { human: `start: { intents: [human.agent], phrases: [转人工] }\nsteps: ${steps}` },
});

/** Steps that only some customers come to, and where they lead. */
export const round = (target: string): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: look
          when: [{ if: customer.identified, go: again }, { else: done }]
        - id: again
          say: 再看看。
          go: ${target}
        - id: done
          say: 好了。
    `,
  },
});

/** A wait, and where it leads once it is over. */
export const waiting = (target: string): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: later
          wait: { for: 5m, message: done }
        - id: still
          say: 还在看。
          go: ${target}
        - id: done
          say: 看完了。
    `,
  },
});

/** A look at the account, and the step before it. */
export const account = (first: string): SmallBot => ({
  actions: limit,
  dialogs: {
    limit: `
      start: { intents: [limit] }
      steps:
        - ${first}
        - id: look
          call: account.limit
          outcomes: { enough: told, error: general, timeout: general }
        - id: told
          say: "还有{{ limit.available | money }}。"
          go: end
        - id: general
          say: 在额度页面看。
    `,
  },
});

/** A call that brings a field, and where its timeout leads. */
export const late = (target: string): SmallBot => ({
  actions: limit,
  dialogs: {
    limit: `
      start: { intents: [limit] }
      steps:
        - when: [{ if: customer.identified, go: look }, { else: general }]
        - id: look
          call: account.limit
          outcomes: { enough: told, error: general, timeout: ${target} }
        - id: told
          say: "还有{{ limit.available | money }}。"
          go: end
        - id: general
          say: 在额度页面看。
    `,
  },
});

/** A condition after a call, whatever that came to. */
export const compared = (condition: string): SmallBot => ({
  actions: limit,
  dialogs: {
    limit: `
      start: { intents: [limit] }
      steps:
        - when: [{ if: customer.identified, go: look }, { else: general }]
        - id: look
          call: account.limit
          outcomes: { enough: compare, error: compare, timeout: compare }
        - id: compare
          when: [{ if: '${condition}', go: used }, { else: general }]
        - id: used
          say: 用完了。
          go: end
        - id: general
          say: 在额度页面看。
    `,
  },
});

/** A slot set to this, and what comes after. */
export const counted = (count: number): SmallBot => ({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { count: { type: number } }
      steps:
        - set: { count: ${count} }
        - id: look
          when: [{ if: slots.count > 3, go: many }, { else: few }]
        - id: few
          say: 不多。
          go: end
        - id: many
          say: 很多。
        - id: asked
          ask: 行吗？
          yesno: { yes: look, no: few }
    `,
  },
});
