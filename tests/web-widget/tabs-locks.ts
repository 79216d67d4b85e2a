import { vi } from "vitest";

interface Request {
  readonly options: LockOptions;
  readonly callback: (lock: Lock | null) => unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** As much of the Web Locks API as the chat uses: one holder for each name, and a queue. For browsers, see the spec. */
class LocksInNode {
  readonly #holders = new Map<string, Request>();
  readonly #queues = new Map<string, Request[]>();

  request(name: string, options: LockOptions, callback: Request["callback"]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = { options, callback, resolve, reject };
      const holder = this.#holders.get(name);
      if (options.steal) {
        this.#holders.delete(name);
        holder?.reject(new DOMException("stolen", "AbortError"));
        void this.#grant(name, request);
      } else if (options.ifAvailable && holder !== undefined) {
        resolve(callback(null));
      } else if (holder === undefined) {
        void this.#grant(name, request);
      } else {
        const queue = this.#queues.get(name) ?? [];
        this.#queues.set(name, [...queue, request]);
        options.signal?.addEventListener("abort", () => {
          if (!this.#queues.get(name)?.includes(request)) return;
          this.#queues.set(name, this.#queueOf(name, request));
          reject(new DOMException("aborted", "AbortError"));
        });
      }
    });
  }

  isHeld(name: string): boolean {
    return this.#holders.has(name);
  }

  async #grant(name: string, request: Request): Promise<void> {
    this.#holders.set(name, request);
    await Promise.resolve();
    const result = await request.callback({ name, mode: "exclusive" });
    if (this.#holders.get(name) !== request) return;
    this.#holders.delete(name);
    request.resolve(result);
    const [next] = this.#queues.get(name) ?? [];
    if (next === undefined) return;
    this.#queues.set(name, this.#queueOf(name, next));
    void this.#grant(name, next);
  }

  #queueOf(name: string, without: Request): Request[] {
    return (this.#queues.get(name) ?? []).filter((request) => request !== without);
  }
}

/** Gives the browser of this test file locks. */
export function locksInNode(): LocksInNode {
  const locks = new LocksInNode();
  vi.stubGlobal("navigator", { locks });
  return locks;
}
