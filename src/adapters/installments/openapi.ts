import { parameters, responseHeaders, securitySchemes } from "./openapi/headers.ts";
import { type Content, type Operation, operations } from "./openapi/operations.ts";
import { refusalResponses, refusalsOf } from "./openapi/refusals.ts";
import { componentSchemas } from "./openapi/schemas.ts";

const ROOT = "/v1/customers/{customer}/";

/** What a shop's instalment accounts have to offer over HTTP, as an OpenAPI 3.1 document made from the schemas. */
export function installmentsDocument(): Readonly<Record<string, unknown>> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Instalment accounts for Fenqi",
      version: "1.0.0",
      description:
        "What Fenqi asks of a shop's instalment accounts. Amounts are in fen, a hundredth of a yuan; days are those of the shop's time zone, moments are in UTC. Answers may hold more fields than are named here: they are not looked at. docs/installments.md is the guide.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "https://accounts.shop.example", description: "Whatever INSTALLMENTS_URL is set to." }],
    security: [{ keyId: [], timestamp: [], nonce: [], signature: [] }, { clientCredentials: [] }],
    tags: [{ name: "accounts", description: "One customer's instalment account." }],
    paths: paths(),
    components: {
      schemas: componentSchemas(),
      parameters,
      headers: responseHeaders,
      responses: refusalResponses,
      securitySchemes,
    },
  };
}

function paths(): Readonly<Record<string, unknown>> {
  const names = [...new Set(operations.map(({ path }) => path))];
  return Object.fromEntries(
    names.map((path) => [
      `${ROOT}${path}`,
      {
        parameters: [
          { $ref: "#/components/parameters/customer" },
          ...(path.includes("{order}") ? [{ $ref: "#/components/parameters/order" }] : []),
        ],
        ...Object.fromEntries(
          operations.filter((one) => one.path === path).map((one) => [one.method, operationObject(one)]),
        ),
      },
    ]),
  );
}

function operationObject(operation: Operation): Readonly<Record<string, unknown>> {
  const { id, summary, description, body, answer, changes } = operation;
  return {
    operationId: id,
    tags: ["accounts"],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(changes ? { parameters: [{ $ref: "#/components/parameters/idempotencyKey" }] } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: content(body) } }),
    responses: {
      [answer.status]: { description: `${summary}.`, content: content(answer) },
      ...refusalsOf(operation),
    },
  };
}

function content({ schema, examples }: Content): Readonly<Record<string, unknown>> {
  return { "application/json": { schema: { $ref: `#/components/schemas/${schema}` }, examples } };
}
