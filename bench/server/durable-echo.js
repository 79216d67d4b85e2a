/**
 * The floor with what keeping a message costs at least: two events of 300 bytes on disk before the answer, those of one
 * tick in one commit.
 */
import { createServer } from "node:http";
import path from "node:path";
import Database from "better-sqlite3";
import { Server } from "socket.io";

const BODY = JSON.stringify({ type: "text", text: "a".repeat(265) });

const sqlite = new Database(path.join(process.env["DATA_DIR"] ?? "", "echo.sqlite"));
sqlite.pragma("journal_mode = WAL");
sqlite.pragma("synchronous = FULL");
sqlite.exec(
  "create table events (conversation integer, seq integer, body text, primary key (conversation, seq)) without rowid",
);
const append = sqlite.prepare("insert into events values (?, ?, ?)");

/** @type {{ conversation: number, seq: number, answer: () => void }[]} */
let waiting = [];
const commit = sqlite.transaction(() => {
  for (const { conversation, seq } of waiting) {
    append.run(conversation, seq, BODY);
    append.run(conversation, seq + 1, BODY);
  }
});

function flush() {
  commit();
  const stored = waiting;
  waiting = [];
  for (const { answer } of stored) answer();
}

const http = createServer((_, response) => response.end());
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
let conversations = 0;

io.of("/chat").on("connection", (socket) => {
  const conversation = conversations++;
  let last = 0;
  socket.on("message", ({ cid, text }) => {
    if (waiting.length === 0) setImmediate(flush);
    const answer = () => socket.emit("event", { cid, from: "bot", body: { type: "text", text } });
    waiting.push({ conversation, seq: last + 1, answer });
    last += 2;
  });
});
http.listen(Number(process.env["PORT"]), "127.0.0.1");
