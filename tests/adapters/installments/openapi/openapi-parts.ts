import * as z from "zod";

const reference = z.strictObject({ $ref: z.string().startsWith("#/components/") });
const schema = z.looseObject({});
const examples = z.record(z.string(), z.strictObject({ summary: z.string().optional(), value: z.unknown() }));
const content = z.record(z.string().includes("/"), z.strictObject({ schema, examples }));
const header = z.strictObject({ description: z.string(), schema, example: z.unknown() });
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.literal(true),
  description: z.string(),
  schema,
  example: z.unknown(),
});
const response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), reference).optional(),
  content,
});
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z]\w+$/iu),
  tags: z.array(z.string()),
  summary: z.string().min(1),
  description: z.string().optional(),
  parameters: z.array(reference).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/u), z.union([reference, response])),
});
const securityScheme = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("apiKey"),
    in: z.enum(["header", "query", "cookie"]),
    name: z.string().min(1),
    description: z.string(),
  }),
  z.strictObject({
    type: z.literal("oauth2"),
    description: z.string(),
    flows: z.strictObject({
      clientCredentials: z.strictObject({ tokenUrl: z.url(), scopes: z.record(z.string(), z.string()) }),
    }),
  }),
]);
/** What OpenAPI 3.1.0 (§4.8) requires of the parts that are used here. */
export const openapi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/u),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.url(), description: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  paths: z.record(
    z.string().startsWith("/"),
    z.strictObject({
      parameters: z.array(reference),
      get: operation.optional(),
      put: operation.optional(),
      post: operation.optional(),
    }),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/u), schema),
    parameters: z.record(z.string(), parameter),
    headers: z.record(z.string(), header),
    responses: z.record(z.string(), response),
    securitySchemes: z.record(z.string(), securityScheme),
  }),
});
