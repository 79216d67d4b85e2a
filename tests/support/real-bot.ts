import path from "node:path";
import { createPublisher, packageRoot } from "../../src/publication.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { trainHere } from "./mending-bot.ts";
import { silentLog } from "./silent-log.ts";

const cache = path.join(packageRoot, "node_modules/.cache/fenqi");

/** The project's own bot with its model, which is trained when the content or the NLU has changed and then kept. */
export function realBot(): Promise<Publication> {
  const config = { CONTENT_DIR: undefined, DATA_DIR: cache };
  return createPublisher({ config, log: silentLog, train: trainHere }).publishCurrent();
}
