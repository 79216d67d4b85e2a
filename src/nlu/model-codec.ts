import { AppError } from "../kernel/errors.ts";
import { type BinaryFormat, decodeContainer, encodeContainer } from "./container.ts";
import { assembleModel, type Model, type StoredModel } from "./model.ts";

const format: BinaryFormat = {
  magic: "FENQINLU",
  version: 2,
  unreadable: (what) =>
    new AppError("MODEL_UNREADABLE", `The model file ${what}. Delete it: the next start trains another.`),
};

/** A model as bytes. The same model always gives the same bytes. */
export function encodeModel({ stored }: Model): Uint8Array {
  return encodeContainer(stored, format);
}

/**
 * The model that `encodeModel` wrote.
 *
 * @throws {AppError} MODEL_UNREADABLE when the bytes are not a model, are damaged, or are of another version
 */
export function decodeModel(bytes: Uint8Array): Model {
  return assembleModel(decodeContainer(bytes, format) as StoredModel);
}
