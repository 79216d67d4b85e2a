import * as z from "zod";
import * as installments from "../../../protocol/installments.ts";
import { fieldNotes } from "./field-notes.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The schemas of the protocol as JSON Schemas, by their ids, each referring to the others as components. */
export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    target: "draft-2020-12",
    // What goes over the wire: defaults are not filled in yet, and fields that nobody knows are let be.
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => simplify(jsonSchema),
  });
  return Object.fromEntries(
    ownIds().map((id) => {
      // Where a component is, is said by where it stands.
      const { $schema: _, $id: __, ...schema } = schemas[id] ?? {};
      return [id, annotated(id, schema)];
    }),
  );
}

/** The registry is shared by the whole process; these are the ones of this protocol. */
function ownIds(): readonly string[] {
  return Object.values(installments).flatMap((schema) => {
    const { id } = schema.meta() ?? {};
    return id === undefined ? [] : [id];
  });
}

/** Takes away what only says again, at length, what a format says; and the bound of what a program can count. */
function simplify(schema: JsonSchema): void {
  if (schema.format === "date") delete schema.pattern;
  if (schema.format === "date-time") schema.pattern = "Z$";
  if (schema.format === "uri") schema.pattern = "^https://";
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function annotated(id: string, schema: JsonSchema): JsonSchema {
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties).map(([name, field]) => {
    const note = fieldNotes[`${id}.${name}`];
    if (note === undefined || typeof field === "boolean") return [name, field] as const;
    const description = field.description === undefined ? note : `${field.description} ${note}`;
    return [name, { ...field, description }] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
