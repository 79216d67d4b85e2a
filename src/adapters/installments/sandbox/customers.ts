import type { PaymentMethod } from "../../../protocol/installments.ts";
import type { AccountSeed } from "./account.ts";

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A customer of the sandbox, and in a sentence what there is to see. */
interface DemoCustomer extends AccountSeed {
  readonly id: string;
  readonly title: Words;
  readonly story: Words;
}

const VERIFIED = { status: "verified", forMonths: 57 } as const;

const card = (id: string, bank: string, tail: string, perTransaction = 20_000_00): PaymentMethod => ({
  id,
  kind: "bank_card",
  bank,
  tail,
  status: "active",
  perTransaction,
});

const debitsFrom = (method: string) => ({ offered: true, on: true, method });
const OFF = { offered: true, on: false } as const;

const phone = { goods: "曜石 15 智能手机 12GB + 256GB 竹青", total: 3_999_00, periods: 12 } as const;
const tablet = { goods: "薄墨平板 11 · 8GB + 256GB", total: 2_399_04, periods: 12 } as const;
const laptop = { goods: "青山笔记本 14 32GB + 1TB", total: 5_040_00, periods: 12 } as const;
const vacuum = { goods: "逐尘扫拖机器人 S3", total: 2_699_00, periods: 6 } as const;
const earphones = { goods: "云雀降噪耳机 Pro", total: 599_00, periods: 3 } as const;

/** Everybody who has an account in the sandbox. */
export const customers: readonly DemoCustomer[] = [
  {
    id: "demo-good",
    title: { zh: "一切正常", en: "All is well" },
    story: {
      zh: "按时还款，额度充足，已开通自动还款。",
      en: "Pays on time, has plenty of limit left and repays automatically.",
    },
    limit: 20_000_00,
    identity: VERIFIED,
    orders: [
      { id: "816044172093", ...tablet, paid: 3, nextInDays: 8 },
      { id: "804190025518", ...earphones, paid: 3, nextInDays: -95 },
    ],
    methods: [
      card("pm-cmb-5820", "招商银行", "5820"),
      { id: "pm-wechat", kind: "wechat_pay", status: "active" },
    ],
    autoRepay: debitsFrom("pm-cmb-5820"),
  },
  {
    id: "demo-limit-short",
    title: { zh: "额度不够", en: "Limit too low" },
    story: {
      zh: "可用额度 1,300.00 元，想买 2,000.00 元的商品，差 700.00 元；近期应还 420.00 元。",
      en: "Has 1,300.00 yuan left and wants to buy for 2,000.00: 700.00 short; 420.00 are due soon.",
    },
    limit: 5_500_00,
    identity: VERIFIED,
    orders: [{ id: "811073360147", ...laptop, paid: 2, nextInDays: 5 }],
    methods: [card("pm-icbc-3316", "工商银行", "3316")],
    autoRepay: debitsFrom("pm-icbc-3316"),
  },
  {
    id: "demo-frozen",
    title: { zh: "额度被冻结", en: "Limit frozen" },
    story: {
      zh: "账户登录环境异常，额度被风控冻结，暂时不能分期。",
      en: "After an unusual sign-in, risk control froze the limit: no purchases in instalments for now.",
    },
    limit: 15_000_00,
    frozen: "risk",
    identity: VERIFIED,
    orders: [{ id: "813058814406", ...phone, paid: 4, nextInDays: 16 }],
    methods: [card("pm-ccb-9074", "建设银行", "9074")],
    autoRepay: debitsFrom("pm-ccb-9074"),
  },
  {
    id: "demo-identity-expired",
    title: { zh: "身份证过期", en: "Identity card expired" },
    story: {
      zh: "身份证六天前到期，更新证件之前不能分期。",
      en: "The identity card expired six days ago; no instalments until it is renewed.",
    },
    limit: 10_000_00,
    identity: { status: "expired", daysAgo: 6 },
    orders: [{ id: "815021973350", ...vacuum, paid: 1, nextInDays: 13 }],
    methods: [card("pm-boc-4408", "中国银行", "4408")],
    autoRepay: OFF,
  },
  {
    id: "demo-identity-incomplete",
    title: { zh: "实名未完成", en: "Identity incomplete" },
    story: {
      zh: "还没有上传身份证照片，也没有绑定银行卡。",
      en: "Has uploaded no photo of the identity card and linked no bank card yet.",
    },
    limit: 3_000_00,
    identity: { status: "incomplete", missing: ["id_photo", "bank_card"] },
    orders: [],
    methods: [],
    autoRepay: OFF,
  },
  {
    id: "demo-bank-limit",
    title: { zh: "银行卡限额太低", en: "Bank limit too low" },
    story: {
      zh: "银行卡单笔限额 300.00 元，下一期应还 449.85 元，扣不成功。",
      en: "The bank card pays at most 300.00 yuan at once, but 449.85 are due next, so debits fail.",
    },
    limit: 12_000_00,
    identity: VERIFIED,
    orders: [{ id: "814066401725", ...vacuum, paid: 0, nextInDays: 3 }],
    methods: [card("pm-psbc-6152", "邮储银行", "6152", 300_00)],
    autoRepay: debitsFrom("pm-psbc-6152"),
  },
  {
    id: "demo-overdue",
    title: { zh: "有一期逾期", en: "One period overdue" },
    story: {
      zh: "有一期 333.25 元逾期了 12 天，还清之前不能再分期。",
      en: "One period of 333.25 yuan is 12 days overdue; no new instalments until it is paid.",
    },
    limit: 8_000_00,
    identity: VERIFIED,
    orders: [{ id: "812039948861", ...phone, paid: 5, nextInDays: -12 }],
    methods: [card("pm-abc-7743", "农业银行", "7743")],
    autoRepay: OFF,
  },
  {
    id: "demo-three-plans",
    title: { zh: "三笔分期", en: "Three plans" },
    story: {
      zh: "同时有三笔分期在还，还款日各不相同。",
      en: "Repays three orders at the same time, each due on another day.",
    },
    limit: 16_000_00,
    identity: VERIFIED,
    orders: [
      { id: "816082251904", ...earphones, paid: 0, nextInDays: 20 },
      { id: "813094407718", ...vacuum, paid: 2, nextInDays: 4 },
      { id: "810017735269", ...phone, paid: 7, nextInDays: 9 },
      {
        id: "807052218430",
        ...tablet,
        paid: 1,
        nextInDays: -64,
        refund: { requestedDaysAgo: 79, inDays: -73 },
      },
    ],
    methods: [
      card("pm-bocom-2091", "交通银行", "2091"),
      { id: "pm-alipay", kind: "alipay", status: "active" },
      { ...card("pm-cmb-1187", "招商银行", "1187"), status: "expired" },
    ],
    autoRepay: debitsFrom("pm-bocom-2091"),
  },
  {
    id: "demo-not-posted",
    title: { zh: "还款未入账", en: "Payment not posted" },
    story: {
      zh: "昨天晚上还了 199.92 元，还没有入账，订单仍显示处理中。",
      en: "Paid 199.92 yuan last night; it is not booked yet and the order still shows it as processing.",
    },
    limit: 9_000_00,
    identity: VERIFIED,
    orders: [{ id: "812077105593", ...tablet, paid: 6, nextInDays: 1, processing: true }],
    methods: [card("pm-ccb-3605", "建设银行", "3605"), { id: "pm-alipay", kind: "alipay", status: "active" }],
    autoRepay: OFF,
  },
  {
    id: "demo-refund",
    title: { zh: "退款处理中", en: "Refund under way" },
    story: {
      zh: "扫拖机器人已经退货，2,699.00 元的退款预计三天内到账。",
      en: "Has returned the robot vacuum; the refund of 2,699.00 yuan is expected within three days.",
    },
    limit: 12_000_00,
    identity: VERIFIED,
    orders: [
      { id: "815093316672", ...vacuum, paid: 1, nextInDays: 12, refund: { requestedDaysAgo: 4, inDays: 3 } },
      { id: "811008265437", ...earphones, paid: 1, nextInDays: 6 },
    ],
    methods: [card("pm-icbc-8829", "工商银行", "8829")],
    autoRepay: debitsFrom("pm-icbc-8829"),
  },
  {
    id: "demo-new",
    title: { zh: "新客户", en: "New customer" },
    story: {
      zh: "刚开通分期，还没有订单，暂时不能开通自动还款。",
      en: "Has just opened the account, ordered nothing yet and is not offered automatic repayment.",
    },
    limit: 5_000_00,
    identity: VERIFIED,
    orders: [],
    methods: [{ id: "pm-wechat", kind: "wechat_pay", status: "active" }],
    autoRepay: { offered: false, on: false },
  },
];
