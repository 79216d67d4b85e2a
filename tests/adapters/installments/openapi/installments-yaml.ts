import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";

interface Media {
  readonly "application/json": {
    readonly schema: { readonly $ref: string };
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

interface Refers {
  readonly $ref: string;
}

interface ResponseObject {
  readonly description: string;
  readonly content: Media;
}

export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Refers[];
  readonly requestBody?: { readonly required: boolean; readonly content: Media };
  readonly responses: Readonly<Record<string, ResponseObject | Refers>>;
}

interface PathItem {
  readonly parameters: readonly Refers[];
  readonly get?: OperationObject;
  readonly put?: OperationObject;
  readonly post?: OperationObject;
}

export interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

/** docs/installments.openapi.yaml as a shop's engineer gets it. */
export const document = parse(
  readFileSync(path.resolve(import.meta.dirname, "../../../../docs/installments.openapi.yaml"), "utf8"),
) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, "installments");

/** What is wrong with a value by the document; nothing, when it is as it has to be. */
export function wrongWith(schema: Refers, value: unknown): readonly string[] {
  const validate = ajv.compile({ $ref: `installments${schema.$ref}` });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What the document says at such a place, as `#/components/schemas/Order`. */
export function resolve(pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((place, step) => {
      const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
      return (place as Record<string, unknown> | undefined)?.[name];
    }, document);
}

/** What an operation answers with a status; `undefined` when the document does not know of it. */
export function responseOf(operation: OperationObject, status: number): ResponseObject | undefined {
  const response = operation.responses[status];
  return response !== undefined && "$ref" in response
    ? (resolve(response.$ref) as ResponseObject | undefined)
    : response;
}

/** Every operation of the document. */
export const operations = Object.entries(document.paths).flatMap(([at, item]) =>
  (["get", "put", "post"] as const).flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ at, method, operation, shared: item.parameters }];
  }),
);
