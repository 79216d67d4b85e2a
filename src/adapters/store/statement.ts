import { type Compilable, type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Where a value goes that is known only when the query runs. */
export type Place<Given> = <Name extends keyof Given>(name: Name) => RawBuilder<Given[Name]>;

/**
 * A query that is built and compiled once, and then runs with other values each time.
 *
 * Building one with Kysely takes longer than SQLite takes to run it, so those that every message needs are kept like this.
 */
export class Statement<Given extends object, Row> {
  readonly #build: (db: Kysely<Tables>, place: Place<Given>, isShared: boolean) => Compilable<Row>;

  /** @param build is told whether the database is shared, as the conditions of claims are others then */
  constructor(build: (db: Kysely<Tables>, place: Place<Given>, isShared: boolean) => Compilable<Row>) {
    this.#build = build;
  }

  /** The SQL for this kind of database, and what puts values in the order of its parameters. */
  compile(db: Kysely<Tables>, isShared: boolean): CompiledStatement {
    const place: Place<Given> = (name) => sql`${new Named(String(name))}`;
    const valueOf = (values: object, { name }: Named): unknown => Reflect.get(values, name);
    const { sql: text, parameters } = this.#build(db, place, isShared).compile();
    return {
      text,
      order: (values) =>
        parameters.map((parameter) => (parameter instanceof Named ? valueOf(values, parameter) : parameter)),
    };
  }
}

interface CompiledStatement {
  readonly text: string;
  readonly order: (values: object) => unknown[];
}

/** Stands in a query for a value of this name. */
class Named {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** One way to a database, inside or outside a transaction. */
export interface Connection {
  /** Runs a prepared query; SQLite answers at once. */
  run<Given extends object, Row>(statement: Statement<Given, Row>, values: Given): Row[] | Promise<Row[]>;
}

/** Compiles each statement once. */
export class CompiledStatements<Prepared> {
  readonly #prepare: (text: string) => Prepared;
  readonly #db: Kysely<Tables>;
  readonly #isShared: boolean;
  readonly #compiled = new Map<unknown, CompiledFor<Prepared>>();

  /** @param prepare what the database makes of a text before it runs it */
  constructor(db: Kysely<Tables>, isShared: boolean, prepare: (text: string) => Prepared) {
    this.#db = db;
    this.#isShared = isShared;
    this.#prepare = prepare;
  }

  of(statement: Pick<Statement<never, unknown>, "compile">): CompiledFor<Prepared> {
    const known = this.#compiled.get(statement);
    if (known !== undefined) return known;
    const { text, order } = statement.compile(this.#db, this.#isShared);
    const compiled = { order, prepared: this.#prepare(text) };
    this.#compiled.set(statement, compiled);
    return compiled;
  }
}

interface CompiledFor<Prepared> {
  readonly order: (values: object) => unknown[];
  readonly prepared: Prepared;
}
