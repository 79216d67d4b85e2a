import * as z from "zod";
import { durationSchema, variableSchema } from "./text-schema.ts";

const scalar = z.enum(["text", "number", "boolean"]);

const fields = z.record(
  variableSchema,
  z.union([scalar, z.strictObject({ list: z.record(variableSchema, scalar) })]),
);

const action = z.strictObject({
  about: z.string().min(1).meta({ description: "What it does, for colleagues and reports." }),
  identified: z
    .boolean()
    .default(false)
    .meta({ description: "Only for customers whose identity the host app has proven." }),
  with: z
    .record(variableSchema, z.union([scalar, z.strictObject({ type: scalar, optional: z.boolean() })]))
    .default({})
    .meta({ description: "What it is given, by name." }),
  outcomes: z
    .record(variableSchema, fields)
    .refine((outcomes) => Object.keys(outcomes).length > 0, "name at least one outcome")
    .refine(
      (outcomes) => !("error" in outcomes) && !("timeout" in outcomes),
      "error and timeout are outcomes of every action; leave them out",
    )
    .meta({
      description: "What it can come to, with the fields each outcome brings. error and timeout come on top.",
    }),
  timeout: durationSchema.default("5s"),
});

/** `dialogs/_actions.yaml`: what dialogs may ask of the shop's systems. */
export const actionsSchema = z.strictObject({
  actions: z.record(
    z.string().regex(/^[a-z]+(?:[._-][a-z]+)*$/u, "use lower-case words joined by dots"),
    action,
  ),
});
