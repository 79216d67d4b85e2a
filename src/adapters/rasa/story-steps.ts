import * as z from "zod";
import type { ForeignPlace } from "../../regression/draft/findings.ts";
import { shaped } from "../../regression/draft/foreign-document.ts";
import { placeIn, type RasaFiles, type Section, sectionsNamed } from "./sections.ts";

const entity = z.union([z.string(), z.record(z.string(), z.unknown())]);
const event = z.looseObject({
  intent: z.string().optional(),
  user: z.string().optional(),
  entities: z.array(entity).optional(),
});
const slotEvents = z.union([
  z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  z.record(z.string(), z.unknown()),
]);
const storyStep = event.extend({
  action: z.string().optional(),
  bot: z.string().optional(),
  slot_was_set: slotEvents.optional(),
  active_loop: z.union([z.string(), z.null()]).optional(),
  checkpoint: z.string().optional(),
  or: z.array(event).optional(),
});

const story = z.looseObject({ story: z.coerce.string(), steps: z.array(storyStep) });
const rule = z.looseObject({
  rule: z.coerce.string(),
  condition: z.array(z.looseObject({})).optional(),
  conversation_start: z.boolean().optional(),
  wait_for_user_input: z.boolean().optional(),
  steps: z.array(storyStep),
});

export type StoryStep = z.infer<typeof storyStep>;

interface Placed {
  readonly at: ForeignPlace;
  readonly section: Section;
  readonly index: number;
}

export type RasaStory = z.infer<typeof story> & Placed;
export type RasaRule = z.infer<typeof rule> & Placed;

/** @throws FILE_UNREADABLE when a story does not have the shape that Rasa documents */
export function readStories(files: RasaFiles): readonly RasaStory[] {
  return entriesOf(files, "stories", story);
}

/** @throws FILE_UNREADABLE when a rule does not have the shape that Rasa documents */
export function readRules(files: RasaFiles): readonly RasaRule[] {
  return entriesOf(files, "rules", rule);
}

function entriesOf<Schema extends z.ZodType<object>>(
  files: RasaFiles,
  key: string,
  schema: Schema,
): readonly (z.output<Schema> & Placed)[] {
  return sectionsNamed(files, key).flatMap((section) =>
    shaped(z.array(schema), section.document, section.value, [key]).map((item, index) => ({
      ...item,
      at: placeIn(section, [index]),
      section,
      index,
    })),
  );
}

/** The intents of a step, alternatives among them. */
export function intentsOf({ intent, or = [] }: StoryStep): readonly string[] {
  return [...(intent === undefined ? [] : [intent]), ...or.flatMap((one) => one.intent ?? [])];
}

/** `slot_was_set` in any of its forms, by name; a name without a value is `undefined`. */
export function slotsSet(written: z.infer<typeof slotEvents>): readonly (readonly [string, unknown])[] {
  const items = Array.isArray(written) ? written : [written];
  return items.flatMap((item) => {
    if (typeof item === "string") return [[item, undefined] as const];
    const { name, value } = item;
    const isPair =
      typeof name === "string" && Object.keys(item).every((key) => key === "name" || key === "value");
    return isPair ? [[name, value] as const] : Object.entries(item);
  });
}
