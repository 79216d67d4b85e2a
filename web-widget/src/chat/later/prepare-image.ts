import { sizeWithin } from "./size-within.ts";

/** An image as it is sent: small enough for a phone's network, and without what the camera wrote into it. */
export interface PreparedImage {
  readonly blob: Blob;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

export type ImageTrouble = "imageTooLarge" | "imageUnreadable";

const MOST_BYTES = 10 * 1024 * 1024;
const QUALITY = 0.85;
/** A GIF that is sent as it is may move; it would stand still as a JPEG. */
const MOST_GIF_BYTES = 1024 * 1024;

/** Scales an image down and writes it anew, which leaves out where and with what it was taken. */
export async function prepareImage(file: Blob): Promise<PreparedImage | ImageTrouble> {
  if (file.size > MOST_BYTES) return "imageTooLarge";
  // Turned as the camera was held. A HEIC that the browser does not know is refused here.
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined);
  if (bitmap === undefined) return "imageUnreadable";
  const { width, height } = bitmap;
  if (file.type === "image/gif" && file.size < MOST_GIF_BYTES) return { blob: file, width, height };
  return (await writtenAnew(bitmap, sizeWithin(width, height))) ?? "imageUnreadable";
}

async function writtenAnew(
  bitmap: ImageBitmap,
  size: { readonly width: number; readonly height: number },
): Promise<PreparedImage | undefined> {
  const canvas = Object.assign(document.createElement("canvas"), size);
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  // What is transparent would turn black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size.width, size.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return blob === null ? undefined : { blob, ...size };
}
