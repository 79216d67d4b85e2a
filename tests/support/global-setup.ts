import { AppError } from "../../src/kernel/errors.ts";
import { realBot } from "./real-bot.ts";

/**
 * Has the real bot's model ready before the first test, so that test files running beside each other do not train it
 * twice. While the content is broken, only the tests that need the bot fail, each saying why.
 */
export async function setup(): Promise<void> {
  try {
    await realBot();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.message);
  }
}
