import type { Say } from "../dialog/turn.ts";
import type { MessageBody } from "../protocol/event.ts";

/** A message of the bot as it crosses the wire. */
export function bodyOf({ text, buttons, steps, card, image }: Say): MessageBody {
  const options = buttons.map(({ id, label, link }) => ({
    id,
    label,
    ...(link === undefined ? {} : { link }),
  }));
  const below = options.length === 0 ? {} : { options };
  if (steps !== undefined) {
    const current = steps.current === undefined ? {} : { current: steps.current };
    return { type: "steps", text, items: [...steps.items], ...current, ...below };
  }
  if (card !== undefined) {
    const picture = card.image === undefined ? {} : { image: { ...card.image } };
    const lines = card.lines.map(({ label, value }) => ({ label, value }));
    return { type: "card", text, title: card.title, lines, ...picture, ...below };
  }
  if (image !== undefined) return { type: "image", text, url: image.url, alt: image.alt, ...below };
  return options.length === 0 ? { type: "text", text } : { type: "choices", text, options };
}
