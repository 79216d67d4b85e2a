import type { Law } from "../../../src/regression/explore/law.ts";
import type { SmallBot } from "../../support/small-bot.ts";
import {
  account,
  asking,
  circle,
  compared,
  counted,
  late,
  money,
  named,
  retrying,
  round,
  toPerson,
  waiting,
} from "./planted-bots.ts";

/** A fault in a small bot, the place where it is to be found, and the bot without it. */
export interface Planted {
  readonly what: string;
  readonly law: Law;
  readonly faulty: SmallBot;
  /** The step, as `dialog#step`, and words of the line it begins on. */
  readonly step: string;
  readonly line: string;
  readonly mended: SmallBot;
}

/** A fault of every class there is. */
export const planted: readonly Planted[] = [
  {
    what: "questions that only lead to one another",
    law: "reaches-end",
    faulty: circle("first"),
    step: "repay#first",
    line: "- id: first",
    mended: circle("end"),
  },
  {
    what: "an option that takes the words for a person",
    law: "human-in-one",
    faulty: named("转人工"),
    step: "repay#which",
    line: "- id: which",
    mended: named("取消分期"),
  },
  {
    what: "a question before the person",
    law: "human-in-one",
    faulty: toPerson("[{ ask: 真的要？, yesno: { yes: next, no: end } }, { human: { reason: 要人 } }]"),
    step: "_human#s1",
    line: "真的要？",
    mended: toPerson("[{ say: 好的 }, { human: { reason: 要人 } }]"),
  },
  {
    what: "steps that go round, for some customers",
    law: "no-silent-loop",
    faulty: round("look"),
    step: "repay#look",
    line: "- id: look",
    mended: round("done"),
  },
  {
    what: "a call that is made again whenever it fails",
    law: "no-silent-loop",
    faulty: retrying("look"),
    step: "repay#look",
    line: "- id: look",
    mended: retrying("told"),
  },
  {
    what: "a wait after a wait, for ever",
    law: "no-silent-loop",
    faulty: waiting("later"),
    step: "repay#later",
    line: "- id: later",
    mended: waiting("done"),
  },
  {
    what: "a question that is asked a fourth time",
    law: "unclear-three",
    faulty: money(4),
    step: "repay#how-much",
    line: "- id: how-much",
    mended: money(2),
  },
  {
    what: "a slot that only one branch fills",
    law: "variable-unset",
    faulty: asking("told"),
    step: "repay#told",
    line: "- id: told",
    mended: asking("other"),
  },
  {
    what: "a field that a call did not bring",
    law: "variable-unset",
    faulty: late("told"),
    step: "limit#told",
    line: "- id: told",
    mended: late("general"),
  },
  {
    what: "a condition on a field that a call did not bring",
    law: "variable-unset",
    faulty: compared("limit.available < 1"),
    step: "limit#compare",
    line: "- id: compare",
    mended: compared('limit.outcome == "enough" && limit.available < 1'),
  },
  {
    what: "a look at the account of somebody who is not signed in",
    law: "signed-in",
    faulty: account("{ say: 我看看。 }"),
    step: "limit#look",
    line: "- id: look",
    mended: account("when: [{ if: customer.identified, go: look }, { else: general }]"),
  },
  {
    what: "a branch that never holds",
    law: "step-reached",
    faulty: counted(1),
    step: "repay#many",
    line: "- id: many",
    mended: counted(4),
  },
];
