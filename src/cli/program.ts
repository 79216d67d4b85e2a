import { Command } from "commander";
import { ownVersion } from "../own-version.ts";
import { registerAgent } from "./agent.ts";
import { registerBackup } from "./backup.ts";
import { registerChat } from "./chat.ts";
import { registerDev } from "./dev.ts";
import { registerExplore } from "./explore.ts";
import { registerLint } from "./lint.ts";
import { registerNlu } from "./nlu.ts";
import { registerParse } from "./parse.ts";
import { registerPositions } from "./positions.ts";
import { registerRecord } from "./record.ts";
import { registerStart } from "./start.ts";
import { registerTest } from "./test.ts";
import { registerTrain } from "./train.ts";

/** The whole command line. Wrong use and help are thrown as commander's errors, after they were printed. */
export function createProgram(): Command {
  const program = new Command("fenqi")
    .description("A customer-service chatbot for instalment payments")
    .version(ownVersion())
    .exitOverride()
    .showHelpAfterError("Say it as: fenqi <command> --help");
  registerStart(program);
  registerDev(program);
  registerChat(program);
  registerTrain(program);
  registerParse(program);
  registerNlu(program);
  registerLint(program);
  registerTest(program);
  registerExplore(program);
  registerRecord(program);
  registerPositions(program);
  registerBackup(program);
  registerAgent(program);
  return program;
}
