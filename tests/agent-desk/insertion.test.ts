import { expect, test } from "vitest";
import { inserted } from "../../agent-desk/src/model/insertion.ts";

test("a suggested reply is the whole text where nothing has been written", () => {
  expect(inserted("", [0, 0], "您好")).toEqual({ text: "您好", caret: 2 });
  expect(inserted(" \n", [1, 1], "您好")).toEqual({ text: "您好", caret: 2 });
});

test("a suggested reply goes where the caret is, and nothing that was written is lost", () => {
  expect(inserted("王先生，请稍等", [4, 4], "您好。")).toEqual({ text: "王先生，您好。请稍等", caret: 7 });
});

test("a suggested reply takes the place of what the agent has marked", () => {
  expect(inserted("王先生，请稍等", [4, 7], "您好")).toEqual({ text: "王先生，您好", caret: 6 });
});
