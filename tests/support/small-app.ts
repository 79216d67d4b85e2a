import { onTestFinished } from "vitest";
import { type App, buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { contentDir } from "./content-dir.ts";
import { mendingContent, trainHere } from "./mending-bot.ts";
import { scratchDir } from "./scratch.ts";

/** A whole server on a free port with the mending bot; closed when the test is over. */
export async function smallApp(env: Readonly<Record<string, string>> = {}): Promise<App> {
  const config = readConfig({
    PORT: "0",
    LOG_LEVEL: "silent",
    COALESCE_MS: "0",
    INSTALLMENTS_URL: "none",
    DATA_DIR: env["DATA_DIR"] ?? (await scratchDir()),
    CONTENT_DIR: env["CONTENT_DIR"] ?? (await contentDir(mendingContent)),
    ...env,
  });
  const app = await buildApp(config, { train: trainHere });
  onTestFinished(() => app.close());
  return app;
}
