import { Counter, type Registry } from "prom-client";

interface TallyOptions {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** Counted from 0 on: when the first of a kind brings its series along, Prometheus takes it for no increase. */
  readonly known: readonly string[];
}

/** Counts what happens by its kind. prom-client gets the sums when they are read. */
export class Tally {
  readonly #counts: Map<string, number>;

  constructor({ registry, name, help, label, known }: TallyOptions) {
    this.#counts = new Map(known.map((kind) => [kind, 0]));
    const counter = new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect: () => {
        counter.reset();
        for (const [kind, count] of this.#counts) counter.inc({ [label]: kind }, count);
      },
    });
  }

  add(kind: string): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }
}

/** A counter of one number that somebody else keeps. */
export function counted(registry: Registry, name: string, help: string, total: () => number): void {
  const counter = new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      counter.reset();
      counter.inc(total());
    },
  });
}
