import { expect, test } from "vitest";
import { alignSteps } from "../../../src/regression/change/align-steps.ts";
import { smallBot } from "../../support/small-bot.ts";

const dialog = (steps: string) => {
  const found = smallBot({ dialogs: { pay: `start: { phrases: [付] }\nsteps:\n${steps}` } }).dialogs.get(
    "pay",
  );
  if (found === undefined) throw new Error("There is no dialog.");
  return found;
};
const aligned = (before: string, after: string) =>
  Object.fromEntries(alignSteps(dialog(before), dialog(after)));

test("numbered steps are found again below one that is put in", () => {
  const before = "  - say: 先登录账号。\n  - say: 再点立即还款。\n";
  expect(aligned(before, `  - say: 您好！\n${before}`)).toEqual({ s1: "s2", s2: "s3" });
  expect(aligned(`  - say: 您好！\n${before}`, before)).toEqual({ s2: "s1", s3: "s2" });
});

test("a step goes by its name and by the name it had, whatever it says", () => {
  const before = "  - { id: a, say: 甲 }\n  - { id: b, say: 乙 }\n";
  const after = "  - { id: c, was: [b], say: 丙 }\n  - { id: a, say: 丁 }\n";
  expect(aligned(before, after)).toEqual({ a: "a", b: "c" });
});

test("a reworded step without a name is told by its likeness", () => {
  const before = "  - say: 先登录您的账号。\n  - say: 再点立即还款。\n";
  const after = "  - say: 余额要够付这一期。\n  - say: 请先登录您的账号。\n  - say: 再点立即还款。\n";
  expect(aligned(before, after)).toEqual({ s1: "s2", s2: "s3" });
});
