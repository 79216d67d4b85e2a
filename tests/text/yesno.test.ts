import { describe, expect, test } from "vitest";
import { normalize } from "../../src/text/normalize.ts";
import { readAnswer, readYesNo } from "../../src/text/yesno.ts";

const answer = (text: string) => readYesNo(normalize(text), { answering: true });
const remark = (text: string) => readYesNo(normalize(text), { answering: false });

const lines = (table: string) =>
  table
    .split(/[|\n]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

const saidYes = lines(`
  解决了 | 已经解决了 | 解决啦 | 解决了谢谢 | 都解决了 | 问题解决了 | 问题已经解决了，谢谢 | 终于解决了 | 好像解决了 | 应该解决了吧
  可以了 | 可以了谢谢 | 可以啦 | 好像可以了 | 现在可以了 | 试了一下可以了 | 可以用了 | 又可以了 | 可以
  好了 | 好啦好啦 | 已经好了 | 弄好了 | 好了，谢谢你 | 搞定 | 搞定了！ | 成功了 | 恢复正常了 | 正常了 | 能用了 | 行了 | 行 | 成了
  没问题了 | 没问题 | 没有问题了 | 没事了 | 没毛病 | 没啥问题了 | 没有报错了 | 不报错了
  是 | 是的 | 是啊 | 对 | 对的 | 对对对 | 没错 | 嗯 | 嗯嗯 | 嗯，好了 | 嗯嗯可以 | 好的 | 好的好的 | 好吧 | 行吧 | OK | ok了 | 嗯呐
  算是吧 | 算是解决了吧 | 基本解决了 | 差不多好了 | 勉强可以 | 还行 | 应该是好了 | 看起来好了 | 当然 | 必须的 | 妥了
  有用 | 有效果 | 管用 | 真的管用 | 谢谢，好了 | 太好了解决了 | 好使了 | 重启了就好了 | 按你说的弄好了 | 這次可以了 | 解決了 | 搞定，多謝
  好多了 | 早上好，已经解决了 | 找到了 | 看到了，谢谢 | haode | keyi le | 好滴 | 👌好的 | 可以了。。。 | １：可以了 | 明白了，谢谢
`);

const saidNo = lines(`
  没解决 | 没有解决 | 还没解决 | 还是没解决 | 没有解决了啊 | 没解决啊 | 问题没解决 | 问题还是没解决 | 根本没解决 | 完全没有解决 | 并没有解决
  没能解决 | 未解决 | 解决不了 | 还是解决不了 | 没完全解决 | 好像没解决 | 好像还是没有解决呢 | 感觉没解决
  不行 | 还是不行 | 不行啊 | 不行不行 | 还不行 | 也不行 | 现在还是不行 | 试了还是不行 | 仍然不行 | 依然不行 | 不太行 | 都不行 | 一直不行
  不可以 | 还是不可以 | 试过了也不可以 | 试过了，也不可以 | 还是不能 | 不能用 | 还是不能用 | 用不了 | 还是用不了 | 不好使 | 不管用 | 不起作用
  没用 | 没有用 | 没什么用 | 没效果 | 没有效果 | 没变化 | 没有任何变化 | 没反应 | 一点反应都没有 | 没有作用
  不是 | 不是的 | 不是啊 | 不是不是 | 不对 | 没有 | 没有没有 | 没 | 没呢 | 还没 | 还没有 | 还没呢 | 没有啊 | 否 | 不 | 不不不
  不用 | 不用了 | 不用了谢谢 | 不需要 | 不需要了，谢谢 | 不要 | 不必了 | 算了 | 算了吧 | 先不用 | 暂时不用 | 不想
  失败了 | 还是失败 | 又失败了 | 还是报错 | 还有问题 | 还是有问题 | 有问题 | 问题还在 | 老样子 | 还是一样 | 还是老样子 | 没成功 | 不成功
  嗯，还是不行 | 好的，没解决 | 是的没解决 | 对，没用 | 没有，还是不行 | 没有还是不行 | 没，不行 | 谢谢，但是没解决 | 還是不行 | 沒有 | 沒解決
  没找到 | 没找到，没解决 | 找不到 | 还是打不开 | 没看到啊 | 搞不定 | 弄不好 | 试了好几次都不行 | 重启了也不行 | 弄了半天还是不行 | meiyou | buxing | bu xing | 换了也没用
  可以了但是又不行了 | 没有，怎么还款 | 点不开 | 重启了手机也没用 | 没油 | 哪里解决了
`);

const neither = lines(`
  怎么还款 | 解决了怎么还款呢 | 有没有优惠 | 可以用微信还吗 | 是不是上征信 | 可以吗 | 好了吗 | 解决了吗 | 解决了没有 | 好了没 | 行不行
  能不能提前还 | 可不可以分期 | 是吗 | 对吗 | 是不是 | 有没有 | 能不能 | 不是吗 | 没有吗 | 不是不行? | 不是不行 | 不知道 | 不清楚 | 不确定
  好的，那怎么还款 | 没有额度怎么办 | 没收到短信 | 看不到账单 | 找到订单了然后呢 | 不能分期怎么回事 | 为什么不行 | 为什么还是不行 | 怎么还是没解决 | 可以提前还款 | 可以分几期
  额度不够 | 不想用分期了怎么注销 | 不要自动扣款 | 不用还了吗 | 没有扣款 | 还款失败了 | 转人工 | 人工 | 早上好 | 晚上好，在吗 | 你好 | 谢谢 | 在吗 | 稍等 | 等一下
  我的额度是多少 | 对账单有疑问 | 好评返现 | 行程取消了 | 是逾期了 | 会上征信 | 没钱还 | 有钱再还 | 12期 | 3000 | 。。。 | 😊 | 好贵 | 不好看
  能便宜点不 | 解决方案 | 什么 | 嗯？ | 哪里 | 不客气 | 可以解释一下 | 是这样的，我上个月买了手机 | 没听懂 | 不明白
`);

const saidYesInEnglish = lines(`
  yes | Yes! | yep | yeah | yup | sure | ok | okay | OK thanks | alright | correct | of course | it works | it works now | works now, thanks
  it's working now | fixed | it's fixed | solved | that solved it | problem solved | resolved, thank you | all good | all good now | all set
  done | it does | it is | it did work | that did it | that worked | it worked! | got it | no problem anymore | no problems now | no more issues | i think so | i guess so
  kind of | seems to work now | looks good | yes it's fine now | finally working | yes, that helped | perfect, thanks | great, it works
  no it's fine now | didn't work at first but now it does | yes, how do i pay | yeahh | it's wroking
`);

const saidNoInEnglish = lines(`
  no | No. | nope | nah | not yet | not really | still not working | still doesn't work | it still doesn’t work | doesn't work | it didn't work
  that didn't help | didn't help | no luck | not working | it's not working | still the same | same problem | still the same error
  still broken | it failed again | not solved | not fixed yet | isn't working | no, still failing | yes but still not working | no thanks
  no thank you | no need | not at all | nothing changed | it won't work | still stuck | i tried everything, still no luck | dont think so
  no, it does not work | it is not working | it did not help | i did not | unfortunately not | no change | the problem is not solved | i still have the same issue | still an error | it doesn't | cant
`);

const neitherInEnglish = lines(`
  how do I repay | does it work? | is it fixed? | can I pay with wechat | why not | why doesn't it work | not sure | i don't know | no idea
  what | yes or no | hello | good morning | thanks | talk to a human | I can't find my order | where is my bill | no interest plans | do you have offers
  not eligible for instalments | cancel my order | 12 months | nothing is free | okay how do i pay | is it not working?
`);

describe("a yes", () => {
  test.each([...saidYes, ...saidYesInEnglish])("%s", (text) => {
    expect(answer(text)).toBe("yes");
  });
});

describe("a no", () => {
  test.each([...saidNo, ...saidNoInEnglish])("%s", (text) => {
    expect(answer(text)).toBe("no");
  });
});

describe("neither yes nor no", () => {
  test.each([...neither, ...neitherInEnglish])("%s", (text) => {
    expect(answer(text)).toBeUndefined();
  });
});

test("the table is large enough to mean something", () => {
  expect(saidYes.length + saidNo.length + neither.length).toBeGreaterThanOrEqual(150);
  expect(saidYesInEnglish.length + saidNoInEnglish.length + neitherInEnglish.length).toBeGreaterThanOrEqual(
    60,
  );
});

describe("a wish", () => {
  test.each(["要", "需要", "有", "想", "要的", "please do", "go ahead"])("%s answers a question", (text) => {
    expect(answer(text)).toBe("yes");
  });

  test.each(["要", "需要", "有", "想", "please"])("%s means nothing when nothing was asked", (text) => {
    expect(remark(text)).toBeUndefined();
  });
});

describe("what still does not work", () => {
  test.each(["还是不能分期", "还是看不了", "试了还是扣不了款", "仍然没恢复额度"])(
    "%s is a no after a question",
    (text) => {
      expect(answer(text)).toBe("no");
      expect(remark(text)).toBeUndefined();
    },
  );
});

describe("when nothing was asked, nothing is read into", () => {
  test.each([
    ["a typo", "it wroks"],
    ["pinyin", "mei jie jue"],
    ["another character that sounds the same", "没油"],
    ["a request after it", "没有，怎么还款"],
    ["the thing it is about", "没有这个选项"],
    ["what could not be done", "点不开"],
    ["a story", "刚才不行，我重启了一下，现在好了"],
  ])("%s: %s", (_, text) => {
    expect(answer(text)).toBeDefined();
    expect(remark(text)).toBeUndefined();
  });
});

describe("an answer asks for more", () => {
  const asksMore = (text: string) => readAnswer(normalize(text), { answering: true })?.asksMore;

  test.each([
    "没有，怎么还款",
    "好了，那我的额度什么时候恢复？",
    "yes, how do I pay?",
    "no, let me talk to someone",
  ])("in %s", (text) => {
    expect(asksMore(text)).toBe(true);
  });

  test.each(["没有", "不行呀，我都重启了", "yes but it still fails"])("but not in %s", (text) => {
    expect(asksMore(text)).toBe(false);
  });
});
