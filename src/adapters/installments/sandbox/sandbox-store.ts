import { closeSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { type Milliseconds, milliseconds, type Timestamp } from "../../../kernel/time.ts";
import type { Ticket } from "../../../protocol/installments.ts";
import type { AutoRepayChoice } from "./account.ts";
import { TOLERANCE_MS } from "./signature.ts";

/** What customers of the sandbox changed, and what was asked before. */
export interface SandboxStore {
  /** What the customer chose; absent while they have not. */
  autoRepay(customer: string): AutoRepayChoice | undefined;
  chooseAutoRepay(customer: string, choice: AutoRepayChoice): void;
  /** The newest first, at most as many as an answer may hold. */
  tickets(customer: string): readonly Ticket[];
  addTicket(customer: string, ticket: Omit<Ticket, "id" | "status">): Ticket;
  /**
   * Does work at most once for a key, all of it or nothing, and gives the same answer to everybody who brings the key.
   *
   * @returns the answer as JSON; `undefined` when the key stood for something else before
   */
  once(asked: AskedOnce, work: () => object): string | undefined;
  /** `false` when it was used before. */
  useNonce(nonce: string, at: Timestamp): boolean;
  /** Forgets what customers changed. */
  reset(): void;
  close(): void;
}

/** A request that may come again. */
interface AskedOnce {
  readonly customer: string;
  readonly key: string;
  /** Tells this request from any other that the key might be used for. */
  readonly fingerprint: string;
  readonly at: Timestamp;
}

/** How long an idempotency key is remembered. */
const KEY_MS: Milliseconds = milliseconds("1d");

/** @param file the database file, made when it is not there; in memory, when left out */
export function openSandboxStore(file?: string): SandboxStore {
  // Made here, because SQLite would let everybody on the machine read it.
  if (file !== undefined) closeSync(openSync(file, "a", 0o600));
  const db = new Database(file ?? ":memory:");
  db.pragma("journal_mode = WAL");
  db.exec(TABLES);

  const choice = db.prepare<[string], { isOn: number; method: string | null }>(
    "select is_on as isOn, method from auto_repay where customer = ?",
  );
  const choose = db.prepare<[string, number, string | null]>(
    "insert or replace into auto_repay (customer, is_on, method) values (?, ?, ?)",
  );
  const tickets = db.prepare<[string], TicketRow>(
    `select number, subject, created_at as createdAt, answer_by as answerBy
     from tickets where customer = ? order by number desc limit 100`,
  );
  const addTicket = db.prepare<[string, string, string, string | null]>(
    "insert into tickets (customer, subject, created_at, answer_by) values (?, ?, ?, ?)",
  );
  const answer = db.prepare<[string, string], { fingerprint: string; answer: string }>(
    "select fingerprint, answer from answers where customer = ? and key = ?",
  );
  const keepAnswer = db.prepare<[string, string, string, string, number]>(
    "insert into answers (customer, key, fingerprint, answer, at) values (?, ?, ?, ?, ?)",
  );
  const forgetAnswers = db.prepare<[number]>("delete from answers where at < ?");
  const keepNonce = db.prepare<[string, number]>("insert or ignore into nonces (nonce, at) values (?, ?)");
  const forgetNonces = db.prepare<[number]>("delete from nonces where at < ?");

  return {
    autoRepay(customer) {
      const row = choice.get(customer);
      if (row === undefined) return undefined;
      return { on: row.isOn === 1, ...(row.method === null ? {} : { method: row.method }) };
    },
    chooseAutoRepay: (customer, { on, method }) => void choose.run(customer, on ? 1 : 0, method ?? null),
    tickets: (customer) => tickets.all(customer).map(ticketOf),
    addTicket(customer, { subject, createdAt, answerBy }) {
      const { lastInsertRowid } = addTicket.run(customer, subject, createdAt, answerBy ?? null);
      return ticketOf({ number: Number(lastInsertRowid), subject, createdAt, answerBy: answerBy ?? null });
    },
    once: db.transaction(({ customer, key, fingerprint, at }: AskedOnce, work: () => object) => {
      forgetAnswers.run(at - KEY_MS);
      const before = answer.get(customer, key);
      if (before !== undefined) return before.fingerprint === fingerprint ? before.answer : undefined;
      const made = JSON.stringify(work());
      keepAnswer.run(customer, key, fingerprint, made, at);
      return made;
    }).immediate,
    useNonce(nonce, at) {
      // A timestamp may lie ahead by as much as it may lie behind.
      forgetNonces.run(at - 2 * TOLERANCE_MS);
      return keepNonce.run(nonce, at).changes === 1;
    },
    reset: () => void db.exec("delete from auto_repay; delete from tickets; delete from answers"),
    close: () => void db.close(),
  };
}

interface TicketRow {
  readonly number: number;
  readonly subject: Ticket["subject"];
  readonly createdAt: string;
  readonly answerBy: string | null;
}

function ticketOf({ number, subject, createdAt, answerBy }: TicketRow): Ticket {
  return {
    id: `T${10_000 + number}`,
    subject,
    status: "open",
    createdAt,
    ...(answerBy === null ? {} : { answerBy }),
  };
}

const TABLES = `
  create table if not exists auto_repay (customer text primary key, is_on integer not null, method text);
  create table if not exists tickets (
    number integer primary key autoincrement, customer text not null, subject text not null,
    created_at text not null, answer_by text
  );
  create index if not exists tickets_of on tickets (customer, number);
  create table if not exists answers (
    customer text not null, key text not null, fingerprint text not null, answer text not null, at integer not null,
    primary key (customer, key)
  );
  create table if not exists nonces (nonce text primary key, at integer not null);
`;
