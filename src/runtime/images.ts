import { AppError } from "../kernel/errors.ts";
import { type ConversationId, type ImageId, imageId } from "../kernel/ids.ts";
import type { Language } from "../kernel/language.ts";
import type { Clock, Milliseconds } from "../kernel/time.ts";
import type { MessageBody } from "../protocol/event.ts";
import { readImageHeader } from "./image-header.ts";
import type { ImageStore, StoredImage } from "./image-ports.ts";

/** A photo of a phone's camera that was scaled down takes a tenth of it. */
export const IMAGE_BYTES = 5 * 1024 * 1024;

/** In pixels, each way: what browsers still show on phones with little memory. */
const MOST_PIXELS = 12_000;

/** Of one conversation, customer and agents together: far more than a question takes, and 200 MB at most. */
const MOST_A_DAY = 40;
const DAY_MS: Milliseconds = 24 * 3600 * 1000;

interface ImageSurroundings {
  readonly store: { readonly images: ImageStore };
  readonly clock: Clock;
  /** An id that nobody can guess. */
  readonly newId: () => ImageId;
}

/** Takes images in, and brings them back. They are shown by a message of their own; see `imageBody`. */
export interface Images {
  /**
   * Keeps an image of a conversation.
   *
   * @throws IMAGE_UNSUPPORTED when it is no image that browsers show, or too large; TOO_MANY_REQUESTS when the
   *   conversation has had as many within a day as it may
   */
  keep(conversationId: ConversationId, bytes: Uint8Array): Promise<StoredImage>;
  find(id: string): Promise<StoredImage | undefined>;
}

export function createImages({ store, clock, newId }: ImageSurroundings): Images {
  return {
    async keep(conversationId, bytes) {
      const header = readImageHeader(bytes);
      if (header === undefined || bytes.length > IMAGE_BYTES)
        throw new AppError("IMAGE_UNSUPPORTED", "This is no JPEG, PNG, WebP or GIF image of at most 5 MB.");
      const { width, height } = header;
      if (Math.min(width, height) < 1 || Math.max(width, height) > MOST_PIXELS) {
        throw new AppError(
          "IMAGE_UNSUPPORTED",
          `An image may have 1 to ${MOST_PIXELS} pixels each way, and not ${width} × ${height}.`,
        );
      }
      const at = clock.now();
      const image: StoredImage = { id: newId(), conversationId, at, ...header, bytes };
      if (await store.images.save(image, { most: MOST_A_DAY, since: at - DAY_MS })) return image;
      throw new AppError(
        "TOO_MANY_REQUESTS",
        `${MOST_A_DAY} images were sent in this conversation within a day.`,
        { conversationId },
      );
    },
    find: (id) => findImage(store.images, id),
  };
}

/**
 * The image of a conversation.
 *
 * @throws NOT_FOUND when there is none by this id, or it is of another conversation
 */
export async function imageOf(
  images: Pick<ImageStore, "find">,
  conversationId: ConversationId,
  id: string,
): Promise<StoredImage> {
  const image = await findImage(images, id);
  if (image?.conversationId === conversationId) return image;
  throw new AppError("NOT_FOUND", "This conversation has no such image. Upload it first.", {
    conversationId,
  });
}

/** The message that shows an image. */
export function imageBody(
  { id, width, height }: Pick<StoredImage, "id" | "width" | "height">,
  language: Language,
): MessageBody {
  const words = language === "zh" ? "[图片]" : "[image]";
  return { type: "image", text: words, url: `/api/chat/images/${id}`, alt: words, width, height };
}

/** Anything may be asked for: what cannot be an id need not be looked for, and some of it no database can take. */
async function findImage(images: Pick<ImageStore, "find">, id: string): Promise<StoredImage | undefined> {
  return /^[\w-]{1,64}$/.test(id) ? images.find(imageId(id)) : undefined;
}
