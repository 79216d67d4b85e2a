import { transports, XHR } from "engine.io-client";

/** For networks that let no WebSocket through: lets every connection from now on try plain requests as well. */
export function allowPolling(): void {
  Object.assign(transports, { polling: XHR });
}
