/** What a body may look like, under a name and with a word on the case. */
export type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;

const card = {
  id: "pm-cmb-5820",
  kind: "bank_card",
  bank: "招商银行",
  tail: "5820",
  status: "active",
  perTransaction: 2_000_000,
};

const wallet = { id: "pm-wechat", kind: "wechat_pay", status: "active" };

const earphones = {
  id: "816082251904",
  goods: "云雀降噪耳机 Pro",
  orderedAt: "2026-01-18T04:32:00.000Z",
  total: 59_900,
  status: "active",
  plan: [
    { number: 1, amount: 19_968, due: "2026-02-18", status: "paid", paidAt: "2026-02-17T12:14:00.000Z" },
    { number: 2, amount: 19_966, due: "2026-03-18", status: "due" },
    { number: 3, amount: 19_966, due: "2026-04-18", status: "upcoming" },
  ],
  payoff: 39_932,
};

const returned = {
  id: "811008265437",
  goods: "逐尘扫拖机器人 S3",
  orderedAt: "2026-02-02T11:05:00.000Z",
  total: 269_900,
  status: "refund_pending",
  plan: [
    { number: 1, amount: 134_950, due: "2026-03-02", status: "paid", paidAt: "2026-03-01T02:40:00.000Z" },
    { number: 2, amount: 134_950, due: "2026-04-02", status: "upcoming" },
  ],
  refund: { amount: 269_900, requestedAt: "2026-03-05T01:41:00.000Z", expectedBy: "2026-03-12" },
};

const debited = { offered: true, on: true, method: card, next: { amount: 19_966, due: "2026-03-18" } };

const opened = {
  id: "T10027",
  subject: "payment_not_posted",
  status: "open",
  createdAt: "2026-03-09T03:20:00.000Z",
  answerBy: "2026-03-10T03:20:00.000Z",
};

export const identityExamples: Examples = {
  verified: {
    summary: "Verified, and for years to come",
    value: { status: "verified", missing: [], validUntil: "2031-07-21" },
  },
  expired: {
    summary: "The identity card has expired",
    value: { status: "expired", missing: [], validUntil: "2026-03-03" },
  },
  incomplete: {
    summary: "No photo of the card and no bank card yet",
    value: { status: "incomplete", missing: ["id_photo", "bank_card"] },
  },
};

export const limitExamples: Examples = {
  open: {
    summary: "1,300.00 of 5,500.00 yuan are left",
    value: { total: 550_000, used: 420_000, available: 130_000, frozen: false },
  },
  frozen: {
    summary: "Frozen until the overdue amount is paid",
    value: { total: 800_000, used: 233_275, available: 566_725, frozen: true, reason: "overdue" },
  },
};

export const orderExamples: Examples = {
  active: { summary: "The second of three periods is to be paid", value: earphones },
  refund: { summary: "Returned; the money is on its way", value: returned },
};

export const ordersExamples: Examples = {
  two: { summary: "Two orders", value: { orders: [returned, earphones] } },
  none: { summary: "Nothing was ever bought in instalments", value: { orders: [] } },
};

export const repaymentLinkExamples: Examples = {
  link: {
    summary: "Pays one period",
    value: {
      url: "https://pay.shop.example/r/5f0c1d7be2",
      expiresAt: "2026-03-09T03:50:00.000Z",
      amount: 19_966,
    },
  },
};

export const paymentMethodsExamples: Examples = {
  two: { summary: "A bank card, and WeChat Pay", value: { methods: [card, wallet] } },
  none: { summary: "None is linked", value: { methods: [] } },
};

export const autoRepayExamples: Examples = {
  on: { summary: "Debits the card on 18 March", value: debited },
  off: { summary: "Offered, and not switched on", value: { offered: true, on: false } },
};

export const autoRepayChangeExamples: Examples = {
  on: { summary: "From this card", value: { on: true, method: "pm-cmb-5820" } },
  off: { summary: "No longer", value: { on: false } },
};

export const eligibilityQuestionExamples: Examples = {
  amount: { summary: "A purchase of 2,000.00 yuan", value: { amount: 200_000 } },
  order: { summary: "This purchase", value: { amount: 399_900, order: "817020044816" } },
  any: { summary: "Any purchase at all", value: {} },
};

export const eligibilityExamples: Examples = {
  eligible: { summary: "Nothing stands against it", value: { eligible: true, reasons: [] } },
  limit: {
    summary: "700.00 yuan short; 420.00 of it would be free after the next repayment",
    value: {
      eligible: false,
      reasons: [{ code: "limit", available: 130_000, short: 70_000, nextDue: 42_000 }],
    },
  },
  several: {
    summary: "Overdue, and the card's bank pays too little at once",
    value: {
      eligible: false,
      reasons: [
        { code: "overdue", amount: 33_325, since: "2026-02-25" },
        { code: "bank_limit", method: { ...card, perTransaction: 30_000 } },
      ],
    },
  },
};

export const newTicketExamples: Examples = {
  posted: {
    summary: "Paid, and still shown as unpaid",
    value: {
      subject: "payment_not_posted",
      text: "昨天晚上用招商银行卡还了这一期，今天订单里还是显示未还。",
      order: "816082251904",
    },
  },
};

export const ticketExamples: Examples = {
  open: { summary: "Will be answered within a day", value: opened },
};

export const ticketsExamples: Examples = {
  one: { summary: "One is open", value: { tickets: [opened] } },
};
