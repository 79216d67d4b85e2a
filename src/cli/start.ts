import type { Command } from "commander";
import type { App, AppOptions } from "../app.ts";
import { type Config, describeSettings, readConfig } from "../config.ts";
import { print, progress } from "./print.ts";

/** `fenqi start`: serves customers until it is told to stop. */
export function registerStart(program: Command): void {
  program
    .command("start")
    .description("serve the chat, the widget and the demo shop")
    .addHelpText("after", `\nSettings, from the environment:\n${describeSettings()}`)
    .action(async () => {
      const config = readConfig(process.env);
      const app = await startApp(config);
      stopOnSignal(() => app.close());
      announce(app, config);
    });
}

/** Builds and starts the server. Its libraries are loaded here, because no other command needs them. */
export async function startApp(
  config: Config,
  options: Pick<AppOptions, "moveAfterMs" | "followsFiles"> = {},
): Promise<App> {
  const { buildApp } = await import("../app.ts");
  return buildApp(config, { ...options, onTraining: noteTraining() });
}

/** Says where the demo shop is. */
export function announce({ url }: App, { PUBLIC_URL }: Config): void {
  print(`Fenqi is ready. Try it in the demo shop: ${PUBLIC_URL ?? url}/demo/`);
}

/** npm passes on a Ctrl-C that the terminal has delivered already: so soon after the first, it is the same one. */
const SAME_SIGNAL_MS = 500;

/** The first signal stops in good order; who sends a second one does not want to wait. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    const now = performance.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = now;
    progress("Stopping…");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

function noteTraining(): (done: number) => void {
  let isNoted = false;
  return () => {
    if (!isNoted) progress("Training the model on this content; it is kept for the next start…");
    isNoted = true;
  };
}
