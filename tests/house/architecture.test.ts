import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { check, plantedHouse } from "./planted-house.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("every room of the house keeps to its own imports", () => {
  expect(check("layers").output).toMatch(/^ok /);
});

test("the layer check looks at every TypeScript file there is", () => {
  const onDisk = readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const { stdout } = spawnSync(process.execPath, ["scripts/layers.js"], { cwd: ROOT, encoding: "utf8" });
  const [, files, modules] = /^(\d+) files, (\d+) modules/m.exec(stdout) ?? [];

  expect(Number(files)).toBeGreaterThanOrEqual(onDisk.length);
  expect(Number(modules)).toBeGreaterThanOrEqual(onDisk.length);
});

const OBEDIENT = {
  "src/kernel/ids.ts": "export type Id = string;\n",
  "src/text/pinyin.ts": 'import { pinyin } from "pinyin-pro";\nexport const read = pinyin;\n',
  "src/nlu/index.ts": 'import type { Id } from "../kernel/ids.ts";\nexport type Model = Id;\n',
  "src/runtime/ports.ts": 'import type { Model } from "../nlu/index.ts";\nexport type Nlu = Model;\n',
  "src/adapters/store/rows.ts":
    'import "better-sqlite3";\nimport { existsSync } from "node:fs";\nexport const exists = existsSync;\nexport type Row = string;\n',
  "src/app.ts": 'export type { Row } from "./adapters/store/rows.ts";\n',
  "web-widget/src/view/row.tsx":
    'import type { Id } from "../../../src/kernel/ids.ts";\nexport const Row = ({ id }: { id: Id }) => <b class="row">{id}</b>;\n',
};

test("a house that keeps the rules passes", () => {
  expect(check("layers", plantedHouse(OBEDIENT)).output).toMatch(/^ok /);
});

describe("in a house with wrong imports, the layer check finds", () => {
  const { output } = check(
    "layers",
    plantedHouse({
      ...OBEDIENT,
      "src/nlu/upwards.ts": 'import { clock } from "../runtime/clock.ts";\nexport const now = clock;\n',
      "src/runtime/clock.ts": "export const clock = 1;\n",
      "src/nlu/file.ts": 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
      "src/nlu/package.ts": 'import Fastify from "fastify";\nexport const server = Fastify;\n',
      "src/nlu/typed.ts": 'import type { Nlu } from "../runtime/ports.ts";\nexport type Port = Nlu;\n',
      "src/nlu/later.ts": 'export const later = () => import("../runtime/clock.ts");\n',
      "src/kernel/hen.ts": 'import type { Egg } from "./egg.ts";\nexport type Hen = Egg[];\n',
      "src/kernel/egg.ts": 'import type { Hen } from "./hen.ts";\nexport type Egg = Hen[];\n',
      "src/adapters/http/server.ts":
        'import type { Row } from "../store/rows.ts";\nexport type Reply = Row;\n',
      "src/adapters/http/root.ts": 'export type { Row } from "../../app.ts";\n',
      "src/runtime/turn.ts": 'export type { Row } from "../adapters/store/rows.ts";\n',
      "src/text/root.ts": 'import natural from "natural";\nexport const all = natural;\n',
      "src/kernel/drawer.ts": 'export { odd } from "./utils.ts";\n',
      "src/kernel/utils.ts": "export const odd = 1;\n",
      "src/attic/box.ts": 'import "../kernel/ids.ts";\n',
      "src/cli/peek.ts": 'import "../../web-widget/src/view/row.tsx";\n',
      "web-widget/src/view/store.tsx":
        'import "../../../src/runtime/ports.ts";\nexport const Empty = () => <b />;\n',
      "src/desk/gone.ts": 'import "./nowhere.ts";\n',
    }),
  );

  test.each([
    ["a room that reaches upwards", "nlu-imports: src/nlu/upwards.ts -> src/runtime/clock.ts"],
    ["a pure room that reads files", "nlu-imports: src/nlu/file.ts -> fs"],
    ["a package that is not on a room's list", /nlu-imports: src\/nlu\/package.ts -> .*fastify/],
    ["an import of nothing but a type", "nlu-imports: src/nlu/typed.ts -> src/runtime/ports.ts"],
    ["an import that waits until it is called", "nlu-imports: src/nlu/later.ts -> src/runtime/clock.ts"],
    ["a circle, even one of types", "no-cycles: src/kernel/egg.ts -> src/kernel/hen.ts -> src/kernel/egg.ts"],
    [
      "an adapter that knows another",
      "adapters-apart: src/adapters/http/server.ts -> src/adapters/store/rows.ts",
    ],
    [
      "an adapter that knows who composes it",
      "adapters-import-inwards: src/adapters/http/root.ts -> src/app.ts",
    ],
    ["a runtime that knows an adapter", "runtime-imports: src/runtime/turn.ts -> src/adapters/store/rows.ts"],
    ["natural imported by its root", /text-imports: src\/text\/root.ts -> .*natural\/index.js/],
    ["a drawer", "no-drawers: src/kernel/drawer.ts -> src/kernel/utils.ts"],
    ["a room nobody wrote a rule for", "every-room-has-a-rule: src/attic/box.ts -> src/kernel/ids.ts"],
    ["a server that imports the widget", "src-stays-in-src: src/cli/peek.ts -> web-widget/src/view/row.tsx"],
    [
      "a widget that imports the server",
      "web-widget-imports: web-widget/src/view/store.tsx -> src/runtime/ports.ts",
    ],
    ["an import that leads nowhere", "resolvable: src/desk/gone.ts -> ./nowhere.ts"],
  ])("%s", (_, violation) => {
    expect(output).toMatch(violation);
  });

  test("and calls the check failed", () => {
    expect(output).toMatch(/^FAILED/);
  });
});

test("a layer check that cannot read TypeScript fails instead of passing blindly", () => {
  const house = plantedHouse(OBEDIENT);
  const config = path.join(house, ".dependency-cruiser.cjs");
  writeFileSync(config, readFileSync(config, "utf8").replace('parser: "swc"', 'parser: "tsc"'));

  expect(check("layers", house).output).toMatch("src/app.ts was not seen");
});
