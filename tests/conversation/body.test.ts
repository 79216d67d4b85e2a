import { expect, test } from "vitest";
import { bodiesOf } from "../../src/conversation/body.ts";
import type { Say } from "../../src/dialog/turn.ts";
import { messageBody } from "../../src/protocol/event.ts";

const origin = { dialog: "d", step: "s" };
const button = { id: "b1", label: "看订单", link: "/orders" };

test.each<readonly [string, Say, readonly unknown[]]>([
  ["a text is a text", { text: "好", buttons: [], origin }, [{ type: "text", text: "好" }]],
  [
    "a text with buttons has choices, and a link stays one",
    { text: "好", buttons: [button], origin },
    [{ type: "choices", text: "好", options: [button] }],
  ],
  [
    "a card comes after its words, and says itself in words, too",
    {
      text: "这一期：",
      card: { title: "本期账单", lines: [{ label: "应还", value: "500元" }] },
      buttons: [button],
      origin,
    },
    [
      { type: "text", text: "这一期：" },
      {
        type: "card",
        text: "本期账单\n应还: 500元",
        title: "本期账单",
        lines: [{ label: "应还", value: "500元" }],
        options: [button],
      },
    ],
  ],
  [
    "an image has its words for a caption",
    { text: "在这里", image: { url: "/a.png", alt: "按钮" }, buttons: [], origin },
    [{ type: "image", text: "在这里", url: "/a.png", alt: "按钮" }],
  ],
])("%s", (_what, say, bodies) => {
  expect(bodiesOf(say)).toEqual(bodies);
  for (const body of bodiesOf(say)) expect(messageBody.parse(body)).toEqual(body);
});
