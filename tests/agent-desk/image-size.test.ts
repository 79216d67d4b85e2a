import { expect, test } from "vitest";
import { fitted } from "../../agent-desk/src/model/image-size.ts";

const frame = { width: 1600, height: 1600 };

test("a large picture is made smaller with its shape kept, and a small one stays as it is", () => {
  expect(fitted({ width: 4000, height: 3000 }, frame)).toEqual({ width: 1600, height: 1200 });
  expect(fitted({ width: 1000, height: 3200 }, frame)).toEqual({ width: 500, height: 1600 });
  expect(fitted({ width: 640, height: 480 }, frame)).toEqual({ width: 640, height: 480 });
});

test("a picture as thin as a line is not made to nothing", () => {
  expect(fitted({ width: 12_000, height: 1 }, frame)).toEqual({ width: 1600, height: 1 });
});
