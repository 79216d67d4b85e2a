import * as z from "zod";
import { agentId } from "../../kernel/ids.ts";
import type { Looker } from "../../runtime/bus.ts";

/** More than are worth being told of one by one. */
const MOST_LOOKERS = 20;

const schema = z
  .array(z.tuple([z.string().min(1).max(100), z.string().min(1).max(100), z.boolean()]))
  .max(MOST_LOOKERS);

/** Lookers in one word; the first 20 of them. */
export function lookersText(lookers: readonly Looker[]): string {
  const told = lookers.slice(0, MOST_LOOKERS).map(({ id, name, isTyping }) => [id, name, isTyping]);
  return Buffer.from(JSON.stringify(told)).toString("base64url");
}

/** Understands what `lookersText` made; undefined when it is nothing of the kind. */
export function lookersOf(word: string): readonly Looker[] | undefined {
  const parsed = schema.safeParse(jsonIn(word));
  if (!parsed.success) return undefined;
  return parsed.data.map(([id, name, isTyping]) => ({ id: agentId(id), name, isTyping }));
}

function jsonIn(word: string): unknown {
  try {
    return JSON.parse(Buffer.from(word, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
