import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readImageHeader } from "../../src/runtime/image-header.ts";
import { SAMPLE_HEIGHT, SAMPLE_WIDTH, sampleImages } from "../support/sample-images.ts";

const formats = {
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webpLossy: "image/webp",
  webpLossless: "image/webp",
  webpExtended: "image/webp",
} as const;

const text = (words: string) => Buffer.from(words, "latin1");

describe("an image", () => {
  test("tells its format and size in its first bytes", () => {
    for (const [name, format] of Object.entries(formats)) {
      const bytes = sampleImages[name as keyof typeof formats];
      expect([name, readImageHeader(bytes)]).toEqual([
        name,
        { format, width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT },
      ]);
    }
  });

  test("tells them behind whatever a camera writes before its picture", () => {
    const { jpeg } = sampleImages;
    const about = text("\xff\xe1\x00\x08Exif\x00\x00");
    const filledUp = Buffer.concat([jpeg.subarray(0, 2), about, text("\xff\xff"), jpeg.subarray(2)]);
    expect(readImageHeader(filledUp)).toMatchObject({ width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT });
  });

  test("may be a part of more bytes", () => {
    const { png } = sampleImages;
    const around = Buffer.concat([text("1234567"), png, text("89")]);
    expect(readImageHeader(around.subarray(7, 7 + png.length))?.format).toBe("image/png");
  });

  test("that ends before it has told its size is none", () => {
    for (const bytes of Object.values(sampleImages)) {
      for (const length of [0, 1, 3, 8, 11, 15]) {
        const header = readImageHeader(bytes.subarray(0, length));
        // A GIF has told its size after ten bytes.
        if (length < 10 || bytes !== sampleImages.gif) expect(header).toBeUndefined();
      }
    }
  });
});

test("what is no image is told apart from one", () => {
  const strangers = [
    "",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "<!doctype html><p>hello</p>",
    "%PDF-1.7",
    "BM6\x00\x00\x00",
    "GIF86a\x01\x00\x01\x00",
    "RIFF\x00\x00\x00\x00WAVEfmt ",
    "RIFF\x00\x00\x00\x00WEBPVP9 0000000000000000",
    "\x89PNG\r\n\x1a\n\x00\x00\x00\rIDAT\x00\x00\x00\x01\x00\x00\x00\x01",
    `\xff\xd8\xff${"\xff".repeat(1000)}`,
    "\xff\xd8\xff\xda\x00\x02\x12\x34",
    "\xff\xd8\xff\xe0\x00\x00\xff\xe0\x00\x00",
  ];
  for (const stranger of strangers) expect(readImageHeader(text(stranger))).toBeUndefined();
});

test("any bytes are read without a fault", () => {
  const starts = Object.values(sampleImages).map((bytes) => Array.from(bytes.subarray(0, 16)));
  const begun = fc.tuple(fc.constantFrom([], ...starts), fc.uint8Array({ maxLength: 200 }));
  fc.assert(
    fc.property(begun, ([start, rest]) => {
      const header = readImageHeader(Uint8Array.from([...start, ...rest]));
      expect(header === undefined || (header.width >= 0 && header.height >= 0)).toBe(true);
    }),
  );
});
