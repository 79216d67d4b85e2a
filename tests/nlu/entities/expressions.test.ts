import { describe, expect, test } from "vitest";
import { systemEntityNames } from "../../../src/kernel/entities.ts";
import { sensitiveSystemEntities } from "../../../src/nlu/entities/sensitive-system-entities.ts";
import { normalize } from "../../../src/text/normalize.ts";
import { expressions, found, foundWithin, rowsOf } from "./entity-table.ts";

describe.each([
  ["Chinese", expressions.zh, 300],
  ["English", expressions.en, 150],
] as const)("in %s", (_, { alone, sentences, nothing, beyond }, enough) => {
  test.each(rowsOf(alone))("%s on its own is a %s: %s", (expression, name, value) => {
    expect(foundWithin(expression)).toEqual([[name, normalize(expression), value]]);
  });

  test("there are enough expressions to mean something", () => {
    expect(rowsOf(alone).length).toBeGreaterThanOrEqual(enough);
  });

  test.each(Object.entries(sentences))("%s", (sentence, expected) => {
    expect(foundWithin(sentence)).toEqual(
      expected.map(([name, text, value]) => [name, normalize(text), value]),
    );
  });

  test.each(nothing)("%s only looks like one", (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each(rowsOf(beyond))("%s, which is a %s, is still beyond us", (expression, name, value) => {
    expect(found(expression)).not.toEqual([`${name} ${value}`]);
  });
});

test("an ID number with a wrong check digit and a card with a wrong sum are long numbers only", () => {
  expect(found("110105194912310021")).toEqual(["order 110105194912310021"]);
  expect(found("4111111111111112")).toEqual(["order 4111111111111112"]);
});

test("a year is not a duration, and 31 February no day", () => {
  expect(found("2024年")).toEqual(["number 2024"]);
  expect(found("2024-02-31")).not.toContain("date 2024-02-31");
  expect(found("2/31")).not.toContain("date --02-31");
});

test("a little more than an amount is the amount, about so much is none", () => {
  expect(found("300多块")).toEqual(["money 300"]);
  expect(found("三四百块")).toEqual([]);
  expect(found("两三个月")).toEqual([]);
});

test.each(["zh", "en"] as const)("the table has every system entity, %s", (language) => {
  expect(Object.keys(expressions[language].alone).toSorted()).toEqual([...systemEntityNames].toSorted());
});

test("who a customer is and what their card's number is are sensitive; a card's tail is not", () => {
  const sensitive = (text: string) =>
    foundWithin(text).map(([name]) => [name, sensitiveSystemEntities.has(name)]);
  expect(sensitive("13812345678")).toEqual([["phone", true]]);
  expect(sensitive("11010519491231002X")).toEqual([["idNumber", true]]);
  expect(sensitive("4111 1111 1111 1111")).toEqual([["bankCard", true]]);
  expect(sensitive("尾号1234")).toEqual([["cardTail", false]]);
  expect(sensitive("订单号88812345")).toEqual([["order", false]]);
});
