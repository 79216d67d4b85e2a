import { wait } from "./alarm.ts";
import { decodeOutgoing } from "./kept-text.ts";
import type { OutboxStore, Outgoing } from "./outbox.ts";
import type { KeyValue } from "./storage.ts";

/** A disk that takes longer is as good as none. */
const DEADLINE_MS = 2_000;
const STORE = "outbox";

/**
 * Keeps unsent messages in IndexedDB, which alone can keep an image; and where that is blocked, broken or slow, in what
 * remembers the session: text by text, because tabs share it and a list in one entry would lose what another tab added.
 *
 * @param key of the conversation; another widget of the page has another one
 */
export function openOutboxStore(storage: KeyValue, key: string): OutboxStore {
  const prefix = `${key}:out:`;
  const opening = inTime(open());
  opening.catch(() => {});

  async function run<Result>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    const transaction = (await opening).transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    return inTime(
      new Promise((resolve, reject) => {
        transaction.addEventListener("complete", () => resolve(request.result));
        transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("not stored")));
      }),
    );
  }

  const all = () => IDBKeyRange.bound([key], [key, []]);
  const old = () => storage.keys().filter((name) => name.startsWith(prefix));
  const put = (item: Outgoing) => run("readwrite", (store) => store.put(item, [key, item.cid]));

  return {
    async load() {
      const kept: readonly Outgoing[] = await run("readonly", (store) => store.getAll(all())).catch(() => []);
      const names = old();
      if (names.length === 0) return kept;
      const texts = names.flatMap((name) => decodeOutgoing(storage.get(name)) ?? []);
      for (const item of texts)
        put(item).then(
          () => storage.remove(prefix + item.cid),
          () => {},
        );
      return [...kept, ...texts];
    },
    async put(item) {
      try {
        await put(item);
      } catch {
        if (item.type !== "image") storage.set(prefix + item.cid, JSON.stringify(item));
      }
    },
    async remove(cid) {
      storage.remove(prefix + cid);
      await run("readwrite", (store) => store.delete([key, cid])).catch(() => {});
    },
    async clear() {
      for (const name of old()) storage.remove(name);
      await run("readwrite", (store) => store.delete(all())).catch(() => {});
    },
  };
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open("fenqi", 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => {
      const { result } = request;
      // A newer version of the widget must not wait for this page to be closed.
      result.addEventListener("versionchange", () => result.close());
      resolve(result);
    });
    request.addEventListener("error", () => reject(request.error ?? new Error("no database")));
  });
}

function inTime<Result>(promise: Promise<Result>): Promise<Result> {
  const late = wait(DEADLINE_MS).then(() => Promise.reject(new Error("the database does not answer")));
  return Promise.race([promise, late]);
}
