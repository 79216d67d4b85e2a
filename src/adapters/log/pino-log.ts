import { destination, pino, stdSerializers } from "pino";
import type { Log } from "../../runtime/ports.ts";

const STDERR = 2;

/** One JSON line for each entry, on stderr: stdout belongs to what a command prints. */
export function pinoLog(level: string): Log {
  const lines = pino(
    { level, base: null, serializers: { error: stdSerializers.err } },
    destination({ fd: STDERR, sync: true }),
  );
  return {
    debug: (message, fields = {}) => lines.debug(fields, message),
    info: (message, fields = {}) => lines.info(fields, message),
    warn: (message, fields = {}) => lines.warn(fields, message),
    error: (message, fields = {}) => lines.error(fields, message),
  };
}
