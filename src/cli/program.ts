import { Command } from "commander";
import { ownVersion } from "../own-version.ts";
import { registerAgent } from "./agent.ts";
import { registerBackup } from "./backup.ts";
import { registerChanges } from "./changes.ts";
import { registerChat } from "./chat.ts";
import { registerDev } from "./dev.ts";
import { registerExplore } from "./explore.ts";
import { registerExport } from "./export.ts";
import { registerExportContent } from "./export-content.ts";
import { registerGraph } from "./graph.ts";
import { registerImport } from "./import.ts";
import { registerImportContent } from "./import-content.ts";
import { registerLint } from "./lint.ts";
import { registerNlu } from "./nlu.ts";
import { registerParse } from "./parse.ts";
import { registerPositions } from "./positions.ts";
import { registerPublish } from "./publish.ts";
import { registerRecord } from "./record.ts";
import { registerReplay } from "./replay.ts";
import { registerRollback, registerVersions } from "./rollback.ts";
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
  registerGraph(program);
  registerRecord(program);
  registerReplay(program);
  registerChanges(program);
  registerImport(program);
  registerExportContent(program);
  registerImportContent(program);
  registerExport(program);
  registerPositions(program);
  registerPublish(program);
  registerRollback(program);
  registerVersions(program);
  registerBackup(program);
  registerAgent(program);
  return program;
}
