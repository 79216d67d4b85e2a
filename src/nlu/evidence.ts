import type { Evidence, Match } from "../kernel/understanding.ts";
import type { KnownUtterance, LanguageModel } from "./model.ts";
import { featureWeight } from "./scorer.ts";
import { lengthOf, type SparseVector } from "./sparse.ts";

const MATCHES_SHOWN = 6;

/** By the letter that features of a view begin with. */
const views: Readonly<Record<string, Match["view"]>> = {
  c: "characters",
  w: "words",
  p: "sounds",
  k: "concepts",
};

/**
 * Why a class was chosen for a text: the most similar utterance of its authors, and what in the text spoke for it.
 *
 * @param uncalibrated the classifiers' probability of the class
 */
export function evidenceFor(
  model: LanguageModel,
  vector: SparseVector,
  label: number,
  uncalibrated: number,
): Evidence | undefined {
  const { vocabulary, embeddings } = model.stored;
  const dense = new Float32Array(vocabulary.features.length + (embeddings?.dimensions ?? 0));
  vector.indices.forEach((column, k) => {
    dense[column] = vector.values[k] ?? 0;
  });
  const length = lengthOf(vector);
  let nearest: KnownUtterance | undefined;
  let similarity = -1;
  for (const utterance of model.known(label)) {
    const found = cosine(dense, length, utterance);
    if (found <= similarity) continue;
    nearest = utterance;
    similarity = found;
  }
  if (nearest === undefined) return undefined;
  return {
    utterance: nearest.text,
    similarity,
    matches: strongestMatches(model, vector, label),
    uncalibrated,
  };
}

function strongestMatches(model: LanguageModel, vector: SparseVector, label: number): readonly Match[] {
  const { scorer, vocabulary } = model.stored;
  const shares = Array.from(vector.indices, (feature, k) => ({
    feature: vocabulary.features[feature] ?? "",
    share: featureWeight(scorer, feature, label) * (vector.values[k] ?? 0),
  }));
  return shares
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share)
    .flatMap(({ feature }): readonly Match[] => {
      const view = views[feature.charAt(0)];
      const text = feature.slice(1).trim();
      return view === undefined || text === "" ? [] : [{ view, text }];
    })
    .slice(0, MATCHES_SHOWN);
}

function cosine(
  dense: Float32Array,
  length: number,
  { vector, length: knownLength }: KnownUtterance,
): number {
  const { indices, values } = vector;
  let product = 0;
  for (let k = 0; k < indices.length; k++) product += (dense[indices[k] ?? 0] ?? 0) * (values[k] ?? 0);
  const scale = length * knownLength;
  return scale === 0 ? 0 : Math.min(1, Math.max(0, product / scale));
}
