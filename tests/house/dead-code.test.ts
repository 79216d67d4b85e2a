import { describe, expect, test } from "vitest";
import { check, plantedHouse } from "./planted-house.ts";

describe("in a house with dead code, the check finds", () => {
  const { passed, output } = check(
    "dead code",
    plantedHouse({
      "src/main.ts": 'import { used } from "./kernel/ids.ts";\nused();\n',
      "src/kernel/ids.ts":
        "export function used(): void {}\nexport const unused = 1;\nexport type Unused = 1;\n",
      "src/kernel/left.ts": "export const left = 1;\n",
    }),
  );

  test.each([
    ["a file that nothing imports", /^src\/kernel\/left\.ts/m],
    ["an export that nothing uses", /^unused +src\/kernel\/ids\.ts/m],
    ["a type that nothing uses", /^Unused +type +src\/kernel\/ids\.ts/m],
  ])("%s", (_, finding) => {
    expect(output).toMatch(finding);
  });

  test("but nothing that is in use, and calls the check failed", () => {
    expect(output).not.toMatch(/^used /m);
    expect(passed).toBe(false);
  });
});

test("an export that only a test uses is dead", () => {
  const house = plantedHouse({
    "src/main.ts": 'import { used } from "./kernel/ids.ts";\nused();\n',
    "src/kernel/ids.ts": "export function used(): void {}\nexport const tested = 1;\n",
    "tests/ids.test.ts": 'import { tested } from "../src/kernel/ids.ts";\ntested;\n',
  });
  const { passed, output } = check("test-only code", house);
  expect(output).toMatch(/^tested +src\/kernel\/ids\.ts/m);
  expect(passed).toBe(false);
});
