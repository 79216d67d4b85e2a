import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Milliseconds } from "../../kernel/time.ts";
import { ConnectionLost } from "./postgres-error.ts";
import { CompiledStatements, type Connection, type Place, Statement } from "./statement.ts";
import type { Tables } from "./tables.ts";
import type { InTransaction } from "./write-queue.ts";

/** Nothing here takes a hundredth of it; a database that needs longer is as good as away, and its senders are told so. */
const STATEMENT_TIMEOUT_MS: Milliseconds = 4000;
const LOCK_TIMEOUT_MS: Milliseconds = 2000;
/** What a process that froze or was cut off has locked is free again after that. */
const IDLE_IN_TRANSACTION_MS: Milliseconds = 5000;
/** From our side, in case not even an error comes back. */
const ANSWER_TIMEOUT_MS: Milliseconds = 5000;
const CONNECT_TIMEOUT_MS: Milliseconds = 3000;

/** One writes for all, one gives conversations to agents, one beats, the others read. PostgreSQL's own default allows a hundred from everybody. */
const MOST_CONNECTIONS = 8;

/** `patient` is for migrations: a large table takes its time to change, and so may another process that changes it. */
const deadlines = {
  prompt: {
    query_timeout: ANSWER_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  },
  patient: {},
} as const;

interface PostgresConnection extends Connection {
  /** For what is asked too rarely to be prepared. */
  readonly db: Kysely<Tables>;
  readonly inTransaction: InTransaction<Connection>;
  close(): Promise<void>;
}

/**
 * A pool of connections to a PostgreSQL database, made as they are needed. Statements are prepared once a connection and
 * sent without waiting for the answer to the one before; each has a deadline, and a connection that missed one is closed
 * and not used again.
 */
export function connectPostgres(url: string, pace: keyof typeof deadlines = "prompt"): PostgresConnection {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...deadlines[pace],
    keepAlive: true,
    pipeline: true,
    application_name: "fenqi",
    // Whatever the database's own settings: an acknowledged message is on its disk; and no query is compiled before it runs,
    // which took a second where the rows that it brings take hundredths of one.
    options: "-c synchronous_commit=on -c jit=off",
    types: {
      // Times in milliseconds and counts, all of which fit into a number.
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // A connection that breaks while it is idle is gone from the pool already; whoever asks next gets a new one.
  pool.on("error", () => {});
  // One that breaks between two queries says so to whoever asks the next; unheard, it would end the process.
  pool.on("connect", (client) => void client.on("error", () => {}));
  const connect = async () => new Client(await pool.connect().catch(throwLost));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } }),
  });
  const statements = new CompiledStatements(db, true, nameTexts());
  const on = (client: Client): Connection => ({
    async run<Row>(statement: Pick<Statement<never, unknown>, "compile">, values: object): Promise<Row[]> {
      const { order, prepared } = statements.of(statement);
      const { rows } = await client.send({ ...prepared, values: order(values) });
      return rows;
    },
  });
  return {
    db,
    async run(statement, values) {
      const client = await connect();
      try {
        return await on(client).run(statement, values);
      } finally {
        client.release();
      }
    },
    async inTransaction(work, keys) {
      const client = await connect();
      try {
        return await transact(client, on(client), keys, work);
      } finally {
        client.release();
      }
    },
    // It ends the pool as well, if it ever was used; the pool can be ended once only.
    close: () => (pool.ended ? Promise.resolve() : pool.end()),
  };
}

/**
 * Locks the conversations first, in the order of their ids. So no two processes wait for each other in a circle, and every
 * later statement sees what the one that had the lock before has committed.
 */
async function transact<Result>(
  client: Client,
  connection: Connection,
  keys: readonly string[],
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const undo = async (error: unknown): Promise<never> => {
    await client.send({ text: "rollback" }).catch(() => undefined);
    throw error;
  };
  const begun = Promise.all([client.send({ text: "begin" }), connection.run(lockConversations, { keys })]);
  // Sent along without waiting: if it did not begin, what follows fails as well.
  const [opened, worked] = await Promise.allSettled([begun, work(connection)]);
  if (opened.status === "rejected") return undo(opened.reason);
  if (worked.status === "rejected") return undo(worked.reason);
  const { command } = await client.send({ text: "commit" });
  if (command !== "COMMIT") throw new Error(`COMMIT came to ${command}: this is a bug in the store.`);
  return worked.value;
}

const lockConversations = new Statement((db, place: Place<{ keys: readonly string[] }>) =>
  db
    .selectFrom("conversations")
    .select("id")
    .where(sql<boolean>`id = any(${place("keys")})`)
    .orderBy("id")
    .forUpdate(),
);

/** Gives every text a name, by which a connection prepares it once. */
function nameTexts(): (text: string) => { readonly name: string; readonly text: string } {
  let count = 0;
  return (text) => {
    count += 1;
    return { name: `s${count}`, text };
  };
}

/** One connection of the pool, given up when it broke or fell silent. */
class Client {
  readonly #client: pg.PoolClient;
  #isBroken = false;
  /** As Kysely asks. It knows of cursors, too, which nothing here reads through. */
  readonly query = ((text: string, values: readonly unknown[] = []) =>
    this.send({ text, values: [...values] })) as never;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(query);
    } catch (error) {
      this.#isBroken ||= !(error instanceof pg.DatabaseError);
      return throwLost(error);
    }
  }

  release(): void {
    this.#client.release(this.#isBroken);
  }
}

/** Whatever is no answer of the server is a failure of the way to it. */
function throwLost(error: unknown): never {
  if (error instanceof pg.DatabaseError) throw error;
  throw new ConnectionLost(error instanceof Error ? error.message : String(error), { cause: error });
}
