import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";

/**
 * What a request holds, by its schema.
 *
 * @throws MESSAGE_INVALID with what is wrong; PASSWORD_WEAK when it is nothing but the length of a new password
 */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) {
    const { issues } = parsed.error;
    const isLength = issues.every(({ code }) => code === "too_small" || code === "too_big");
    const isPassword = issues.every(({ path }) => path[0] === "password" || path[0] === "next");
    throw new AppError(
      isLength && isPassword ? "PASSWORD_WEAK" : "MESSAGE_INVALID",
      z.prettifyError(parsed.error),
    );
  }
  if (!isStorable(parsed.data)) {
    throw new AppError("MESSAGE_INVALID", "A text holds the character NUL, or half of a character.");
  }
  return parsed.data;
}

/** Whether every database can keep all texts of a value. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !/[\0\p{Cs}]/u.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}
