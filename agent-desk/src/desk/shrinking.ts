import { fitted } from "../model/image-size.ts";
import { RequestFailed } from "./rest.ts";

/** An image as it goes to the server, and a small one to show meanwhile. */
export interface Shrunk {
  readonly file: Blob;
  /** A `data:` address: the content security policy lets no other of the page's own in. */
  readonly thumbnail: string;
}

/** What a phone takes; more is a film or a mistake. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Sharp enough to read a bill on, in pixels. */
const LARGEST = { width: 1600, height: 1600 };
const THUMBNAIL = { width: 96, height: 48 };
const QUALITY = 0.85;

/**
 * Draws an image anew: smaller, as JPEG, and without what the camera has written into it, such as the place.
 *
 * @throws {RequestFailed} `IMAGE_TOO_LARGE` or `IMAGE_UNSUPPORTED`
 */
export async function shrink(chosen: File): Promise<Shrunk> {
  if (chosen.size > MOST_BYTES) throw new RequestFailed("IMAGE_TOO_LARGE");
  const picture = await createImageBitmap(chosen).catch((cause: unknown) => {
    throw new RequestFailed("IMAGE_UNSUPPORTED", cause);
  });
  const canvas = drawn(picture, LARGEST);
  const thumbnail = drawn(picture, THUMBNAIL).toDataURL("image/jpeg", QUALITY);
  picture.close();
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (file === null) throw new RequestFailed("IMAGE_UNSUPPORTED");
  return { file, thumbnail };
}

function drawn(picture: ImageBitmap, frame: typeof LARGEST): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const { width, height } = fitted(picture, frame);
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new RequestFailed("IMAGE_UNSUPPORTED");
  // JPEG knows nothing transparent, and would make it black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  return canvas;
}
