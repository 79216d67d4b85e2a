import type { Refusal } from "../../../src/protocol/reply.ts";
import type { OutgoingImage } from "./outbox.ts";

/** Five megabytes take that long where a phone has hardly any network. */
const DEADLINE_MS = 60_000;

/** What this page has uploaded, by the message's cid: sending it once more is no reason to upload it once more. */
const uploaded = new Map<string, string>();

/**
 * Uploads the image of a message.
 *
 * @returns the id it goes by, or why the server does not take it
 * @throws when the server cannot be reached; trying again later is safe
 */
export async function uploadImage(
  { origin, token }: { readonly origin: string; readonly token: string },
  { cid, blob }: OutgoingImage,
): Promise<{ readonly ok: true; readonly image: string } | Refusal> {
  const key = `${token} ${cid}`;
  const known = uploaded.get(key);
  if (known !== undefined) return { ok: true, image: known };
  const response = await fetch(`${origin}/api/chat/images`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": blob.type },
    credentials: "omit",
    body: blob,
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  const reply = await response.json().catch(() => undefined);
  if (response.ok && reply?.image) {
    uploaded.set(key, reply.image);
    return { ok: true, image: reply.image };
  }
  if (reply?.error) return { ok: false, error: reply.error };
  // A proxy in the way answers in words of its own; what it finds too large will not become smaller.
  const retryable = response.status !== 413;
  return { ok: false, error: { code: "MESSAGE_INVALID", message: `status ${response.status}`, retryable } };
}
