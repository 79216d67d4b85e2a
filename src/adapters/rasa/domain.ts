import * as z from "zod";
import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import { shaped } from "../../regression/draft/foreign-document.ts";
import { isRecord, listStrays, placeIn, type RasaFiles, type Section, sectionsNamed } from "./sections.ts";

const mapping = z.looseObject({
  type: z.string(),
  entity: z.string().optional(),
  role: z.string().optional(),
  group: z.string().optional(),
  action: z.string().optional(),
  run_action_every_turn: z.string().optional(),
});

const rejection = z.looseObject({ if: z.coerce.string(), utter: z.string().optional() });

const slot = z.looseObject({
  type: z.string().default("text"),
  values: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
  initial_value: z.unknown().optional(),
  mappings: z.array(mapping).optional(),
  validation: z.looseObject({ rejections: z.array(rejection).optional() }).optional(),
});

const button = z.looseObject({
  title: z.coerce.string(),
  payload: z.coerce.string().optional(),
  url: z.string().optional(),
});

const variation = z.looseObject({
  text: z.coerce.string().optional(),
  buttons: z.array(button).optional(),
  image: z.string().optional(),
  condition: z.unknown().optional(),
  channel: z.string().optional(),
  custom: z.unknown().optional(),
  metadata: z.unknown().optional(),
  id: z.unknown().optional(),
});

const form = z.looseObject({
  required_slots: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]),
});

export type RasaButton = z.infer<typeof button>;
export type RasaVariation = z.infer<typeof variation>;
export type RasaRejection = z.infer<typeof rejection>;

export interface RasaSlot extends z.infer<typeof slot> {
  readonly name: string;
  readonly at: ForeignPlace;
}

export interface RasaResponse {
  readonly name: string;
  readonly at: ForeignPlace;
  readonly variations: readonly (RasaVariation & { readonly at: ForeignPlace })[];
}

export interface RasaForm {
  readonly name: string;
  readonly at: ForeignPlace;
  readonly slots: readonly string[];
}

/** What the domain of a Rasa bot says, from however many files. */
export interface RasaDomain {
  readonly intents: ReadonlyMap<string, ForeignPlace>;
  readonly entities: ReadonlyMap<string, ForeignPlace>;
  readonly slots: ReadonlyMap<string, RasaSlot>;
  readonly responses: ReadonlyMap<string, RasaResponse>;
  readonly forms: ReadonlyMap<string, RasaForm>;
  readonly actions: ReadonlyMap<string, ForeignPlace>;
}

/** @throws FILE_UNREADABLE when a section does not have the shape that Rasa documents */
export function readDomain(files: RasaFiles, findings: Findings): RasaDomain {
  for (const section of sectionsNamed(files, "session_config"))
    findings.note(
      placeIn(section, []),
      "session_config",
      "how long a session lasts is not the author's to say here",
    );
  return {
    intents: named(files, "intents"),
    entities: named(files, "entities"),
    slots: slotsOf(files, findings),
    responses: responsesOf(files, findings),
    forms: formsOf(files, findings),
    actions: named(files, "actions"),
  };
}

/** Lists of names, where an entry may be a map of one name and its settings. */
function named(files: RasaFiles, key: string): ReadonlyMap<string, ForeignPlace> {
  const entry = z.union([z.string(), z.record(z.string(), z.unknown())]);
  return new Map(
    sectionsNamed(files, key).flatMap((section) =>
      shaped(z.array(entry), section.document, section.value, [key]).flatMap((item, index) => {
        const names = typeof item === "string" ? [item] : Object.keys(item).slice(0, 1);
        return names.map((name) => [name, placeIn(section, [index])] as const);
      }),
    ),
  );
}

function entriesOf<Schema extends z.ZodType>(
  files: RasaFiles,
  keys: readonly string[],
  schema: Schema,
): readonly (readonly [name: string, value: z.output<Schema>, section: Section])[] {
  return sectionsNamed(files, ...keys).flatMap((section) => {
    const { document, key, value } = section;
    const checked = shaped(z.record(z.string(), z.unknown()), document, value, [key]);
    return Object.entries(checked).map(
      ([name, item]) => [name, shaped(schema, document, item ?? {}, [key, name]), section] as const,
    );
  });
}

function slotsOf(files: RasaFiles, findings: Findings): ReadonlyMap<string, RasaSlot> {
  const known = ["type", "values", "mappings", "validation", "initial_value", "influence_conversation"];
  return new Map(
    entriesOf(files, ["slots"], slot).map(([name, read, section]) => {
      const at = placeIn(section, [name]);
      listStrays(section, read, [name], known, `the slot "${name}"`, findings);
      if (read.initial_value !== undefined && read.initial_value !== null)
        findings.note(at, `initial_value of the slot "${name}"`, "slots begin empty here; set it in a step");
      const supported = ["text", "bool", "categorical", "float", "any"].includes(read.type);
      if (supported) findings.take("slots");
      else
        findings.leave(
          "slots",
          at,
          `slot "${name}"`,
          `a slot of type ${read.type}; a slot holds one value here`,
        );
      return [name, { ...read, name, at }] as const;
    }),
  );
}

function responsesOf(files: RasaFiles, findings: Findings): ReadonlyMap<string, RasaResponse> {
  const known = ["text", "buttons", "image", "condition", "channel", "custom", "metadata", "id"];
  return new Map(
    entriesOf(files, ["responses", "templates"], z.array(variation)).map(([name, read, section]) => {
      const variations = read.map((one, index) => {
        listStrays(section, one, [name, index], known, `the response "${name}"`, findings);
        return { ...one, at: placeIn(section, [name, index]) };
      });
      return [name, { name, at: placeIn(section, [name]), variations }] as const;
    }),
  );
}

function formsOf(files: RasaFiles, findings: Findings): ReadonlyMap<string, RasaForm> {
  return new Map(
    entriesOf(files, ["forms"], form).map(([name, read, section]) => {
      listStrays(section, read, [name], ["required_slots"], `the form "${name}"`, findings);
      const { required_slots: required } = read;
      const slots = isRecord(required) ? Object.keys(required) : required;
      return [name, { name, at: placeIn(section, [name]), slots }] as const;
    }),
  );
}
