import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fill } from "../../agent-desk/src/model/fill.ts";
import { localeOf } from "../../agent-desk/src/model/locale.ts";
import { errorCatalogue } from "../../src/kernel/errors.ts";

const load = (locale: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../agent-desk/src/strings/${locale}.json`, import.meta.url), "utf8"));

/** Every text with its place, as `place: {names}`. */
function placeholders(value: unknown, place = ""): readonly string[] {
  if (typeof value === "string") return [`${place}: ${(value.match(/\{\w+\}/gu) ?? []).sort().join(" ")}`];
  return Object.entries(value as object).flatMap(([key, inner]) => placeholders(inner, `${place}.${key}`));
}

test("both languages have the same texts, with the same names in them", () => {
  expect([...placeholders(load("en"))].sort()).toEqual([...placeholders(load("zh"))].sort());
});

test("everything that an agent can be told as an error has words", () => {
  const { errors } = load("zh") as { readonly errors: Readonly<Record<string, string>> };
  const codes = Object.entries(errorCatalogue).filter(([, { audience }]) => audience === "agent");
  expect(codes.map(([code]) => code).filter((code) => !(code in errors))).toEqual([]);
});

test("a text is filled in, and shows a name that nobody has filled in", () => {
  expect(fill("{name}: {count} {name} {more}", { name: "林悦", count: 2 })).toBe("林悦: 2 林悦 {more}");
});

test("the browser's first language that the desk speaks is taken, and Chinese when there is none", () => {
  expect(localeOf(["de-CH", "en-US", "zh-CN"])).toBe("en");
  expect(localeOf(["zh-TW", "en"])).toBe("zh");
  expect(localeOf(["de"])).toBe("zh");
});
