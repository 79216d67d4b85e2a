// Browsers drop tabs and line breaks from an address and read "\" as "/": what is checked must be what is opened.
const MISREAD = /[\s\p{Cc}\\]/u;

// A host right after the slashes, so no "https://shop.example@elsewhere"; a number without "*" or "#", which command
// the phone; a path of the same site, so no "//elsewhere".
const SAFE =
  /^(?:https:\/\/[\p{L}\p{N}.-]+(?::\d+)?(?:[/?#].*)?|tel:[+\d(][\w().,;=-]*|mailto:[^?@]+@[^?@]+(?:\?.*)?|\/(?!\/).*)$/u;

/**
 * Whether a customer may be led to this address: an `https:` page, a `tel:` number, a `mailto:` address, or a path of
 * the page's own site that begins with one `/`. Schemes are written in small letters.
 */
export function isSafeLink(url: string): boolean {
  return !MISREAD.test(url) && SAFE.test(url);
}
