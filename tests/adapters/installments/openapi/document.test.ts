import { describe, expect, test } from "vitest";
import * as z from "zod";
import { fieldNotes } from "../../../../src/adapters/installments/openapi/field-notes.ts";
import { installmentsDocument } from "../../../../src/adapters/installments/openapi.ts";
import * as installments from "../../../../src/protocol/installments.ts";
import { document, operations, resolve, responseOf, wrongWith } from "./installments-yaml.ts";
import { openapi } from "./openapi-parts.ts";

/** Every object in a value. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

const references = [...objectsIn(document)].flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));

test("docs/installments.openapi.yaml is what the schemas make: npm run openapi writes it anew", () => {
  expect(document).toEqual(JSON.parse(JSON.stringify(installmentsDocument())));
});

describe("the document", () => {
  test("has the parts of an OpenAPI 3.1 document, each of its kind", () => {
    const { error } = openapi.safeParse(document);
    expect(error && z.prettifyError(error)).toBeUndefined();
  });

  test("would be found out if a response had no description or a parameter no place", () => {
    const { parameters = {}, responses = {} } = document.components;
    const broken = {
      ...document,
      components: {
        ...document.components,
        parameters: { ...parameters, order: { ...(parameters["order"] as object), in: "soup" } },
        responses: { ...responses, Invalid: { content: {} } },
      },
    };
    expect(openapi.safeParse(broken).error?.issues.map(({ path }) => path.join("."))).toEqual([
      "components.parameters.order.in",
      "components.responses.Invalid.description",
    ]);
  });

  test("refers to nothing that is not in it, and holds no component that nothing refers to", () => {
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((pointer) => resolve(pointer) === undefined)).toEqual([]);
    const held = Object.entries(document.components).flatMap(([kind, parts]) =>
      kind === "securitySchemes" ? [] : Object.keys(parts).map((name) => `#/components/${kind}/${name}`),
    );
    expect(held.filter((pointer) => !references.includes(pointer))).toEqual([]);
  });

  test("names in its security only schemes that it describes", () => {
    const named = document.security.flatMap((requirement) => Object.keys(requirement));
    expect([...named].sort()).toEqual(Object.keys(document.components["securitySchemes"] ?? {}).sort());
  });

  test("declares every parameter of a path, and an Idempotency-Key wherever something changes", () => {
    for (const { at, method, operation, shared } of operations) {
      const inPath = [...at.matchAll(/\{(\w+)\}/gu)].map(([, name]) => `#/components/parameters/${name}`);
      expect(shared.map(({ $ref }) => $ref)).toEqual(inPath);
      const changes = method !== "get" && !at.endsWith("/eligibility");
      expect(operation.parameters ?? []).toEqual(
        changes ? [{ $ref: "#/components/parameters/idempotencyKey" }] : [],
      );
    }
  });

  test("gives every operation a name of its own and says how it may be refused", () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(operations.map(({ at, method }) => `${method} ${at.split("{customer}")[1]}`)).toEqual([
      "get /identity",
      "get /limit",
      "get /orders",
      "get /orders/{order}",
      "get /orders/{order}/repayment-link",
      "get /payment-methods",
      "get /auto-repay",
      "put /auto-repay",
      "post /eligibility",
      "get /tickets",
      "post /tickets",
    ]);
    for (const { operation } of operations) {
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(expect.arrayContaining(["400", "401", "404", "429", "503"]));
      for (const status of statuses)
        expect(responseOf(operation, Number(status))?.description).toMatch(/\w/u);
    }
  });

  test("shows an example of every body, and every example is what its schema allows", () => {
    const bodies = operations.flatMap(({ at, method, operation }) => [
      ...(operation.requestBody === undefined ? [] : [[`${method} ${at}`, operation.requestBody] as const]),
      ...Object.keys(operation.responses).map(
        (status) => [`${method} ${at} ${status}`, responseOf(operation, Number(status))] as const,
      ),
    ]);
    for (const [where, body] of bodies) {
      const { schema, examples } = body?.content["application/json"] ?? {
        schema: { $ref: "" },
        examples: {},
      };
      expect([where, Object.keys(examples).length > 0]).toEqual([where, true]);
      for (const { value } of Object.values(examples))
        expect([where, wrongWith(schema, value)]).toEqual([where, []]);
    }
  });

  test("shows every way to refuse a request", () => {
    const shown = Object.values(document.components["responses"] ?? {}).flatMap((response) =>
      [...objectsIn(response)].flatMap(({ code }) => (code === undefined ? [] : [code])),
    );
    expect(new Set(shown)).toEqual(new Set(installments.apiError.shape.code.options));
  });

  test("says more only of fields that there are", () => {
    const missing = Object.keys(fieldNotes).filter((field) => {
      const [schema, name] = field.split(".");
      return resolve(`#/components/schemas/${schema}/properties/${name}`) === undefined;
    });
    expect(missing).toEqual([]);
  });
});

describe("the document and the program take the same for right:", () => {
  const limit = { total: 100, used: 0, available: 100, frozen: false };
  const link = { url: "https://pay.shop.example/r/1", expiresAt: "2026-03-09T03:50:00Z", amount: 1 };
  const method = { id: "m", kind: "alipay", status: "active" };

  test.each([
    ["Limit", limit, true],
    ["Limit", { ...limit, currency: "CNY" }, true],
    ["Limit", { ...limit, total: 1.5 }, false],
    ["Limit", { ...limit, total: -1 }, false],
    ["Limit", { ...limit, total: "100" }, false],
    ["Limit", { ...limit, reason: "weather" }, false],
    ["Limit", { ...limit, reason: null }, false],
    ["Identity", { status: "verified" }, true],
    ["Identity", { status: "verified", validUntil: "2028-02-29" }, true],
    ["Identity", { status: "verified", validUntil: "2027-02-29" }, false],
    ["Identity", { status: "verified", validUntil: "2028-2-9" }, false],
    ["Identity", { status: "incomplete", missing: ["shoe_size"] }, false],
    ["RepaymentLink", link, true],
    ["RepaymentLink", { ...link, url: "http://pay.shop.example/r/1" }, false],
    ["RepaymentLink", { ...link, url: "javascript:alert(1)" }, false],
    ["RepaymentLink", { ...link, url: "/r/1" }, false],
    ["RepaymentLink", { ...link, expiresAt: "2026-03-09T11:50:00+08:00" }, false],
    ["RepaymentLink", { ...link, expiresAt: "2026-03-09" }, false],
    ["PaymentMethod", method, true],
    ["PaymentMethod", { ...method, tail: "0042" }, true],
    ["PaymentMethod", { ...method, tail: "6225880042" }, false],
    ["Eligibility", { eligible: true }, true],
    ["Eligibility", { eligible: false, reasons: [{ code: "limit", available: 1, short: 1 }] }, true],
    ["Eligibility", { eligible: false, reasons: [{ code: "limit", available: 1 }] }, false],
    ["Eligibility", { eligible: false, reasons: [{ code: "bank_limit", method }] }, true],
    ["Eligibility", { eligible: false, reasons: [{ code: "mood" }] }, false],
    ["NewTicket", { subject: "other" }, true],
    ["NewTicket", { subject: "other", order: "" }, false],
    ["Error", { code: "invalid", message: "" }, true],
    ["Error", { code: "teapot", message: "" }, false],
  ])("%s %j: %s", (name, value, right) => {
    expect(wrongWith({ $ref: `#/components/schemas/${name}` }, value).length === 0).toBe(right);
    const schema = Object.values(installments).find((one) => one.meta()?.id === name);
    expect(schema?.safeParse(value).success).toBe(right);
  });
});
