import type { DeskEvent } from "../../../src/protocol/event.ts";
import { fill, isNamed } from "../model/fill.ts";
import type { Locale } from "../model/locale.ts";
import type { Strings } from "../model/strings.ts";
import { momentOf } from "../model/times.ts";

/** What an event that nobody said tells an agent: what was done, by whom, to where. A rating has a shape of its own. */
export function whatHappened(strings: Strings, locale: Locale, { body, by, did }: DeskEvent): string {
  const { event: words } = strings;
  if (did !== undefined && isNamed(words.did, did.action)) {
    return fill(words.did[did.action], {
      name: by?.name ?? strings.from.system,
      to: destination(strings, locale, did),
    });
  }
  if (body.type !== "handoff") return words.unknown;
  return fill(words[body.status], { name: body.agent ?? by?.name ?? strings.from.agent });
}

function destination(
  strings: Strings,
  locale: Locale,
  { action, to }: NonNullable<DeskEvent["did"]>,
): string {
  if (to === undefined) return "";
  if (action === "snooze" || action === "block") return momentOf(to, locale);
  if (action === "prioritize") return strings.row.urgency[Number(to)] ?? to;
  return to;
}
