import { describe, expect, test } from "vitest";
import { check, plantedHouse } from "./planted-house.ts";

const OBEDIENT = {
  "src/kernel/ids.ts": "export type Id = string;\n",
  "src/nlu/ticks.ts": "export const at = (ticks: number): Date => new Date(ticks);\n",
  "src/text/characters.ts": "export const characters = (text: string): string[] => [...text];\n",
  "src/cli/say.ts": "export const say = (line: string): void => console.log(line);\n",
  "src/adapters/clock/clock.ts": "export const now = (): number => Date.now();\n",
  "src/runtime/timers.ts": "export const later = (act: () => void): unknown => setTimeout(act, 1);\n",
};

test("a house that keeps the rules passes", () => {
  expect(check("lint", plantedHouse(OBEDIENT)).output).toMatch(/^ok /);
});

describe("in a house with faults, the linter finds", () => {
  const { output } = check(
    "lint",
    plantedHouse({
      ...OBEDIENT,
      "src/nlu/any.ts": "export const any: any = 1;\n",
      "src/nlu/sure.ts": "export const sure = (list: readonly string[]): string => list[0]!;\n",
      "src/nlu/default.ts": "export default 1;\n",
      "src/nlu/late-type.ts": 'export type Id = import("../kernel/ids.ts").Id;\n',
      "src/nlu/long.ts": `export const rows = [\n${"  1,\n".repeat(300)}];\n`,
      "src/nlu/now.ts": "export const now = Date.now();\n",
      "src/nlu/today.ts": "export const today = new Date();\n",
      "src/nlu/dice.ts": "export const dice = Math.random();\n",
      "src/nlu/setting.ts": 'export const setting = process.env["PORT"];\n',
      "src/nlu/timer.ts": "export const timer = setTimeout(Object, 1);\n",
      "src/runtime/floating.ts":
        "const save = async (): Promise<void> => {};\nexport const run = (): void => {\n  save();\n};\n",
      "src/runtime/misused.ts":
        "export const run = (list: number[]): void => list.forEach(async () => {});\n",
      "src/runtime/await.ts": "export const run = async (): Promise<number> => await 1;\n",
      "src/runtime/cast.ts": "export const cast = (id: string): string => id as string;\n",
      "src/runtime/timer.ts": "export const timer = setInterval(Object, 1);\n",
      "src/runtime/log.ts": 'console.log("hi");\n',
      "web-widget/src/member.ts": 'export const show = (on: Element): void => {\n  on.innerHTML = "";\n};\n',
      "web-widget/src/computed.ts": 'export const show = (on: Element): string => on["outerHTML"];\n',
      "web-widget/src/method.ts":
        'export const show = (on: Element): void => on.insertAdjacentHTML("beforeend", "");\n',
      "web-widget/src/attribute.tsx":
        'export const Row = () => <b dangerouslySetInnerHTML={{ __html: "" }} />;\n',
      "web-widget/src/value.ts": 'import { at } from "../../src/kernel/ids.ts";\nexport const id = at;\n',
    }),
  );

  test.each([
    ["an any", "src/nlu/any.ts", "no-explicit-any"],
    ["a non-null assertion", "src/nlu/sure.ts", "no-non-null-assertion"],
    ["a default export", "src/nlu/default.ts", "no-default-export"],
    ["an import hidden in a type", "src/nlu/late-type.ts", "consistent-type-imports"],
    ["a file of more than 300 lines", "src/nlu/long.ts", "max-lines"],
    ["a pure room that reads the clock", "src/nlu/now.ts", "no-restricted-properties"],
    ["a pure room that dates by the clock", "src/nlu/today.ts", "no-ambient-date"],
    ["a pure room that throws dice", "src/nlu/dice.ts", "no-restricted-properties"],
    ["a pure room that reads the environment", "src/nlu/setting.ts", "no-restricted-properties"],
    ["a pure room that sets a timer", "src/nlu/timer.ts", "no-restricted-globals"],
    ["a promise nobody waits for", "src/runtime/floating.ts", "no-floating-promises"],
    ["an async function where nobody awaits it", "src/runtime/misused.ts", "no-misused-promises"],
    ["an await of what is no promise", "src/runtime/await.ts", "await-thenable"],
    ["an assertion that says nothing", "src/runtime/cast.ts", "no-unnecessary-type-assertion"],
    ["a timer outside the timers", "src/runtime/timer.ts", "no-restricted-globals"],
    ["a console in the server", "src/runtime/log.ts", "no-console"],
    ["innerHTML", "web-widget/src/member.ts", "no-html-sink"],
    ["outerHTML by its name in brackets", "web-widget/src/computed.ts", "no-html-sink"],
    ["insertAdjacentHTML", "web-widget/src/method.ts", "no-html-sink"],
    ["dangerouslySetInnerHTML", "web-widget/src/attribute.tsx", "no-html-sink"],
    [
      "a widget that takes more than types from the server",
      "web-widget/src/value.ts",
      "no-restricted-imports",
    ],
  ])("%s", (_, file, rule) => {
    const findings = output.split("\n").filter((line) => line.startsWith(`${file}:`));
    expect(findings.join("\n")).toContain(rule);
  });

  test("and calls the check failed", () => {
    expect(output).toMatch(/^FAILED/);
  });
});
