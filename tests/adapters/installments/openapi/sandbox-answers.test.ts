import { describe, expect, test } from "vitest";
import { customers } from "../../../../src/adapters/installments/sandbox/customers.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { operations, responseOf, wrongWith } from "./installments-yaml.ts";

/** The bodies that the document shows of an operation; one empty place, when it takes none. */
const bodiesOf = ({ requestBody }: (typeof operations)[number]["operation"]): readonly unknown[] =>
  requestBody === undefined
    ? [undefined]
    : Object.values(requestBody.content["application/json"].examples).map(({ value }) => value);

const NOBODY = "nobody-at-all";

describe.each([...customers.map(({ id }) => id), NOBODY])("what the sandbox says of %s", (customer) => {
  test.each(operations)("$method $at is as the document has it", async ({ at, method, operation }) => {
    const { ask, get } = await openSandbox();
    const { orders = [] } = (await get(`${customer}/orders`)).json() as { orders?: { id: string }[] };
    const wanted = at.includes("{order}") ? [...orders.map(({ id }) => id), "no-such-order"] : [""];
    for (const order of wanted) {
      const url = at.replace("{customer}", customer).replace("{order}", order);
      for (const [index, body] of bodiesOf(operation).entries()) {
        const { status, text, json } = await ask({
          url,
          method: method === "get" ? "GET" : method === "put" ? "PUT" : "POST",
          headers: operation.parameters === undefined ? {} : { "idempotency-key": `key-${index}` },
          ...(body === undefined ? {} : { payload: body as object }),
        });
        const response = responseOf(operation, status);
        expect([url, status, text, response?.description]).toEqual([url, status, text, expect.any(String)]);
        const { schema } = response?.content["application/json"] ?? { schema: { $ref: "" } };
        expect([url, wrongWith(schema, json())]).toEqual([url, []]);
        if (customer === NOBODY) expect(status).toBe(404);
        if (order === "no-such-order") expect(status).toBe(404);
      }
    }
  });
});

test("most of what is asked of customers that there are gets its answer", async () => {
  const { get } = await openSandbox();
  const questions = operations.filter(({ at, method }) => method === "get" && !at.includes("{order}"));
  for (const { id } of customers) {
    for (const { at } of questions)
      expect((await get(at.replace("/v1/customers/{customer}", id))).status).toBe(200);
  }
  expect(questions.length).toBe(6);
});
