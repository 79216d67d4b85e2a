import type { ConversationId, ImageId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";

/** What an image may be; told by its first bytes, whatever its sender calls it. */
export type ImageFormat = "image/jpeg" | "image/png" | "image/webp" | "image/gif";

/** An image that somebody has sent in a conversation, or is about to. Never changes. */
export interface StoredImage {
  /** Nobody can guess it: who knows it may see the image. */
  readonly id: ImageId;
  readonly conversationId: ConversationId;
  readonly at: Timestamp;
  readonly format: ImageFormat;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Keeps images beside the log, on the same database. Throws `STORE_UNAVAILABLE` like `Store`. */
export interface ImageStore {
  /** @returns false, and keeps nothing, when the conversation has `most` images already that are not older than `since` */
  save(image: StoredImage, quota: { readonly most: number; readonly since: Timestamp }): Promise<boolean>;
  find(id: ImageId): Promise<StoredImage | undefined>;
}
