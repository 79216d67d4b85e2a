import type { Page } from "playwright-core";
import type { MessageBody } from "../../src/protocol/event.ts";

/** What may be seen in the chat, in the words of both languages: one message of every type. */
export interface Scene {
  readonly bodies: readonly MessageBody[];
  /** What an agent says who has taken over. */
  readonly agent: string;
}

/** Gives the page the one image that the messages show. */
export const draw = (page: Page) =>
  page.route("https://cdn.example/**", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: DRAWING }),
  );

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#39c"/><text x="60" y="330" font-size="90" fill="#fff">¥ 1,200.00</text></svg>';

export const SCENES: Readonly<Record<"zh" | "en", Scene>> = {
  zh: {
    agent: "您好，我是小李。我已经看到您的账单了，请稍等一下。",
    bodies: [
      { type: "text", text: "您好，分期用不了通常有三个原因，我们一项一项来看。" },
      {
        type: "steps",
        text: "请按这些步骤操作：",
        items: ["打开“我的”页面", "点“额度”查看可用额度", "额度够用时再次下单"],
        current: 2,
      },
      { type: "image", text: "额度在这里。", url: "https://cdn.example/a.svg", alt: "钱包首页" },
      {
        type: "card",
        text: "账单：待还款。",
        title: "十一月账单",
        lines: [
          { label: "状态", value: "待还款" },
          { label: "应还金额", value: "¥1,286.40" },
          { label: "最后还款日", value: "2026年11月28日" },
        ],
        options: [
          { id: "pay", label: "去还款", link: "/pay" },
          { id: "help", label: "账单看不懂" },
        ],
      },
      {
        type: "choices",
        text: "这样解决了吗？",
        options: [
          { id: "yes", label: "解决了" },
          { id: "no", label: "没解决" },
          { id: "human", label: "转人工" },
        ],
      },
    ],
  },
  en: {
    agent: "Hello, this is Amy. I can see your bill already, one moment please.",
    bodies: [
      { type: "text", text: "Paying by instalments may fail for three reasons. Let us go through them." },
      {
        type: "steps",
        text: "Please follow these steps:",
        items: ["Open “My account”", "Look up your limit", "Order again when the limit is enough"],
        current: 2,
      },
      {
        type: "image",
        text: "This is where your limit is.",
        url: "https://cdn.example/a.svg",
        alt: "The wallet",
      },
      {
        type: "card",
        text: "Bill: due.",
        title: "Bill for November",
        lines: [
          { label: "Status", value: "Payment due" },
          { label: "Amount due", value: "¥1,286.40" },
          { label: "Due date", value: "28 November 2026" },
        ],
        options: [
          { id: "pay", label: "Pay now", link: "/pay" },
          { id: "help", label: "Explain this bill" },
        ],
      },
      {
        type: "choices",
        text: "Did that solve it?",
        options: [
          { id: "yes", label: "Solved" },
          { id: "no", label: "Not solved" },
          { id: "human", label: "Talk to a person" },
        ],
      },
    ],
  },
};
