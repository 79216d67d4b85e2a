/** A shop whose page has nothing but the widget. */
import { once } from "node:events";
import { createServer } from "node:http";

/** @returns {Promise<{ origin: string, pageWith: (chat: string) => string, stop: () => void }>} */
export async function startShop() {
  const server = createServer(({ url = "/" }, response) => {
    const chat = new URL(url, "http://shop").searchParams.get("chat");
    if (chat === null) return void response.writeHead(204).end();
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="zh"><meta name="viewport" content="width=device-width"><title>Shop</title>
<body><h1>小店</h1><p>${"这里卖的东西，支持分期付款。What is sold here. ".repeat(200)}</p>
<script src="${chat}/widget.js" data-locale="zh" async></script></body></html>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The shop has no port.");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    pageWith: (chat) => `${origin}/?chat=${encodeURIComponent(chat)}`,
    stop: () => void server.close(),
  };
}
