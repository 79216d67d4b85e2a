import { expect, test } from "vitest";
import { laws } from "../../../src/regression/explore/law.ts";
import { realContent } from "../../support/real-content.ts";
import { walkedBot } from "./explored.ts";

const exploration = walkedBot(await realContent());

test.each(Object.entries(laws))("the dialogs are proven: %s – %s", (law) => {
  const found = exploration.breaches.filter((breach) => breach.law === law);
  expect(found.map(({ at, step, message }) => `${at.file}:${at.line} ${step}: ${message}`)).toEqual([]);
});

test("the whole of the content was walked", () => {
  expect(exploration.gaveUp).toBe(false);
  expect(exploration.states).toBeGreaterThan(1000);
});
