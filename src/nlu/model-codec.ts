import { AppError } from "../kernel/errors.ts";
import { assembleModel, type Model, type StoredModel } from "./model.ts";

const MAGIC = "FENQINLU";

/** Raised whenever a file of an earlier version would be misread. */
const VERSION = 2;

/** Magic, version, checksum of all that follows, length of the text part. */
const HEADER_BYTES = MAGIC.length + 12;

/** Numbers lie on multiples of four in the file, as typed arrays want them. */
const ALIGNMENT = 4;

const arrayKinds = { Int8Array, Float32Array } as const;

type ArrayKind = keyof typeof arrayKinds;

/** Stands in the text part for an array of numbers that lies in the number part. */
interface ArrayPlace {
  readonly array: ArrayKind;
  readonly from: number;
  readonly length: number;
}

/**
 * A model as bytes: a header, the texts as JSON, then the numbers. The same model always gives the same bytes.
 */
export function encodeModel({ stored }: Model): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const json = JSON.stringify(stored, (_, value: unknown) => {
    if (!(value instanceof Int8Array || value instanceof Float32Array)) return value;
    const place: ArrayPlace = {
      array: value instanceof Int8Array ? "Int8Array" : "Float32Array",
      from: size,
      length: value.length,
    };
    parts.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    size = aligned(size + value.byteLength);
    return place;
  });
  const text = new TextEncoder().encode(json);
  const numbersFrom = aligned(HEADER_BYTES + text.length);
  const bytes = new Uint8Array(numbersFrom + size);
  bytes.set(text, HEADER_BYTES);
  let from = numbersFrom;
  for (const part of parts) {
    bytes.set(part, from);
    from = aligned(from + part.length);
  }
  const header = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  header.setUint32(MAGIC.length, VERSION, true);
  header.setUint32(MAGIC.length + 8, text.length, true);
  header.setUint32(MAGIC.length + 4, checksum(bytes.subarray(MAGIC.length + 8)), true);
  return bytes;
}

/**
 * The model that `encodeModel` wrote.
 *
 * @throws {AppError} MODEL_UNREADABLE when the bytes are not a model, are damaged, or are of another version
 */
export function decodeModel(bytes: Uint8Array): Model {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || decodeText(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw unreadable("is not a model of this product");
  }
  const version = header.getUint32(MAGIC.length, true);
  if (version !== VERSION)
    throw unreadable(`has format ${version}, and this program reads format ${VERSION}`);
  if (header.getUint32(MAGIC.length + 4, true) !== checksum(bytes.subarray(MAGIC.length + 8))) {
    throw unreadable("is damaged: its checksum does not match");
  }
  const textEnd = HEADER_BYTES + header.getUint32(MAGIC.length + 8, true);
  const numbersFrom = aligned(textEnd);
  // Copied, because the caller's bytes may not lie on a multiple of four in their buffer; and not by slice(), which
  // copies nothing when the bytes are a Node Buffer.
  const numbers = new Uint8Array(bytes.subarray(numbersFrom)).buffer;
  const stored: unknown = JSON.parse(
    decodeText(bytes.subarray(HEADER_BYTES, textEnd)),
    (_, value: unknown) =>
      isArrayPlace(value) ? new arrayKinds[value.array](numbers, value.from, value.length) : value,
  );
  // The checksum vouches that `encodeModel` of this very version wrote it.
  return assembleModel(stored as StoredModel);
}

function unreadable(what: string): AppError {
  return new AppError(
    "MODEL_UNREADABLE",
    `The model file ${what}. Delete it: the next start trains another.`,
  );
}

function isArrayPlace(value: unknown): value is ArrayPlace {
  return (
    typeof value === "object" && value !== null && "array" in value && "from" in value && "length" in value
  );
}

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** FNV-1a over 32 bits: guards against cut and damaged files, not against forgers. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
