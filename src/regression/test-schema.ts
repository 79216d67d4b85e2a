import * as z from "zod";
import {
  botExpectation,
  callExpectation,
  handoffExpectation,
  neverExpectation,
  slotValue,
  understandingExpectation,
  valueExpectations,
} from "./expectation-schema.ts";
import { stubsSchema } from "./stub-schema.ts";

const fragments = z
  .strictObject({
    fragments: z.array(z.string().min(1)).min(2),
    gaps: z.array(z.array(z.int().nonnegative())).min(1).optional().meta({
      description: "Milliseconds between the fragments; the case runs once for each of these lists.",
    }),
  })
  .refine(({ fragments: { length }, gaps = [] }) => gaps.every((list) => list.length === length - 1), {
    path: ["gaps"],
    error: "each list has one gap less than there are fragments",
  });

const image = z.strictObject({
  image: z.literal(true).meta({ description: "The customer sends an image." }),
});

const intent = z.strictObject({
  intent: z
    .string()
    .min(1)
    .meta({ description: "A button of the page around the chat asks for this intent." }),
});

/** One entry of a talk. */
export const turnSchema = z.union([
  z.strictObject({
    me: z.union([z.string(), z.strictObject({ tap: z.string().min(1) }), image, intent, fragments]),
    nlu: understandingExpectation.optional(),
  }),
  z.strictObject({ bot: botExpectation }),
  z.strictObject({
    never: neverExpectation.meta({
      description: "No message since the customer's last one is like this, wherever it stands.",
    }),
  }),
  z.strictObject({ silent: z.literal(true).meta({ description: "The bot says nothing more." }) }),
  z.strictObject({
    slots: valueExpectations
      .refine((slots) => Object.keys(slots).length > 0, "name at least one slot")
      .meta({ description: "What slots hold now; null is nothing." }),
  }),
  z.strictObject({
    calls: z
      .array(callExpectation)
      .meta({ description: "All that was called since the customer's last message, in this order." }),
  }),
  z.strictObject({
    clock: z.string().regex(/^\+\d+(?:ms|[smhd])$/u, "write +500ms, +30s, +5m, +2h or +3d"),
  }),
  z.strictObject({ handoff: handoffExpectation }),
  z.strictObject({ returned: z.literal(true).meta({ description: "The customer is back with the bot." }) }),
  z.strictObject({
    rated: z
      .int()
      .min(1)
      .max(5)
      .meta({ description: "The customer has just said how well they were helped." }),
  }),
  z.strictObject({
    end: z.union([
      z.literal(true),
      z.strictObject({
        outcome: z.enum(["solved", "unsolved", "cancelled", "done"]).optional(),
        dialog: z.string().optional(),
      }),
    ]),
  }),
]);

const situation = {
  now: z.iso.datetime({ offset: true }).optional(),
  language: z.enum(["zh", "en"]).optional(),
  customer: z.strictObject({ identified: z.boolean() }).optional(),
  context: z
    .strictObject({ page: z.string().optional(), order: z.string().optional() })
    .optional()
    .meta({ description: "What the customer has before their eyes in the host app." }),
  slots: z
    .record(z.string(), slotValue)
    .optional()
    .meta({ description: "What is filled before anybody speaks." }),
  stubs: stubsSchema.optional(),
  colleagues: z.enum(["in", "out", "away"]).optional().meta({
    description:
      "Whether colleagues answer, whatever the clock says; by the bot's hours when left out. `away` is in their hours, with nobody online.",
  }),
};

const cell = z.union([z.string(), z.number(), z.boolean()]);

/** Where a case begins. */
export const situationSchema = z.strictObject(situation);

/** `tests/dialogs/<name>.test.yaml`. */
export const suiteSchema = z.strictObject({
  suite: z.string().min(1),
  defaults: situationSchema.optional().meta({ description: "Where every case begins." }),
  fixtures: z
    .record(z.string().min(1), z.strictObject(situation))
    .optional()
    .meta({ description: "Situations by name, for cases to `use`." }),
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        use: z
          .array(z.string())
          .min(1)
          .optional()
          .meta({ description: "Fixtures; a later one goes before an earlier one, the case before all." }),
        ...situation,
        start: z
          .string()
          .optional()
          .meta({ description: "dialog or dialog#step: begin there, before anybody speaks." }),
        each: z
          .array(z.record(z.string(), cell))
          .min(1)
          .optional()
          .meta({ description: "A table: the case runs once for each row, with {column} filled in." }),
        talk: z.array(turnSchema).min(1),
      }),
    )
    .min(1),
});

export type TalkTurn = z.infer<typeof turnSchema>;
export type SuiteSource = z.infer<typeof suiteSchema>;
export type Situation = z.infer<typeof situationSchema>;
