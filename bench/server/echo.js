/** The floor: socket.io and nothing else. One message comes in, one event goes out. */
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((_, response) => response.end());
const io = new Server(http, { serveClient: false, perMessageDeflate: false });

io.of("/chat").on("connection", (socket) => {
  socket.on("message", ({ cid, text }) => {
    socket.emit("event", { cid, from: "bot", body: { type: "text", text } });
  });
});
http.listen(Number(process.env["PORT"]), "127.0.0.1");
