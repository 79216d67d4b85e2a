/**
 * The peer: what one builds in an afternoon of fastify, socket.io and NLP.js. It understands and answers, and keeps
 * nothing. `ENTITIES=on` has NLP.js look for amounts and days as well.
 */
import { readFileSync } from "node:fs";
import { fastify } from "fastify";
import { NlpManager } from "node-nlp";
import { Server } from "socket.io";

const forceNER = process.env["ENTITIES"] === "on";
const trained = JSON.parse(readFileSync(process.env["NLP_MODEL"] ?? "", "utf8"));
const settings = {
  languages: ["zh", "en"],
  forceNER,
  autoSave: false,
  autoLoad: false,
  nlu: { log: false },
};
const manager = new NlpManager(settings);
// A model brings the settings along that it was trained with.
Reflect.get(manager, "import").call(
  manager,
  JSON.stringify({ ...trained, settings: { ...trained.settings, forceNER } }),
);

const app = fastify();
app.get("/readyz", () => ({}));
const io = new Server(app.server, { serveClient: false, perMessageDeflate: false });

io.of("/chat").on("connection", (socket) => {
  socket.on("message", async ({ cid, text }) => {
    const { intent } = await manager.process(/\p{Script=Han}/u.test(text) ? "zh" : "en", text);
    socket.emit("event", { cid, from: "bot", body: { type: "text", text: intent } });
  });
});
await app.listen({ port: Number(process.env["PORT"]), host: "127.0.0.1" });
