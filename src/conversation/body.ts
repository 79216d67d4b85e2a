import type { Say } from "../dialog/turn.ts";
import type { ChoiceOption, MessageBody } from "../protocol/event.ts";

/**
 * What the bot says as messages that cross the wire: mostly one. A card says everything in words as well, for whoever
 * cannot show it, so the words above it are a message of their own.
 */
export function bodiesOf(say: Say): readonly MessageBody[] {
  const { text, card } = say;
  if (card === undefined) return [bodyOf(say)];
  const lines = card.lines.map(({ label, value }) => ({ label, value }));
  const picture = card.image === undefined ? {} : { image: { ...card.image } };
  const words = [card.title, ...lines.map(({ label, value }) => `${label}: ${value}`)].join("\n");
  const shown: MessageBody = {
    type: "card",
    text: words,
    title: card.title,
    lines,
    ...picture,
    ...below(say),
  };
  return text === "" ? [shown] : [{ type: "text", text }, shown];
}

function bodyOf(say: Say): MessageBody {
  const { text, steps, image } = say;
  if (steps !== undefined) {
    const current = steps.current === undefined ? {} : { current: steps.current };
    return { type: "steps", text, items: [...steps.items], ...current, ...below(say) };
  }
  if (image !== undefined) return { type: "image", text, url: image.url, alt: image.alt, ...below(say) };
  const { options } = below(say);
  return options === undefined ? { type: "text", text } : { type: "choices", text, options };
}

function below({ buttons }: Say): { readonly options?: ChoiceOption[] } {
  if (buttons.length === 0) return {};
  return {
    options: buttons.map(({ id, label, link }) => ({ id, label, ...(link === undefined ? {} : { link }) })),
  };
}
