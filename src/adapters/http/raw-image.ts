import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { StoredImage } from "../../runtime/image-ports.ts";

/** What the sender of an image is told; `image` goes into the message that shows it. */
export interface ImageReply {
  readonly image: string;
  readonly width: number;
  readonly height: number;
}

export function imageReply(reply: FastifyReply, { id, width, height }: StoredImage): ImageReply {
  reply.status(201).header("cache-control", "no-store");
  return { image: id, width, height };
}

/** Keeps the bodies of this plugin's routes as bytes, whatever they are said to be; see `rawBody`. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) => body);
}

/** The bytes that came; none, when there was no body. */
export function rawBody({ body }: FastifyRequest): Uint8Array {
  return Buffer.isBuffer(body) ? body : new Uint8Array();
}
