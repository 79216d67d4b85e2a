import { describe, expect, test } from "vitest";
import { type MessageBody, messageBody } from "../../src/protocol/event.ts";

const limit = { label: "可用额度", value: "在钱包里查看" };

const card = {
  type: "card",
  text: "分期订单：手机，还款中",
  title: "分期订单",
  lines: [limit],
  image: { url: "https://shop.example/phone.png", alt: "一部黑色手机" },
  options: [{ id: "open", label: "打开订单", link: "/orders/1" }],
} as const satisfies MessageBody;

const image = {
  type: "image",
  text: "额度在这里",
  url: "/help/limit.png",
  alt: "钱包首页，额度在右上角",
} as const satisfies MessageBody;

const isBody = (body: unknown): boolean => messageBody.safeParse(body).success;
const times = (count: number) => Array.from({ length: count }, () => limit);

describe("a card", () => {
  test("carries a title, facts, an image and buttons", () => {
    expect(messageBody.parse(card)).toEqual(card);
  });

  test("needs no facts, no image and no buttons", () => {
    expect(isBody({ type: "card", text: "分期订单", title: "分期订单", lines: [] })).toBe(true);
  });

  test("has eight facts at most", () => {
    expect(isBody({ ...card, lines: times(8) })).toBe(true);
    expect(isBody({ ...card, lines: times(9) })).toBe(false);
  });

  test("has words for clients that show no cards", () => {
    expect(isBody({ ...card, text: "" })).toBe(false);
    expect(isBody({ ...card, text: undefined })).toBe(false);
  });
});

describe("an image", () => {
  test("carries its address, its caption, and what it shows in words", () => {
    expect(messageBody.parse(image)).toEqual(image);
  });

  test("is refused without words for those who cannot see it", () => {
    expect(isBody({ ...image, alt: "" })).toBe(false);
    expect(isBody({ ...card, image: { url: image.url, alt: "" } })).toBe(false);
  });

  test.each(["javascript:alert(1)", "data:image/svg+xml,<svg/>", "http://shop.example/a.png", "tel:10086"])(
    "is not taken from %s",
    (url) => {
      expect(isBody({ ...image, url })).toBe(false);
      expect(isBody({ ...card, image: { url, alt: "手机" } })).toBe(false);
    },
  );
});

describe("a button that opens a page", () => {
  const withLink = (link: string) => [{ id: "open", label: "打开", link }];

  test("may hang under every message that has buttons", () => {
    const options = withLink("tel:400-100-5678");
    for (const body of [card, image, { type: "choices", text: "问谁？" }]) {
      expect(isBody({ ...body, options })).toBe(true);
    }
  });

  test.each(["javascript:alert(1)", "http://shop.example", "//elsewhere.example", "weixin://", ""])(
    "does not lead to “%s”",
    (link) => {
      for (const body of [card, image, { type: "choices", text: "问谁？" }]) {
        expect(isBody({ ...body, options: withLink(link) })).toBe(false);
      }
    },
  );
});
