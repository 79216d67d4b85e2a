import { maskPersonal } from "../../text/mask.ts";
import type { RecordedCause, RecordedConversation, RecordedTurn } from "./recorded.ts";

/** The conversation with everything hidden that would let a reader act in the customer's name; see `maskPersonal`. */
export function maskRecorded(conversation: RecordedConversation): RecordedConversation {
  const { slots } = conversation;
  return {
    ...conversation,
    ...(slots && { slots: maskedSlots(slots) }),
    turns: conversation.turns.map(maskedTurn),
  };
}

function maskedTurn(turn: RecordedTurn): RecordedTurn {
  const { cause, calls, said, handoff, context } = turn;
  const hidden = maskedCause(cause);
  return {
    ...turn,
    cause: hidden,
    ...(JSON.stringify(hidden) === JSON.stringify(cause) ? {} : { masked: true as const }),
    ...(context && { context: maskedContext(context) }),
    calls: calls.map((call) => ({ ...call, fields: maskedFields(call.fields) })),
    said: said.map(({ text, buttons, origin }) => ({
      text: maskPersonal(text),
      buttons: buttons.map(({ id, label }) => ({ id, label: maskPersonal(label) })),
      origin,
    })),
    ...(handoff && { handoff: { ...handoff, reason: maskPersonal(handoff.reason) } }),
  };
}

function maskedCause(cause: RecordedCause): RecordedCause {
  switch (cause.type) {
    case "said":
      return { ...cause, text: maskPersonal(cause.text) };
    case "chose":
      return { ...cause, ...(cause.label !== undefined && { label: maskPersonal(cause.label) }) };
    case "handedBack":
    case "started":
      return { ...cause, ...(cause.slots && { slots: maskedSlots(cause.slots) }) };
    default:
      return cause;
  }
}

type Slots = NonNullable<RecordedConversation["slots"]>;
type Fields = RecordedTurn["calls"][number]["fields"];

function maskedSlots(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, maskedValue(value)]));
}

function maskedFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isList(value) ? value.map(maskedSlots) : maskedValue(value),
    ]),
  );
}

function isList(value: Fields[string]): value is Extract<Fields[string], readonly unknown[]> {
  return Array.isArray(value);
}

function maskedValue(value: Slots[string]): Slots[string] {
  return typeof value === "string" ? maskPersonal(value) : value;
}

function maskedContext({ page, order }: NonNullable<RecordedTurn["context"]>): RecordedTurn["context"] {
  return {
    ...(page !== undefined && { page: maskPersonal(page) }),
    ...(order !== undefined && { order: maskPersonal(order) }),
  };
}
