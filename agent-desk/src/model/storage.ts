import type { OutboxStore, Outgoing, SentImage } from "./outbox.ts";

/** As much of the browser's storage as the desk uses. */
export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem" | "length" | "key">;

const PREFIX = "fenqi-desk:";
/** An agent who leaves a draft behind in every conversation must not fill the browser's few megabytes. */
const MOST_DRAFTS = 100;

/** What was begun, and for whom: a note must not become a message to the customer by being opened again. */
export interface Draft {
  readonly type: "message" | "note";
  readonly text: string;
}

export interface Drafts {
  of(conversation: string): Draft;
  /** An empty one is forgotten. */
  keep(conversation: string, draft: Draft): void;
}

/** What an agent has begun to write, by conversation. A colleague at the same computer does not see it. */
export function draftsOf(storage: KeyValue, agent: string): Drafts {
  const prefix = `${PREFIX}draft:${agent}:`;
  return {
    of: (conversation) => draftIn(storage.getItem(prefix + conversation) ?? ""),
    keep(conversation, { type, text }) {
      if (text.trim() === "") return storage.removeItem(prefix + conversation);
      const others = keysFrom(storage, prefix).filter((key) => key !== prefix + conversation);
      for (const key of others.slice(0, Math.max(others.length - MOST_DRAFTS + 1, 0)))
        storage.removeItem(key);
      tryToKeep(storage, prefix + conversation, `${type}:${text}`);
    },
  };
}

/** Where the outbox of an agent survives a reload. */
export function outboxOf(storage: KeyValue, agent: string): OutboxStore {
  const key = `${PREFIX}out:${agent}`;
  return {
    load: () => decodeList(parse(storage.getItem(key))),
    save(items) {
      if (items.length === 0) storage.removeItem(key);
      else tryToKeep(storage, key, JSON.stringify(items));
    },
  };
}

/** Removes what was written and not sent, of every agent: the next person at this computer is another. */
export function forgetWriting(storage: KeyValue): void {
  for (const kind of ["draft:", "out:"])
    for (const key of keysFrom(storage, PREFIX + kind)) storage.removeItem(key);
}

function draftIn(kept: string): Draft {
  const [, type, text] = /^(message|note):(.*)$/su.exec(kept) ?? [];
  return { type: type === "note" ? "note" : "message", text: text ?? "" };
}

function keysFrom(storage: KeyValue, prefix: string): readonly string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) =>
    key.startsWith(prefix),
  );
}

/** A full quota costs the memory of it, and nothing else. */
function tryToKeep(storage: KeyValue, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    storage.removeItem(key);
  }
}

function parse(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

// What an older version of the desk left under the key is not trusted.
function decodeList(value: unknown): readonly Outgoing[] {
  return Array.isArray(value) ? value.flatMap((item) => decode(item) ?? []) : [];
}

function decode(value: unknown): Outgoing | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { cid, conversation, type, text, at, image, refusal } = value as Readonly<Record<string, unknown>>;
  if (typeof cid !== "string" || typeof conversation !== "string" || typeof text !== "string")
    return undefined;
  if (typeof at !== "number" || (type !== "message" && type !== "note")) return undefined;
  const shown = imageIn(image);
  // An image that cannot be told of leaves nothing to send.
  if (image !== undefined && shown === undefined) return undefined;
  return {
    cid,
    conversation,
    type,
    text,
    at,
    ...(shown && { image: shown }),
    ...(typeof refusal === "string" && { refusal }),
  };
}

function imageIn(value: unknown): SentImage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, width, height } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" || typeof width !== "number" || typeof height !== "number") return undefined;
  return { id, width, height };
}
