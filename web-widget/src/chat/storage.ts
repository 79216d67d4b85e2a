/** Strings that outlive the page where the browser allows it, and only the page where it does not. */
export interface KeyValue {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

/** What the widget remembers of its conversation. The loader reads `started` under the same key. */
export interface Remembered {
  readonly token: string;
  readonly conversationId: string;
  /** Something has been said, so there may be an answer waiting. */
  readonly started: boolean;
  /** The highest seq the customer has seen. */
  readonly read: number;
}

/** `localStorage`, or memory where it is blocked: private windows, sandboxed frames, a full quota. */
export function openStorage(): KeyValue {
  const memory = new Map<string, string>();
  const disk = usableDisk();
  return {
    get: (key) => memory.get(key) ?? disk?.getItem(key) ?? undefined,
    set(key, value) {
      try {
        if (disk === undefined) memory.set(key, value);
        else disk.setItem(key, value);
        if (disk !== undefined) memory.delete(key);
      } catch {
        memory.set(key, value);
      }
    },
    remove(key) {
      memory.delete(key);
      disk?.removeItem(key);
    },
    keys: () => [...new Set([...memory.keys(), ...Object.keys(disk ?? {})])],
  };
}

/** The session of one server, under the one key the loader knows too. */
export function sessionStore(storage: KeyValue, key: string) {
  return {
    load: (): Remembered | undefined => decodeRemembered(parse(storage.get(key))),
    save: (remembered: Remembered) => storage.set(key, JSON.stringify(remembered)),
    forget: () => storage.remove(key),
  };
}

export type SessionStore = ReturnType<typeof sessionStore>;

function usableDisk(): Storage | undefined {
  try {
    const { localStorage } = window;
    localStorage.getItem("");
    return localStorage;
  } catch {
    return undefined;
  }
}

function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

// What an older version of the widget, or the page itself, left under the key is not trusted.
function decodeRemembered(value: unknown): Remembered | undefined {
  if (!isFields(value)) return undefined;
  const { token, conversationId, started, read } = value;
  if (typeof token !== "string" || typeof conversationId !== "string") return undefined;
  return { token, conversationId, started: started === true, read: typeof read === "number" ? read : 0 };
}
