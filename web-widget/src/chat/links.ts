/** A stretch of plain text, or a link with the text to show for it. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

// Stops at spaces, quotes, angle brackets and everything Chinese: 见https://a.cn/b，谢谢 must not swallow the comma.
const LINK = /(?:https?:\/\/|mailto:|tel:)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi;
const CLOSING = /[.,;:!?'*]+$/;
const SAFE = /^(?:https?|mailto|tel):$/;

/** Splits a text into what is a link and what is not. Only http, https, mailto and tel ever become links. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const href = trimClosing(match[0]);
    if (!isSafe(href)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: href.replace(/^(?:mailto|tel):/i, ""), href });
    end = match.index + href.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Punctuation after an address belongs to the sentence; so does a bracket that was opened before the address. */
function trimClosing(address: string): string {
  let href = address.replace(CLOSING, "");
  while (href.endsWith(")") && count(href, ")") > count(href, "("))
    href = href.slice(0, -1).replace(CLOSING, "");
  return href;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;

function isSafe(href: string): boolean {
  try {
    const { protocol, hostname, pathname } = new URL(href);
    return SAFE.test(protocol) && (hostname || pathname) !== "";
  } catch {
    return false;
  }
}
