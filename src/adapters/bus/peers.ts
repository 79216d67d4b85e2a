import type { NodeId } from "../../kernel/ids.ts";

/** More processes than anybody runs: whoever can publish could otherwise fill the memory with made-up ones. */
const MOST_PEERS = 1000;

/** The other processes that are heard at present. */
export class Peers {
  readonly #heard = new Map<NodeId, { readonly dropped: number; beatsAgo: number }>();
  readonly #forgetAfter: number;

  /** @param forgetAfter so many beats of our own without one of theirs */
  constructor(forgetAfter: number) {
    this.#forgetAfter = forgetAfter;
  }

  get size(): number {
    return this.#heard.size;
  }

  /**
   * Takes in a beat.
   *
   * @param dropped how many notices that process had to drop so far
   * @returns whether it has dropped some since its last beat
   */
  hear(node: NodeId, dropped: number): boolean {
    const before = this.#heard.get(node);
    if (before === undefined && this.#heard.size >= MOST_PEERS) return false;
    this.#heard.set(node, { dropped, beatsAgo: 0 });
    return dropped > (before?.dropped ?? 0);
  }

  /** Another beat of our own has gone by. */
  age(): void {
    for (const [node, peer] of this.#heard) {
      peer.beatsAgo += 1;
      if (peer.beatsAgo > this.#forgetAfter) this.#heard.delete(node);
    }
  }
}
