import { CommanderError } from "commander";
import { createProgram } from "./cli/program.ts";
import { AppError } from "./kernel/errors.ts";

const FELL_SHORT = 1;
const WRONG_USE = 2;

// `fenqi … | head` reads no further than it wants, which is no mistake of anyone's.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says on stderr what went wrong, as shortly as the kind of error allows. Returns the exit code. */
function report(error: unknown): number {
  // Commander has printed what there is to say; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
  if (error instanceof AppError) {
    console.error(error.message);
    return error.code === "USAGE" ? WRONG_USE : FELL_SHORT;
  }
  console.error(error);
  return FELL_SHORT;
}
