import type { PaymentMethod } from "../../protocol/installments.ts";

/** In both languages: the shop tells a bank's name in one, and a label is one text. */
const KINDS = {
  bank_card: "银行卡 Bank card",
  wechat_pay: "微信支付 WeChat Pay",
  alipay: "支付宝 Alipay",
} as const satisfies Record<PaymentMethod["kind"], string>;

/** How a customer knows a payment method again: the bank, or what it is, and the last digits. */
export function methodLabel({ kind, bank, tail }: PaymentMethod): string {
  const name = bank ?? KINDS[kind];
  return tail === undefined ? name : `${name} (${tail})`;
}
