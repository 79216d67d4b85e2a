/** A hundred orders of 24 periods each fit in. Whoever sends more is not the shop, or not well. */
const MOST_BYTES = 256 * 1024;

/**
 * Reads the JSON of an answer.
 *
 * @returns what is wrong with it, in words without any of it, when it is none that will be looked at
 * @throws whatever breaks the connection meanwhile
 */
export async function readBody(
  response: Response,
): Promise<{ readonly value: unknown } | { readonly wrong: string }> {
  if (!isJson(response.headers.get("content-type"))) return await refuse(response, "content type");
  // A length that is told is that of the compressed bytes: the others are counted as they come.
  if (Number(response.headers.get("content-length") ?? 0) > MOST_BYTES)
    return await refuse(response, "too large");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream, and closes the connection.
    if (bytes > MOST_BYTES) return { wrong: "too large" };
    chunks.push(chunk);
  }
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))) };
  } catch {
    return { wrong: "not JSON" };
  }
}

/** Lets go of an answer that nobody reads, and of its connection. */
export async function dropBody(response: Response): Promise<void> {
  await response.body?.cancel();
}

async function refuse(response: Response, wrong: string): Promise<{ readonly wrong: string }> {
  await dropBody(response);
  return { wrong };
}

function isJson(contentType: string | null): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/iu.test(contentType?.trim() ?? "");
}
