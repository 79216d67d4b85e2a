import type { CannedReply } from "../../../src/protocol/desk-http.ts";

type Language = "zh" | "en";

/** What a canned reply's text may name. */
export interface ReplyValues {
  readonly customer: string;
  readonly agent: string;
}

/**
 * The canned replies that fit what was typed after the slash, best first: those whose shortcut begins with it, then those
 * that have it anywhere. Replies of other queues are left out.
 */
export function fittingReplies(
  replies: readonly CannedReply[],
  typed: string,
  queue: string | undefined,
): readonly CannedReply[] {
  return matchingReplies(
    replies.filter((reply) => reply.queue === undefined || reply.queue === queue),
    typed,
  );
}

/** The canned replies of whatever queue that have what was typed, best first. */
export function matchingReplies(replies: readonly CannedReply[], typed: string): readonly CannedReply[] {
  const words = typed.trim().toLowerCase();
  const rank = ({ shortcut, text }: CannedReply) => {
    if (shortcut.toLowerCase().startsWith(words)) return 0;
    return `${shortcut}\n${text.zh}\n${text.en}`.toLowerCase().includes(words) ? 1 : 2;
  };
  return replies
    .filter((reply) => rank(reply) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut));
}

/** The text of a reply in the customer's language, or in the other when it has none, with its names filled in. */
export function filledReply({ text }: CannedReply, language: Language, values: ReplyValues): string {
  const own = text[language];
  const other = language === "zh" ? text.en : text.zh;
  return (own === "" ? other : own).replaceAll(
    /\{\{\s*(customer|agent)\s*\}\}/gu,
    (_, name: keyof ReplyValues) => values[name],
  );
}
