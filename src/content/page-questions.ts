import type { Localized } from "../kernel/language.ts";

/** What is offered to a customer who opens the chat on a page. */
export interface PageQuestions {
  /** The path of the page, a `*` for any characters; with a `#` in it, the part behind that counts, too. */
  readonly match: string;
  readonly suggestions: Localized<readonly string[]>;
}

interface Offered {
  /** The first that matches counts. */
  readonly pages: readonly PageQuestions[];
  /** What is offered everywhere else. */
  readonly suggestions: Localized<readonly string[]>;
}

/**
 * The questions that are offered on a page of the host app.
 *
 * @param page its address or path; undefined when it is not known
 */
export function questionsOn(
  { pages, suggestions }: Offered,
  page: string | undefined,
): Localized<readonly string[]> {
  const own = page === undefined ? undefined : pages.find(({ match }) => matches(match, page));
  return own?.suggestions ?? suggestions;
}

/** Scheme and host; the path; what is asked of it; the place on the page. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?(?<path>[^?#]*)(?:\?[^#]*)?(?<place>#.*)?$/isu;

function matches(match: string, page: string): boolean {
  const { path = "", place = "" } = ADDRESS.exec(page)?.groups ?? {};
  const shown = path === "" ? "/" : path;
  return isLike(match, match.includes("#") ? shown + place : shown);
}

/** Whether a text is as a pattern says, in which a `*` stands for any characters. Takes linear time, whatever the page. */
function isLike(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}
