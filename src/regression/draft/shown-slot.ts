import type { DraftEntity } from "./draft.ts";

/** More values than this in a text, and nobody reads the text any more. */
const MOST_VALUES = 12;

/**
 * A template that shows what a slot holds as customers call it: a slot filled from a list holds the value's id.
 *
 * @param entity what fills the slot, by its name
 * @param entities the bot's own
 */
export function shownSlot(
  slot: string,
  entity: string | undefined,
  entities: readonly DraftEntity[],
): string {
  if (entity === "date" || entity === "money") return `{{ slots.${slot} | ${entity} }}`;
  const values = entities.find((own) => own.entity === entity)?.values ?? [];
  if (values.length === 0 || values.length > MOST_VALUES) return `{{ slots.${slot} }}`;
  const ways = values.map(({ value, label }) => {
    const name =
      typeof label === "string"
        ? label
        : `{% if language == "en" %}${label.en}{% else %}${label.zh}{% endif %}`;
    return `{% when "${value}" %}${name}`;
  });
  return `{% case slots.${slot} %}${ways.join("")}{% endcase %}`;
}

/** The longest stretch of a template in which nothing is filled in: what it says whatever slots hold. */
export function constantPart(template: string): string {
  const parts = template
    .split(/\{% case .*?\{% endcase %\}|\{% if .*?\{% endif %\}|\{\{.*?\}\}|\{%.*?%\}/su)
    .map((part) => part.trim());
  return parts.reduce((one, other) => (other.length > one.length ? other : one));
}
