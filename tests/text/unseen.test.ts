import { expect, test } from "vitest";
import { showUnseen } from "../../src/text/unseen.ts";

test("what is not seen is written out, and everything else stays as it is", () => {
  expect(showUnseen("怎么\u202e还\u0000款\ud800")).toBe("怎么[U+202E]还[U+0000]款[U+D800]");
  expect(showUnseen("一\n\t二 🙂")).toBe("一\n\t二 🙂");
});
