import type { ChoiceOption, DeskEvent, EventBody } from "../../protocol/event.ts";
import { maskPersonal } from "../../text/mask.ts";

type Hide = (text: string) => string;

/** An event with what is personal in its words hidden, and marked when something was. */
export function maskEvent(event: DeskEvent): DeskEvent {
  let isMasked = false;
  const hide = (text: string): string => {
    const hidden = maskPersonal(text);
    if (hidden !== text) isMasked = true;
    return hidden;
  };
  const body = maskBody(event.body, hide);
  const { why } = event.did ?? {};
  const did = event.did && { ...event.did, ...(why !== undefined && { why: hide(why) }) };
  return isMasked ? { ...event, body, ...(did && { did }), masked: true } : event;
}

function maskBody(body: EventBody, hide: Hide): EventBody {
  switch (body.type) {
    case "text":
    case "note":
      return { ...body, text: hide(body.text) };
    case "choices":
      return {
        ...body,
        text: hide(body.text),
        options: body.options.map((option) => labelled(option, hide)),
      };
    case "steps":
      return { ...body, text: hide(body.text), items: body.items.map(hide), ...offered(body, hide) };
    case "card": {
      const { image } = body;
      const lines = body.lines.map(({ label, value }) => ({ label: hide(label), value: hide(value) }));
      return {
        ...body,
        text: hide(body.text),
        title: hide(body.title),
        lines,
        ...(image && { image: { ...image, alt: hide(image.alt) } }),
        ...offered(body, hide),
      };
    }
    case "image":
      return { ...body, text: hide(body.text), alt: hide(body.alt), ...offered(body, hide) };
    case "choice":
      return labelled(body, hide);
    case "rating":
      return { ...body, ...(body.comment !== undefined && { comment: hide(body.comment) }) };
    case "handoff":
    case "desk":
      return body;
  }
}

function labelled<Labelled extends { readonly label: string }>(option: Labelled, hide: Hide): Labelled {
  return { ...option, label: hide(option.label) };
}

function offered({ options }: { readonly options?: readonly ChoiceOption[] | undefined }, hide: Hide) {
  return options === undefined ? {} : { options: options.map((option) => labelled(option, hide)) };
}
