import type { AppError } from "../kernel/errors.ts";

/** A kind of binary file of this product. */
export interface BinaryFormat {
  /** Eight letters that every such file begins with. */
  readonly magic: string;
  /** Raised whenever a file of an earlier version would be misread. */
  readonly version: number;
  /** The error for bytes that cannot be read; `what` goes on from the name of the file. */
  readonly unreadable: (what: string) => AppError;
}

const MAGIC_BYTES = 8;

/** Magic, version, checksum of all that follows, length of the text part. */
const HEADER_BYTES = MAGIC_BYTES + 12;

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
 * A value as bytes: a header, the texts as JSON, then the numbers. The same value always gives the same bytes.
 *
 * @param value what JSON can say, and arrays of numbers of these kinds: Int8Array, Float32Array
 */
export function encodeContainer(value: unknown, { magic, version }: BinaryFormat): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!(part instanceof Int8Array || part instanceof Float32Array)) return part;
    const place: ArrayPlace = {
      array: part instanceof Int8Array ? "Int8Array" : "Float32Array",
      from: size,
      length: part.length,
    };
    parts.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    size = aligned(size + part.byteLength);
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
  bytes.set(new TextEncoder().encode(magic));
  header.setUint32(MAGIC_BYTES, version, true);
  header.setUint32(MAGIC_BYTES + 8, text.length, true);
  header.setUint32(MAGIC_BYTES + 4, checksum(bytes.subarray(MAGIC_BYTES + 8)), true);
  return bytes;
}

/**
 * The value that `encodeContainer` wrote, to be believed as it is: the checksum vouches that this very version wrote it.
 *
 * @throws {AppError} the format's own, when the bytes are of another kind or version, or damaged
 */
export function decodeContainer(bytes: Uint8Array, { magic, version, unreadable }: BinaryFormat): unknown {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || decodeText(bytes.subarray(0, MAGIC_BYTES)) !== magic) {
    throw unreadable("was not written by this product");
  }
  const written = header.getUint32(MAGIC_BYTES, true);
  if (written !== version)
    throw unreadable(`has format ${written}, and this program reads format ${version}`);
  if (header.getUint32(MAGIC_BYTES + 4, true) !== checksum(bytes.subarray(MAGIC_BYTES + 8))) {
    throw unreadable("is damaged: its checksum does not match");
  }
  const textEnd = HEADER_BYTES + header.getUint32(MAGIC_BYTES + 8, true);
  const numbersFrom = aligned(textEnd);
  // Copied, because the caller's bytes may not lie on a multiple of four in their buffer; and not by slice(), which
  // copies nothing when the bytes are a Node Buffer.
  const numbers = new Uint8Array(bytes.subarray(numbersFrom)).buffer;
  return JSON.parse(decodeText(bytes.subarray(HEADER_BYTES, textEnd)), (_, value: unknown) =>
    isArrayPlace(value) ? new arrayKinds[value.array](numbers, value.from, value.length) : value,
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
  // By index: an iterator takes four times as long over a model's millions of bytes.
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
}
