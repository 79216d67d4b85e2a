// Browsers drop tabs and line breaks from an address and read "\" as "/": what is checked must be what is opened.
const MISREAD = /[\s\p{Cc}\\]/u;

const SAFE =
  /^(?:https:\/\/[\p{L}\p{N}.-]+(?::\d+)?(?:[/?#].*)?|tel:[+\d(][\w().,;=-]*|mailto:[^?@]+@[^?@]+(?:\?.*)?|\/(?!\/).*)$/u;

/**
 * Whether a button may lead here and an image come from here. The protocol's rule, checked once more where it counts;
 * written again because the widget takes types from the server and no code.
 */
export function isSafeLink(url: string): boolean {
  return !MISREAD.test(url) && SAFE.test(url);
}
