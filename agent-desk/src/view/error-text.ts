import type { Notice } from "../desk/state.ts";
import { fill, isNamed } from "../model/fill.ts";
import type { Strings } from "../model/strings.ts";

/** What an error code says to an agent. One that this page does not know is an error of the system to them. */
export function errorText({ errors }: Strings, code: string, who?: string): string {
  const text = isNamed(errors, code) ? errors[code] : errors.INTERNAL;
  return fill(text, { who: who ?? errors.someone });
}

export function noticeText(strings: Strings, notice: Notice): string {
  switch (notice.type) {
    case "refusal":
      return errorText(strings, notice.code, notice.who);
    case "nothingToPull":
      return strings.inbox.pulled;
    case "alert":
      return fill(strings.alerts[notice.kind], { name: notice.who ?? strings.errors.someone });
  }
}
