import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import { blocked, isBlocked } from "../../runtime/blocked.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import { IMAGE_BYTES, type Images } from "../../runtime/images.ts";
import { bearerToken, checkPage } from "./chat-guard.ts";
import { type ImageReply, imageReply, rawBody, takeRawBodies } from "./raw-image.ts";
import type { SessionRouteOptions } from "./session-route.ts";

export interface ImageRouteOptions extends SessionRouteOptions {
  readonly images: Images;
  readonly clock: Clock;
}

/** Nobody takes photos faster; each may hold 5 MB in memory while it comes in. */
const UPLOAD_LIMIT = { burst: 10, perSecond: 0.5 };

/** Images that are looked at, for each session that an address may open: a long conversation shows as many. */
const VIEWS_PER_SESSION = 20;

const YEAR_S = 31_536_000;

const UPLOADER = "imageUploader";

/** `POST /api/chat/images` keeps a customer's image, `GET /api/chat/images/:id` shows one. */
export async function imageRoutes(app: FastifyInstance, options: ImageRouteOptions): Promise<void> {
  await app.register(rateLimit, { max: options.sessionsPerMinute, timeWindow: "1 minute" });
  await app.register(async (side) => uploadRoute(side, options));
  showRoute(app, options);
}

async function uploadRoute(app: FastifyInstance, options: ImageRouteOptions): Promise<void> {
  const { sessions, origins, images, clock, isStopping } = options;
  const gate = new FloodGate<ConversationId>(UPLOAD_LIMIT);
  takeRawBodies(app);
  app.decorateRequest(UPLOADER, null);
  // Before the body is read: of whoever may not send one, nothing is kept in memory.
  app.addHook("preParsing", async (request) => {
    checkPage(request, origins);
    if (isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
    request.setDecorator(UPLOADER, await uploaderOf(request));
  });
  app.post("/api/chat/images", { bodyLimit: IMAGE_BYTES }, async (request, reply): Promise<ImageReply> => {
    const kept = await images.keep(request.getDecorator<ConversationId>(UPLOADER), rawBody(request));
    return imageReply(reply, kept);
  });

  async function uploaderOf(request: FastifyRequest): Promise<ConversationId> {
    const record = await sessions.resume(bearerToken(request) ?? "");
    const now = clock.now();
    if (isBlocked(record, now)) throw blocked(record);
    if (gate.admits(record.id, now)) return record.id;
    throw new AppError("TOO_MANY_REQUESTS", "Too many images at once. Send it again in a moment.");
  }
}

function showRoute(app: FastifyInstance, { images, sessionsPerMinute }: ImageRouteOptions): void {
  const limit = { max: sessionsPerMinute * VIEWS_PER_SESSION, timeWindow: "1 minute" };
  app.get<{ Params: { id: string } }>(
    "/api/chat/images/:id",
    { config: { rateLimit: limit } },
    async ({ params: { id } }, reply) => {
      const image = await images.find(id);
      if (image === undefined) throw new AppError("NOT_FOUND", "There is no such image.");
      const { format, bytes } = image;
      return (
        reply
          .header("content-type", format)
          .header("cache-control", `private, max-age=${YEAR_S}, immutable`)
          .header("content-disposition", "inline")
          // Whatever else may be in the file, opened by itself it is an image and runs nothing.
          .header("content-security-policy", "default-src 'none'; sandbox")
          // The widget shows it on the shop's pages.
          .header("cross-origin-resource-policy", "cross-origin")
          .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      );
    },
  );
}
