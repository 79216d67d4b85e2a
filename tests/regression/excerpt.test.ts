import { expect, test } from "vitest";
import { excerptLike } from "../../src/regression/excerpt.ts";

test.each([
  ["还款要先登录账号", "您好。还款以前，要先登录小米账号。登录好了吗？\n登录", "要先登录小米账号"],
  ["登录好了吗？", "您好。还款以前，要先登录小米账号。登录好了没有？", "登录好了没有？"],
  ["付款以前要登录", "您好，付款以前先要登录，然后付清。", "付款以前先要登录"],
  ["先登录，再打开订单", "好的。先登录账号，再打开订单。好了吗？", "先登录账号，再打开订单"],
  [
    "sign in to your account",
    "All right. Sign in with your account first, please.",
    "Sign in with your account first",
  ],
  ["自动还款（可选）", "五步：\n登录账号\n自动还款（不是必须）", "自动还款（不是必须）"],
])("%s becomes, in %j, the clauses most like it", (old, text, excerpt) => {
  expect(excerptLike(old, text)).toBe(excerpt);
});

test("where nothing is like it, the whole text is taken", () => {
  expect(excerptLike("abc", "还款。\n付清。")).toBe("还款。\n付清。");
});

test("the excerpt always stands in the text", () => {
  for (const text of ["。。。", "a", "，", "好，，好。", "", "a\n\nb", "x".repeat(3000) + "，".repeat(300)]) {
    expect(text).toContain(excerptLike("好", text));
  }
});
