import * as z from "zod";

const plain = z.string().min(1).max(2000);

/** A text in every language, or one plain string used for all of them. */
export const localizedSchema = z
  .union([plain, z.strictObject({ zh: plain, en: plain })])
  .meta({ description: "A text: {zh, en}, or one string for both. Liquid templates allowed." });

/** One wording, or several to choose between. */
export const wordingSchema = z.union([localizedSchema, z.array(localizedSchema).min(1).max(8)]);

const lines = z.array(plain).min(1).max(12);

/** A list of texts in every language. */
export const localizedListSchema = z.strictObject({ zh: lines, en: lines });

/** The name of a dialog, step or option: stable, since conversations and tests point at it. */
export const nameSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u, "use lower-case letters, digits, dots and hyphens")
  .max(60);

/** Where to go: next, back, end, human, a step, a dialog, or dialog#step. */
export const targetSchema = z
  .string()
  .regex(/^[a-z0-9.-]+(?:#[a-z0-9.-]+)?$/u, "write next, back, end, human, a step, a dialog, or dialog#step")
  .max(120)
  .meta({ description: "next | back | end | human | step | dialog | dialog#step" });

/** How long: a number and s, m, h or d. */
export const durationSchema = z
  .string()
  .regex(/^[1-9]\d{0,4}[smhd]$/u, "write 30s, 5m, 24h or 3d")
  .meta({ description: "A number and s, m, h or d: 30s, 5m, 24h, 3d." });

/** The name of a slot, an action's input or field: conditions and templates use it. */
export const variableSchema = z
  .string()
  .regex(/^[a-z]\w*$/u, "use letters, digits and underscores, a lower-case letter first")
  .max(40);

export type LocalizedSource = z.infer<typeof localizedSchema>;
export type WordingSource = z.infer<typeof wordingSchema>;
