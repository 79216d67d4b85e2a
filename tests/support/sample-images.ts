/** A small image of every form that is taken, 17 pixels wide and 9 high; browsers show each of them. */
export const sampleImages = {
  jpeg: bytes(
    "/9j/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBD" +
      "AVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAJABED" +
      "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA" +
      "AAP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQE1wAH//Z",
  ),
  png: bytes(
    "iVBORw0KGgoAAAANSUhEUgAAABEAAAAJCAYAAADU6McMAAAAKUlEQVR4AeyQMQ0AAAjDyKSgBfl4AgGc7FrWpG+PoivnK4KAI3ei" +
      "2JMFAAD//1vRrl8AAAAGSURBVAMAdSElVFf5Uh0AAAAASUVORK5CYII=",
  ),
  gif: bytes("R0lGODlhEQAJAIAAAMxEIgAAACwAAAAAEQAJAAACD4SPqcvtD6OctNqLs16dAAA7"),
  webpLossy: bytes(
    "UklGRjwAAABXRUJQVlA4IDAAAADQAgCdASoRAAkAP3Gixlk0rCejsAgCkC4JQBdgBaSAAP7E74wmktu/F3YjjJslsAA=",
  ),
  webpLossless: bytes("UklGRh4AAABXRUJQVlA4TBEAAAAvEAACAAdQojJXpP+BiOh/AAA="),
  webpExtended: bytes(
    "UklGRm4AAABXRUJQVlA4WAoAAAAQAAAAEAAACAAAQUxQSBMAAAABFzBAERGGQIDg/0Sqgoj+RwkfAFZQOCA0AAAAsAIAnQEqEQAJ" +
      "AD9xosdZNKwoI7AIApAuCUAAE2GAAP7Qyv6Mk7TnX/qO39TTXy1/2O8AAA==",
  ),
} as const;

export const SAMPLE_WIDTH = 17;
export const SAMPLE_HEIGHT = 9;

function bytes(base64: string): Buffer<ArrayBuffer> {
  return Buffer.from(base64, "base64");
}
