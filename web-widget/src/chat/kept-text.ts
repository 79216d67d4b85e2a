import type { Outgoing } from "./outbox.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** An unsent message as text. What an older version of the widget, or the page itself, left there is not trusted. */
export function decodeOutgoing(json: string | undefined): Outgoing | undefined {
  const value = parse(json);
  if (!isFields(value)) return undefined;
  const { cid, at, refused, code, type, text, label, choice, intent, score, comment } = value;
  if (typeof cid !== "string" || typeof at !== "number") return undefined;
  const common = { cid, at, refused: refused === true, ...(typeof code === "string" && { code }) };
  if (type === "human") return { ...common, type };
  if (type === "text" && typeof text === "string") return { ...common, type, text };
  if (type === "ask" && typeof intent === "string") return { ...common, type, intent };
  if (type === "rate" && typeof score === "number")
    return { ...common, type, score, ...(typeof comment === "string" && { comment }) };
  if (type !== "choice" || typeof label !== "string" || !isFields(choice)) return undefined;
  const { seq, option } = choice;
  if (typeof seq !== "number" || typeof option !== "string") return undefined;
  return { ...common, type, label, choice: { seq, option } };
}

function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
