import type { FastifyInstance, FastifyRequest } from "fastify";

export interface ChatPageOptions {
  /** Origins of the pages that may hold the chat in a frame. */
  readonly framedBy: readonly string[];
}

/** `GET /chat`: a page that is nothing but the chat, for web views and frames. */
export async function chatPageRoute(app: FastifyInstance, { framedBy }: ChatPageOptions): Promise<void> {
  const html = page(framedBy);
  app.get("/chat", async (request, reply) =>
    reply
      .header("content-security-policy", contentSecurityPolicy(request, framedBy))
      .header("cache-control", "no-cache")
      // What an app writes into the address is for this page only.
      .header("referrer-policy", "no-referrer")
      .type("text/html; charset=utf-8")
      .send(html),
  );
}

/** Nothing of the address goes into it: the page's own script reads what it needs, and takes what it knows to be right. */
function page(framedBy: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="fenqi-origins" content="${framedBy.filter(isOrigin).join(" ")}">
<title>在线客服 · Support</title>
<link rel="icon" href="data:,">
<script src="/widget/page.js" defer></script>
<script src="/widget.js" defer></script>
</head>
<body>
<noscript>在线客服需要 JavaScript。The chat needs JavaScript.</noscript>
</body>
</html>
`;
}

/** `'self'` does not cover WebSockets in every browser, so they are named. */
function contentSecurityPolicy({ host }: FastifyRequest, framedBy: readonly string[]): string {
  // The header goes into ours: only what can be a host may.
  const own = /^[\w.:[\]-]+$/u.test(host) ? host : "";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ws://${own} wss://${own}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...framedBy.filter(isOrigin)].join(" ")}`,
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** What is none could say more in a header, or in a page, than where a page comes from. */
const isOrigin = (text: string) => /^https?:\/\/[\w.:[\]-]+$/u.test(text);
