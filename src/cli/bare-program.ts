import { Command } from "commander";
import { ownVersion } from "../own-version.ts";

/** The command line without its commands. Wrong use and help are thrown as commander's errors, after they were printed. */
export function bareProgram(): Command {
  return new Command("fenqi")
    .description("A customer-service chatbot for instalment payments")
    .version(ownVersion())
    .exitOverride()
    .showHelpAfterError("Say it as: fenqi <command> --help");
}
