import { AppError } from "../../src/kernel/errors.ts";
import type { Store } from "../../src/runtime/ports.ts";

/** What becomes of a write: it is made and told, or fails before it is made, or is made and reported as failed. */
export type Fate = "told" | "lost" | "open";

export interface LateStore extends Store {
  /** How many answers wait to be told. */
  readonly untold: number;
  /** What becomes of the next write. */
  fate: Fate;
  /** Tells the caller one answer, and settles when nothing more comes of it by itself. */
  tell(which: number): Promise<void>;
  /** Settles when what was asked has been done. */
  done(): Promise<void>;
}

/**
 * Does what it is asked for at once, as the store would, and tells of it when the test lets it, in the order that the test
 * wants.
 *
 * @param inTurn runs one thing after the other on the store, which several processes may share
 */
export function lateStore(
  store: Store,
  inTurn: <Result>(job: () => Promise<Result>) => Promise<Result>,
): LateStore {
  const untold: (() => void)[] = [];
  let doing = Promise.resolve();
  const late: LateStore = {
    ...store,
    fate: "told",
    get untold() {
      return untold.length;
    },
    receive: (...given) => write(() => store.receive(...given)),
    commitTurn: (...given) => write(() => store.commitTurn(...given)),
    nextTurn: (id) => tellLater(() => store.nextTurn(id)),
    async tell(which) {
      const [tell] = untold.splice(which % untold.length, 1);
      tell?.();
      await settled();
    },
    async done() {
      await doing;
      await settled();
    },
  };

  function write<Result>(make: () => Promise<Result>): Promise<Result> {
    const { fate } = late;
    late.fate = "told";
    return tellLater(async () => {
      if (fate === "lost") throw unavailable();
      const result = await make();
      if (fate === "open") throw unavailable();
      return result;
    });
  }

  async function tellLater<Result>(job: () => Promise<Result>): Promise<Result> {
    const answer = inTurn(job);
    const [outcome] = await trackedSettling(answer);
    await new Promise<void>((tell) => untold.push(tell));
    if (outcome?.status === "fulfilled") return outcome.value;
    throw outcome?.reason;
  }

  function trackedSettling<Result>(answer: Promise<Result>) {
    const settling = Promise.allSettled([answer]);
    doing = Promise.all([doing, settling]).then(() => {});
    return settling;
  }

  return late;
}

const unavailable = (): AppError => new AppError("STORE_UNAVAILABLE", "The network is down.");

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
