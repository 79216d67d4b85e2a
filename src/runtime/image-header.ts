import type { ImageFormat } from "./image-ports.ts";

/** What an image says of itself in its first bytes. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** In pixels, as stored; a photo that a viewer turns by its EXIF data has them the other way round. */
  readonly width: number;
  readonly height: number;
}

/**
 * Tells what an image is by its first bytes, whatever its sender calls it.
 *
 * @returns undefined when it is nothing of `ImageFormat`, or ends before it has told its size
 * @see PNG (ISO/IEC 15948) §11.2.2, GIF89a §18, RFC 9649 (WebP) §2.5–2.7, ITU-T T.81 (JPEG) §B.2.2
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(view) ?? gif(view) ?? webp(view) ?? jpeg(view);
  } catch (error) {
    // Read beyond the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function png(view: DataView): ImageHeader | undefined {
  if (!reads(view, 0, "\x89PNG\r\n\x1a\n") || !reads(view, 12, "IHDR")) return undefined;
  return { format: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): ImageHeader | undefined {
  if (!reads(view, 0, "GIF87a") && !reads(view, 0, "GIF89a")) return undefined;
  return { format: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webp(view: DataView): ImageHeader | undefined {
  if (!reads(view, 0, "RIFF") || !reads(view, 8, "WEBP")) return undefined;
  const size = lossy(view) ?? lossless(view) ?? extended(view);
  return size && { format: "image/webp", ...size };
}

type Size = Pick<ImageHeader, "width" | "height">;

/** Sizes of 14 bits; the two above them ask a viewer to scale. */
const SIZE_BITS = 0x3fff;

function lossy(view: DataView): Size | undefined {
  if (!reads(view, 12, "VP8 ") || !reads(view, 23, "\x9d\x01\x2a")) return undefined;
  return { width: view.getUint16(26, true) & SIZE_BITS, height: view.getUint16(28, true) & SIZE_BITS };
}

function lossless(view: DataView): Size | undefined {
  if (!reads(view, 12, "VP8L") || !reads(view, 20, "\x2f")) return undefined;
  const sizes = view.getUint32(21, true);
  return { width: (sizes & SIZE_BITS) + 1, height: ((sizes >>> 14) & SIZE_BITS) + 1 };
}

function extended(view: DataView): Size | undefined {
  if (!reads(view, 12, "VP8X")) return undefined;
  const sizeAt = (place: number) => view.getUint16(place, true) + (view.getUint8(place + 2) << 16) + 1;
  return { width: sizeAt(24), height: sizeAt(27) };
}

/** Goes from segment to segment to the one that begins a frame. */
function jpeg(view: DataView): ImageHeader | undefined {
  if (!reads(view, 0, "\xff\xd8\xff")) return undefined;
  let at = 2;
  while (view.getUint8(at) === MARKER) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker))
      return { format: "image/jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Any number of them may stand before a marker to fill up.
    at += marker === MARKER ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

const MARKER = 0xff;

/** SOF0 to SOF15, but for the tables DHT, JPG and DAC that have their numbers between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether these bytes stand there, written as characters of Latin-1. */
function reads(view: DataView, at: number, bytes: string): boolean {
  if (at + bytes.length > view.byteLength) return false;
  return [...bytes].every((byte, index) => view.getUint8(at + index) === byte.charCodeAt(0));
}
