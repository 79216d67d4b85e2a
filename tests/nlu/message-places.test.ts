import { expect, test } from "vitest";
import { messagePlaces } from "../../src/nlu/embeddings/message-places.ts";
import { seededRandom } from "../../src/nlu/random.ts";

/** Messages whose directions lie within a few degrees of one axis. */
function bundle(axis: number, messages: number): readonly Float32Array[] {
  const random = seededRandom(axis + 1);
  return Array.from({ length: messages }, () => {
    const parts = Array.from({ length: 4 }, (_, at) => (at === axis ? 1 : random() * 0.1));
    const length = Math.hypot(...parts);
    return Float32Array.from(parts, (part) => part / length);
  });
}

const placesOf = (messages: readonly Float32Array[]) => messagePlaces(messages, seededRandom(1));

test("every place is the middle of messages that are alike", () => {
  const places = placesOf([...bundle(0, 60), ...bundle(1, 60)]);
  expect(places.length).toBeGreaterThan(2);
  for (const place of places) {
    expect(Math.hypot(...place)).toBeCloseTo(1, 5);
    expect(Math.max(...place)).toBeGreaterThan(0.9);
  }
});

test("there are more places where more messages lie", () => {
  const places = placesOf([...bundle(0, 240), ...bundle(1, 24)]);
  const along = (axis: number) => places.filter((place) => (place[axis] ?? 0) > 0.9).length;
  expect(along(0)).toBeGreaterThan(along(1));
});

test("what one customer alone wrote has no place", () => {
  const lonely = Float32Array.of(0, 0, 0, 1);
  for (const place of placesOf([...bundle(0, 60), lonely])) expect(place[3]).toBeLessThan(0.9);
});

test("a handful of messages has no places", () => {
  expect(placesOf(bundle(0, 5))).toEqual([]);
});
