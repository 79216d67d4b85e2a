import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type AgentId, type ConversationId, conversationId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import type { Accounts } from "../../runtime/accounts.ts";
import { mayAct } from "../../runtime/desk/may-see.ts";
import type { Agent } from "../../runtime/desk-ports.ts";
import { findConversation } from "../../runtime/find-conversation.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import { IMAGE_BYTES, type Images } from "../../runtime/images.ts";
import type { Store } from "../../runtime/ports.ts";
import { admitAgents, byAgent } from "./desk-guard.ts";
import { parse } from "./desk-parse.ts";
import { type ImageReply, imageReply, rawBody, takeRawBodies } from "./raw-image.ts";

export interface DeskImageOptions {
  readonly accounts: Pick<Accounts, "check">;
  readonly store: Pick<Store, "find">;
  readonly images: Images;
  readonly clock: Clock;
}

/** An agent pastes a handful of screenshots at once. */
const UPLOAD_LIMIT = { burst: 20, perSecond: 1 };

/** `POST /conversations/:id/images`: keeps an image for a message of the agent's. */
export async function deskImages(app: FastifyInstance, options: DeskImageOptions): Promise<void> {
  const { accounts, store, images, clock } = options;
  const gate = new FloodGate<AgentId>(UPLOAD_LIMIT);
  admitAgents(app, accounts);
  takeRawBodies(app);
  app.post(
    "/conversations/:id/images",
    { bodyLimit: IMAGE_BYTES },
    byAgent(async ({ agent }, request, reply): Promise<ImageReply> => {
      if (!gate.admits(agent.id, clock.now()))
        throw new AppError("TOO_MANY_REQUESTS", "Too many images at once. Send it again in a moment.");
      const id = conversationId(parse(imageParams, request.params).id);
      await checkMayWrite(store, agent, id);
      return imageReply(reply, await images.keep(id, rawBody(request)));
    }),
  );
}

const imageParams = z.strictObject({ id: z.string().min(1).max(64) });

/** @throws NOT_FOUND, and NOT_YOURS to an agent who does not have the conversation */
async function checkMayWrite(store: Pick<Store, "find">, agent: Agent, id: ConversationId): Promise<void> {
  const { state } = await findConversation(store, id);
  if (mayAct(agent, state)) return;
  throw new AppError("NOT_YOURS", "Only the agent who has the conversation sends images in it.", {
    conversationId: id,
  });
}
