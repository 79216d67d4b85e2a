import type { ConversationState } from "../../conversation/state.ts";
import type { CallRequest } from "../../dialog/turn.ts";
import type { Path, Press } from "./path.ts";

/** A state the walk has come to, and one conversation that stands in it. */
export interface Node {
  readonly id: number;
  readonly state: ConversationState;
  /** The turn stands still until this call's outcome is known. */
  readonly call?: CallRequest;
  /** A shortest way here; absent for the beginning. */
  readonly path?: Path;
  /** Buttons of the messages that the turn which led here has said. */
  readonly buttons: readonly Press[];
}

/** What leads from state to state, as far as proofs need it after the walk. */
export type EdgeKind = "answer" | "passing" | "other";

/** The states of a walk, in the order they were found, and what leads from one to another. */
export class Graph {
  readonly nodes: Node[] = [];
  readonly #ids = new Map<string, number>();
  readonly #edges: { readonly from: number[]; readonly to: number[]; readonly kind: EdgeKind[] } = {
    from: [],
    to: [],
    kind: [],
  };
  /** Transitions taken, those that prove nothing later included. */
  transitions = 0;

  /** The state of a key, and whether it is new. */
  come(key: string, make: (id: number) => Node): { readonly node: Node; readonly isNew: boolean } {
    const known = this.nodes[this.#ids.get(key) ?? -1];
    if (known !== undefined) return { node: known, isNew: false };
    const node = make(this.nodes.length);
    this.#ids.set(key, node.id);
    this.nodes.push(node);
    return { node, isNew: true };
  }

  /** Whether the walk has come to a state. */
  has(key: string): boolean {
    return this.#ids.has(key);
  }

  link(from: number, to: number, kind: EdgeKind): void {
    this.transitions += 1;
    if (kind === "other") return;
    this.#edges.from.push(from);
    this.#edges.to.push(to);
    this.#edges.kind.push(kind);
  }

  /** The edges of one kind or of several, by the state they leave. */
  outgoing(...kinds: readonly EdgeKind[]): readonly (readonly number[])[] {
    return this.#bySide("from", "to", kinds);
  }

  /** The same, by the state they come to. */
  incoming(...kinds: readonly EdgeKind[]): readonly (readonly number[])[] {
    return this.#bySide("to", "from", kinds);
  }

  #bySide(
    side: "from" | "to",
    other: "from" | "to",
    kinds: readonly EdgeKind[],
  ): readonly (readonly number[])[] {
    const lists = this.nodes.map((): number[] => []);
    for (const [index, kind] of this.#edges.kind.entries()) {
      const end = this.#edges[other][index];
      if (end !== undefined && kinds.includes(kind)) lists[this.#edges[side][index] ?? -1]?.push(end);
    }
    return lists;
  }
}
