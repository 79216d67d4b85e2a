import { type LaterWords, useWords } from "./words.ts";

const REASONS: Readonly<Record<string, keyof LaterWords>> = {
  BLOCKED: "refusedBlocked",
  TOO_MANY_REQUESTS: "refusedTooMany",
  MESSAGE_INVALID: "refusedInvalid",
  CHOICE_UNKNOWN: "refusedChoice",
  IMAGE_UNSUPPORTED: "refusedImage",
};

/** Why the server did not take a message, by the code of its refusal. */
export function Reason({ code, locale }: { readonly code: string; readonly locale: string }) {
  const words = useWords(locale);
  return words && <span class="reason">{words[REASONS[code] ?? "refusedOther"]}</span>;
}
