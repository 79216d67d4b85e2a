import { maskCodes } from "./mask-codes.ts";
import { maskEmails } from "./mask-emails.ts";
import { type Mask, maskNumbers } from "./mask-numbers.ts";
import { maskView } from "./mask-view.ts";

/** Everything that is masked has a digit or an "@" in it; most of what people write has neither. */
const WORTH_LOOKING = /[\p{N}@＠]/u;

/**
 * Hides what would let a reader act in a customer's name: ID numbers (110••••23), bank cards (•••• 1234), telephone numbers
 * (138••••5678), e-mail addresses (l•••@example.com), verification codes and passwords (••••); also when they are typed
 * with digits of full width, or with spaces, dashes and dots between them. All else stays as it is.
 *
 * @returns the same text when there was nothing to hide. Takes time in proportion to it.
 */
export function maskPersonal(text: string): string {
  if (!WORTH_LOOKING.test(text)) return text;
  let view = maskView(text);
  const masks: Mask[] = [];
  // An address may hold a telephone number, and 密码13800138000 is one: what is found first is gone for those that follow.
  for (const find of [maskEmails, maskNumbers, maskCodes]) {
    const found = find(view);
    masks.push(...found);
    view = replaced(view, found, ({ start, end }) => "•".repeat(end - start));
  }
  return replaced(
    text,
    masks.sort((one, other) => one.start - other.start),
    ({ by }) => by,
  );
}

/** The text with something else in the place of these parts, which come in order; none begins within another. */
function replaced(text: string, masks: readonly Mask[], by: (mask: Mask) => string): string {
  if (masks.length === 0) return text;
  const parts: string[] = [];
  let readTo = 0;
  for (const mask of masks) {
    parts.push(text.slice(readTo, mask.start), by(mask));
    readTo = mask.end;
  }
  return parts.join("") + text.slice(readTo);
}
