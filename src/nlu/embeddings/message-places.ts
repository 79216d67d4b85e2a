import { type Random, shuffled } from "../random.ts";
import { type ChosenRows, openWorkspace, padded } from "../row-math/row-math.ts";

/** A place stands for so many messages; on the benchmarks' texts three to nine do about as well. */
const MESSAGES_A_PLACE = 6;

/** Twice as many, or half, changed less than chance does. */
const MOST_PLACES = 512;

/** Then hardly a message changes its group. */
const ROUNDS = 5;

/** What one customer alone wrote is not kept. */
const LEAST_MESSAGES = 2;

/**
 * Where messages lie: they are put into groups, each of which has its place in the middle of its messages.
 *
 * @param directions one for each message, each of length 1 and as long as the others, a multiple of four
 * @returns places of length 1, more of them where messages are many
 * @see Dhillon and Modha 2001, "Concept Decompositions for Large Sparse Text Data" (spherical k-means)
 */
export function messagePlaces(directions: readonly Float32Array[], random: Random): readonly Float32Array[] {
  const groups = Math.min(MOST_PLACES, Math.floor(directions.length / MESSAGES_A_PLACE));
  let places: readonly Float32Array[] = shuffled(directions, random).slice(0, groups);
  for (let round = 0; round < ROUNDS && places.length > 0; round++) {
    const groupOf = nearestPlaces(directions, places);
    places = places.flatMap((_, group) => {
      const members = directions.filter((__, message) => groupOf[message] === group);
      return members.length < LEAST_MESSAGES ? [] : middleOf(members);
    });
  }
  return places;
}

function nearestPlaces(directions: readonly Float32Array[], places: readonly Float32Array[]): Int32Array {
  const dimensions = places[0]?.length ?? 0;
  const count = places.length;
  const workspace = openWorkspace(count * dimensions + padded(dimensions) + 3 * padded(count));
  const matrix = workspace.matrix(count, dimensions);
  places.forEach((place, at) => matrix.values.set(place, at * dimensions));
  const all = everyRow(workspace.chosenRows(count), count);
  const direction = workspace.floats(dimensions);
  const likeness = workspace.floats(count);
  return Int32Array.from(directions, (own) => {
    direction.values.set(own);
    workspace.multiply(all, matrix, direction, likeness);
    return likeness.values.indexOf(Math.max(...likeness.values));
  });
}

function everyRow(chosen: ChosenRows, count: number): ChosenRows {
  chosen.rows.values.set(Int32Array.from({ length: count }, (_, row) => row));
  chosen.count = count;
  return chosen;
}

/** Nothing, where directions cancel each other. */
function middleOf(directions: readonly Float32Array[]): readonly Float32Array[] {
  const sum = new Float64Array(directions[0]?.length ?? 0);
  for (const direction of directions)
    direction.forEach((part, dimension) => {
      sum[dimension] = (sum[dimension] ?? 0) + part;
    });
  const length = Math.sqrt(sum.reduce((squares, part) => squares + part * part, 0));
  return length === 0 ? [] : [Float32Array.from(sum, (part) => part / length)];
}
