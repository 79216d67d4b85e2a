import { describe, expect, test } from "vitest";
import { found, table } from "./entity-table.ts";

/** expression = name value; a line holds several. */
const expressions = table(`
  三千二百元 = money 3200 | 3.2k = money 3200 | 3.2万 = money 32000 | 两百块 = money 200 | 一千五 = money 1500
  两万三 = money 23000 | 1,299.50 = money 1299.5 | ¥420 = money 420 | ￥1,299 = money 1299 | 一千零五十 = money 1050
  两千五 = money 2500 | 两千五百块钱 = money 2500 | 三块五 = money 3.5 | 5毛 = money 0.5 | 五角钱 = money 0.5 | 12.5元 = money 12.5
  12.50 = money 12.5 | 300多块 = money 300 | 三百来块 = money 300 | 1万2 = money 12000 | 1万2千 = money 12000 | 3千5 = money 3500
  5w = money 50000 | 十五万 = money 150000 | 一百零八块 = money 108 | 一百五十元 = money 150 | 一万零五十 = money 10050
  一块钱 = money 1 | 2块8 = money 2.8 | 2元5角 = money 2.5 | rmb200 = money 200 | 人民币500元 = money 500 | 200人民币 = money 200
  １０００元 = money 1000 | 三萬塊 = money 30000 | 兩百元 = money 200 | 十块 = money 10 | 二十块 = money 20 | 99元 = money 99
  99.9元 = money 99.9 | 一亿元 = money 100000000 | 两千零八 = money 2008 | 六千六百六十六 = money 6666 | 0.01元 = money 0.01
  一百十五元 = money 115 | 三千〇五元 = money 3005 | 100k = money 100000 | 12,345.67元 = money 12345.67
  12 = number 12 | 十二 = number 12 | 二十四 = number 24 | 三 = number 3 | 六 = number 6 | 二零二四 = number 2024 | 三次 = number 3
  两张 = number 2 | 两笔 = number 2 | 4次 = number 4 | 420 = number 420 | 3.5折 = number 3.5 | 15% = number 15 | 0 = number 0
  12期 = period 12 | 12 期 = period 12 | 第三期 = period 3 | 半年期 = period 6 | 一年期 = period 12 | 三期 = period 3 | 二十四期 = period 24
  第12期 = period 12 | 十二期 = period 12 | 两年期 = period 24 | 6个月期 = period 6 | 第一期 = period 1 | 两期 = period 2 | 三十六期 = period 36
  第二期 = period 2 | 第十期 = period 10 | 1期 = period 1
  半年 = duration P6M | 三个月 = duration P3M | 两天 = duration P2D | 一年 = duration P1Y | 一年半 = duration P1Y6M | 两周 = duration P2W
  一个星期 = duration P1W | 3个礼拜 = duration P3W | 十五天 = duration P15D | 半个月 = duration P15D | 半小时 = duration PT30M
  半个小时 = duration PT30M | 24小时 = duration PT24H | 48 小时 = duration PT48H | 两个钟头 = duration PT2H | 十分钟 = duration PT10M
  30分钟 = duration PT30M | 60秒 = duration PT60S | 三十秒钟 = duration PT30S | 半天 = duration PT12H | 一个半月 = duration P1M15D
  两年半 = duration P2Y6M | 一个半小时 = duration PT1H30M | 7天 = duration P7D | 30日内 = duration P30D | 一刻钟 = duration PT15M
  12个月 = duration P12M | 十二个月 = duration P12M | 2年 = duration P2Y
  下午5点 = time 17:00 | 17:00 = time 17:00 | 晚上八点半 = time 20:30 | 早上9点 = time 09:00 | 上午十点 = time 10:00 | 中午12点 = time 12:00
  中午一点 = time 13:00 | 凌晨两点 = time 02:00 | 晚上12点 = time 00:00 | 下午3点15分 = time 15:15 | 三点一刻 = time 03:15
  五点三刻 = time 05:45 | 十点整 = time 10:00 | 八点钟 = time 08:00 | 下午两点 = time 14:00 | 下午2:30 = time 14:30 | 9:05 = time 09:05
  晚上11点59分 = time 23:59 | 早8点 = time 08:00 | 晚9点 = time 21:00 | 20点 = time 20:00 | 17时 = time 17:00 | 一点半 = time 01:30
  傍晚六点 = time 18:00 | 下午五点二十 = time 17:20 | 下午一点 = time 13:00 | 八点零五分 = time 08:05 | 23:59:59 = time 23:59
  24点 = time 00:00 | 凌晨12点半 = time 00:30
  下个月15号 = date month+1 day:15 | 10号 = date day:10 | 本月底 = date month+0 end | 上周五 = date week-1 weekday:5 | 明天 = date day+1
  10月16日 = date --10-16 | 2024-05-30 = date 2024-05-30 | 2024年5月30日 = date 2024-05-30 | 2024/5/3 = date 2024-05-03 | 十月一号 = date --10-01
  十五号 = date day:15 | 二十八号 = date day:28 | 31日 = date day:31 | 今天 = date day+0 | 昨天 = date day-1 | 前天 = date day-2 | 后天 = date day+2
  大后天 = date day+3 | 大前天 = date day-3 | 今日 = date day+0 | 下周一 = date week+1 weekday:1 | 这周日 = date week+0 weekday:7
  本周三 = date week+0 weekday:3 | 星期天 = date weekday:7 | 礼拜六 = date weekday:6 | 周五 = date weekday:5 | 周末 = date weekday:6
  下下周二 = date week+2 weekday:2 | 上个星期四 = date week-1 weekday:4 | 月底 = date month+0 end | 月初 = date month+0 day:1
  下个月初 = date month+1 day:1 | 下月底 = date month+1 end | 上个月 = date month-1 | 下个月 = date month+1 | 这个月 = date month+0
  本月10日 = date month+0 day:10 | 次月5号 = date month+1 day:5 | 下个月的8号 = date month+1 day:8 | 上上个月 = date month-2
  三天后 = date day+3 | 两天前 = date day-2 | 两周后 = date day+14 | 7天之后 = date day+7 | 2024年5月 = date 2024-05 | 6月 = date --06
  六月份 = date --06 | 上月15号 = date month-1 day:15 | 下個月三號 = date month+1 day:3 | 12月31号 = date --12-31 | 2月29日 = date --02-29
  去年12月 = date year-1 --12 | 明年3月5号 = date year+1 --03-05 | 今年六月 = date year+0 --06
  13812345678 = phone 13812345678 | +86 138 1234 5678 = phone 13812345678 | 139-1234-5678 = phone 13912345678
  11010519491231002x = idNumber 11010519491231002x | 11010519491231002X = idNumber 11010519491231002x
  4111111111111111 = bankCard 4111111111111111 | 4111 1111 1111 1111 = bankCard 4111111111111111
  尾号1234 = cardTail 1234 | 尾号是6688 = cardTail 6688 | 后四位:0021 = cardTail 0021 | 1234结尾 = cardTail 1234
  订单号:fq20240530001 = order fq20240530001 | 单号88812345 = order 88812345 | fq20240530001 = order fq20240530001
  202405301234567 = order 202405301234567 | 订单编号是 a-1002-33 = order a-1002-33
`);

describe("a Chinese expression on its own", () => {
  test.each(expressions)("%s is a %s: %s", (expression, name, value) => {
    expect(found(expression)).toEqual([`${name} ${value}`]);
  });

  test("there are enough of them to mean something", () => {
    expect(expressions.length).toBeGreaterThanOrEqual(150);
  });
});

describe("an expression among others", () => {
  const sentences: readonly (readonly [string, readonly string[]])[] = [
    ["我要还3000元，分12期", ["money 3000", "period 12"]],
    ["周一周二", ["date weekday:1", "date weekday:2"]],
    ["还3可以吗", ["number 3"]],
    ["今晚八点半之前", ["date day+0", "time 20:30"]],
    ["明天下午5点还两千五", ["date day+1", "time 17:00", "money 2500"]],
    ["下个月15号扣三千二百元", ["date month+1 day:15", "money 3200"]],
    ["3,6,12期都有吗", ["number 3", "number 6", "period 12"]],
    ["借1万12期", ["money 10000", "period 12"]],
    ["尾号1234的卡扣了两次", ["cardTail 1234", "number 2"]],
    ["三千一起还", ["money 3000"]],
    ["昨晚12点扣了￥99.90", ["date day-1", "time 00:00", "money 99.9"]],
    ["手机号13812345678，订单号fq20240530001", ["phone 13812345678", "order fq20240530001"]],
    ["等了三个月零两天", ["duration P3M", "duration P2D"]],
  ];
  test.each(sentences)("%s", (sentence, expected) => {
    expect(found(sentence)).toEqual(expected);
  });
});

describe("what only looks like a number", () => {
  test.each(
    "一直 一下 一样 万一 千万别 三方 一点 便宜一点 早一点 十分 百分 一起 一般 双十一 五一 三三两两 一块还 第三 一个 每周一次 周一般 没有 什么时候 可以吗 千万 有一点问题 唯一 统一 四川 三星手机 九牛 万达 百度 最后一期 下一期 七匹狼".split(
      " ",
    ),
  )("%s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("an ID number with a wrong check digit and a card with a wrong sum are long numbers only", () => {
    expect(found("110105194912310021")).toEqual(["order 110105194912310021"]);
    expect(found("4111111111111112")).toEqual(["order 4111111111111112"]);
  });

  test("a year is not a duration, and 31 February no day", () => {
    expect(found("2024年")).toEqual(["number 2024"]);
    expect(found("2024-02-31")).not.toContain("date 2024-02-31");
  });
});
