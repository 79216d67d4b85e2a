import { type Command, CommanderError } from "commander";
import { bareProgram } from "./cli/bare-program.ts";
import { registerStart } from "./cli/start.ts";
import { AppError } from "./kernel/errors.ts";

const FELL_SHORT = 1;
const WRONG_USE = 2;

// `fenqi … | head` reads no further than it wants, which is no mistake of anyone's.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  const program = process.argv[2] === "start" ? serverProgram() : await wholeProgram();
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** A server starts without what the other commands need, which takes a good part of a start to load. */
function serverProgram(): Command {
  const program = bareProgram();
  registerStart(program);
  return program;
}

async function wholeProgram(): Promise<Command> {
  const { createProgram } = await import("./cli/program.ts");
  return createProgram();
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
