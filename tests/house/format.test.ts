import { expect, test } from "vitest";
import { check, plantedHouse } from "./planted-house.ts";

test("tidy files pass", () => {
  const house = plantedHouse({ "src/kernel/ids.ts": "export type Id = string;\n" });
  expect(check("format", house).output).toMatch(/^ok /);
});

test("a badly set line fails the check", () => {
  const house = plantedHouse({ "src/kernel/ids.ts": "export type Id=string\n" });
  const { passed, output } = check("format", house);
  expect(output).toMatch("- src/kernel/ids.ts");
  expect(passed).toBe(false);
});

test("imports out of order fail the check", () => {
  const house = plantedHouse({
    "src/app.ts": 'import { b } from "./b.ts";\nimport { a } from "./a.ts";\n\nexport const sum = a + b;\n',
  });
  const { passed, output } = check("format", house);
  expect(output).toMatch("organizeImports");
  expect(passed).toBe(false);
});
