import * as z from "zod";
import { Refusal } from "./refusal.ts";

/**
 * What the bytes of a request hold, by its schema.
 *
 * @throws {Refusal} invalid
 */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(json(body));
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", z.prettifyError(parsed.error).slice(0, 1000));
}

function json(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) throw new Refusal("invalid", "There is no body.");
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refusal("invalid", "The body is no JSON.");
  }
}
