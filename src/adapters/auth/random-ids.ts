import { randomBytes, randomUUID } from "node:crypto";
import { conversationId, customerId, eventId, type ImageId, imageId, nodeId } from "../../kernel/ids.ts";
import type { Ids } from "../../runtime/ports.ts";

/** 128 bits: nobody guesses another customer's. */
const ID_BYTES = 16;

/** Ids from the operating system's randomness. */
export const randomIds: Ids = {
  node: () => nodeId(randomUUID()),
  event: () => eventId(randomUUID()),
  conversation: () => conversationId(randomBytes(ID_BYTES).toString("base64url")),
  customer: () => customerId(`anonymous:${randomBytes(ID_BYTES).toString("base64url")}`),
};

/** An id for an image, from the same randomness: whoever knows it may see the image. */
export const randomImageId = (): ImageId => imageId(randomBytes(ID_BYTES).toString("base64url"));
