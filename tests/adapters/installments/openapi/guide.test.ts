import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { customers } from "../../../../src/adapters/installments/sandbox/customers.ts";
import { apiError } from "../../../../src/protocol/installments.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { operations } from "./installments-yaml.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../../../docs/installments.md"), "utf8");

const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, "su").exec(page)?.[1] ?? "";

/** The request that the page shows, taken apart as a server would. */
const shown = (() => {
  const [head = "", body = ""] = block("http").split("\n\n");
  const [requestLine = "", ...lines] = head.split("\n");
  const [method = "", url = ""] = requestLine.split(" ");
  const headers = Object.fromEntries(lines.map((line) => line.split(": ") as [string, string]));
  return { method, url, headers, body };
})();

const secret = /with the secret `([^`]+)`/u.exec(page)?.[1] ?? "";

test("docs/installments.md shows a signature that can be computed from what it says", () => {
  const bodyHash = createHash("sha256").update(shown.body).digest("hex");
  const lines = [
    shown.method,
    shown.url,
    shown.headers["fenqi-timestamp"],
    shown.headers["fenqi-nonce"],
    bodyHash,
  ].join("\n");
  expect(block("text")).toBe(lines);
  expect(shown.headers["fenqi-signature"]).toBe(createHmac("sha256", secret).update(lines).digest("hex"));
});

test("the request that docs/installments.md shows is genuine to the sandbox, and a changed one is not", async () => {
  const key = { id: shown.headers["fenqi-key-id"] ?? "", secret };
  const at = Number(shown.headers["fenqi-timestamp"]) * 1000;
  const { ask } = await openSandbox({ key, clock: { now: () => at } });
  const request = { method: "POST", url: shown.url, headers: shown.headers } as const;
  expect((await ask({ ...request, payload: '{"amount":1}' })).json()).toMatchObject({ code: "unauthorized" });
  // The signature holds; the customer is nobody the sandbox knows.
  expect((await ask({ ...request, payload: shown.body })).json()).toMatchObject({ code: "customer_unknown" });
});

test("docs/installments.md lists the operations of the document, and which of them change something", () => {
  const listed = [...page.matchAll(/^\| `([A-Z]+)` \| `([^`]+)` \| .* \| (yes|no) \|$/gmu)].map(
    ([, method = "", at = "", changes]) => `${method.toLowerCase()} ${at} ${changes}`,
  );
  expect(listed).toEqual(
    operations.map(
      ({ at, method, operation }) =>
        `${method} ${at.split("{customer}/")[1]} ${operation.parameters === undefined ? "no" : "yes"}`,
    ),
  );
});

test("docs/installments.md explains every code of a refusal and every customer of the sandbox", () => {
  const cells = [...page.matchAll(/^\| `([a-z_-]+)` \|/gmu)].map(([, name]) => name);
  expect(new Set(cells)).toEqual(new Set([...apiError.shape.code.options, ...customers.map(({ id }) => id)]));
});
